import type { CompiledProcedure } from '../../procedures/index.ts'
import { planForm } from '../plan/plan.ts'
import type { Place } from './block.ts'
import { layOut, type Repeat } from './lay-out.ts'
import { type FormKind, layoutEdition, sheet } from './style.ts'

/**
 * Where every answer stands on a form, in millimetres from the top left corner of an A4 page. Derived from the version
 * alone, the same for every city and day: a scan is turned until its corners lie on `marks`, the code says version and
 * page, and each place is read by its kind of writing.
 */
export interface LayoutMap {
  readonly schema: 1
  readonly procedure: string
  /** SHA-256 of the version, hex. */
  readonly version: string
  readonly form: FormKind
  readonly edition: number
  readonly pages: number
  readonly sheet: { readonly width: number; readonly height: number }
  readonly marks: readonly { readonly x: number; readonly y: number; readonly w: number; readonly h: number }[]
  readonly code: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  /** Item numbers on continuation sheets: `first + (copy − 1) × perSheet + n` for the path `group.*n.field`. */
  readonly repeats: Readonly<Record<string, Repeat>>
  readonly places: readonly MappedPlace[]
}

export type MappedPlace = Place & { readonly page: number }

const noCity = { to: '', sendTo: '' }

/** The map of one form of one version. */
export function layoutMap(
  { definition, hash }: Pick<CompiledProcedure, 'definition' | 'hash'>,
  form: FormKind,
): LayoutMap {
  const layout = layOut(planForm(definition), form, noCity)
  return {
    schema: 1,
    procedure: definition.id,
    version: hash,
    form,
    edition: layoutEdition,
    pages: layout.pages.length,
    sheet: { width: sheet.width, height: sheet.height },
    marks: sheet.marks.map(({ x, y }) => ({ x, y, w: sheet.mark, h: sheet.mark })),
    code: { x: sheet.code.x, y: sheet.code.y, w: sheet.code.size, h: sheet.code.size },
    repeats: layout.repeats,
    places: layout.pages.flatMap(({ page, places }) => places.map((place) => ({ page, ...place }))),
  }
}
