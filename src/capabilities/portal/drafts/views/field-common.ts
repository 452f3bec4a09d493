import type { AttachedFile, FieldProps, Words } from '../../../../design/index.ts'
import type { LocalText } from '../../../../platform/i18n/local-text.ts'
import type { PlacedField } from '../../../procedures/index.ts'
import type { CityMap } from '../../shared/towns.ts'

/** One field as its view needs it: the place, what its inputs show, and what is to be put right. */
export interface FieldView {
  readonly placed: PlacedField
  /** By part; `''` is the field's own name. */
  readonly values: Readonly<Record<string, string>>
  readonly error?: LocalText
  /** Parts that are to be put right. */
  readonly wrong: readonly string[]
  readonly source?: string
  readonly files: readonly AttachedFile[]
  /** What the last look-up found, and the towns it left to choose from. */
  readonly lookedUp?: string
  readonly towns?: readonly string[]
  readonly fileMegabytes: number
  readonly waitingList: boolean
  readonly map: CityMap
  /** The city's setting lets the portal ask for 個人番号. */
  readonly asksNumber: boolean
  readonly noEntries: string
}

/** What every control takes. */
export function fieldProps(view: FieldView): FieldProps {
  const { placed, error, source } = view
  const { field } = placed
  return {
    id: placed.path,
    name: placed.path,
    label: field.label,
    ...(field.hint === undefined ? {} : { hint: field.hint as Words }),
    ...(error === undefined ? {} : { error }),
    required: placed.required,
    ...(source === undefined ? {} : { source }),
  }
}

/** The parts of a component that are wrong, when the component knows them. */
export function wrongParts<Part extends string>(view: FieldView, parts: readonly Part[]): Part[] {
  return parts.filter((part) => view.wrong.includes(part))
}
