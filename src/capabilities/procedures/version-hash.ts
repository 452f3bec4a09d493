import { createHash } from 'node:crypto'
import type { SharedGroup, SharedGroups } from './language/shared-groups.ts'

/** A published version: the text as written, with the shared groups it used on that day. It never changes. */
export interface ProcedureSource {
  readonly source: string
  readonly groups: Readonly<Record<string, SharedGroup>>
  /** Typst templates of its letters, by name (`letters/x.typ`). */
  readonly letters: Readonly<Record<string, string>>
}

/** sha256, hex, over text, shared groups and letters: what a draft and a case stay on. */
export function versionHash({ source, groups, letters }: ProcedureSource): string {
  const hash = createHash('sha256')
  const parts = [source, ...entriesOf(groups, JSON.stringify), ...entriesOf(letters, (text) => text)]
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  return hash.digest('hex')
}

function entriesOf<T>(record: Readonly<Record<string, T>>, write: (value: T) => string): readonly string[] {
  return Object.keys(record)
    .sort()
    .flatMap((key) => {
      const value = record[key]
      return value === undefined ? [] : [key, write(value)]
    })
}

/** Only the shared groups that a definition names. */
export function pickGroups(groups: SharedGroups, ids: readonly string[]): Readonly<Record<string, SharedGroup>> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const group = groups.get(id)
      return group ? [[id, group]] : []
    }),
  )
}
