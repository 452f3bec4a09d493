import type { JSX } from 'preact'
import { type EraPart, EraParts } from '../era-date/era-parts.tsx'
import type { EraId } from '../era-date/eras.ts'
import type { FieldProps } from '../field/field.tsx'
import { partIds } from '../field/part.tsx'

export type YearMonthPart = EraPart

export interface YearMonthProps extends FieldProps {
  readonly value?: { readonly [part in YearMonthPart]?: string }
  readonly wrong?: readonly YearMonthPart[]
  readonly eras?: readonly EraId[]
}

/** A month of a year, for example since when. Sent as `<name>.era`, `.year`, `.month`. */
export function YearMonth({ value = {}, wrong, eras, ...field }: YearMonthProps): JSX.Element {
  const at = partIds<YearMonthPart>(field, ['era', 'year', 'month'], wrong)
  return <EraParts field={field} at={at} value={value} eras={eras} />
}
