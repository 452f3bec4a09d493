import { assurances, channels, filerKinds } from '../words.ts'
import { date, record, type Type, text } from './types.ts'

/** The typed surroundings of an expression: what each name is. */
export interface TypeScope {
  readonly groups: ReadonlyMap<string, Type>
  readonly conditions: ReadonlySet<string>
  /** Type of one value, and the group it is computed for each item of. */
  readonly values: ReadonlyMap<string, { readonly type: Type; readonly each?: string }>
  readonly settings: ReadonlyMap<string, Type>
  readonly each?: string
  /** Fields of the register entry, where `entry` may be used. */
  readonly entry?: Type
  /** Type of `value`, in the cells of a decision table. */
  readonly cell?: Type
  /** What the office knows of the case, where `kase` may be used: in export columns, and in tables that a decision follows. */
  readonly kase?: Type
  /** Items a repeated group may have: for the cost of walking over it. */
  readonly listSize: ReadonlyMap<string, number>
}

/** What is known of the filing. */
export const filingType = record('filing', {
  today: date,
  filedOn: date,
  filedTime: text,
  channel: { kind: 'text', among: channels },
  filer: { kind: 'text', among: filerKinds },
  assurance: { kind: 'text', among: assurances },
})
