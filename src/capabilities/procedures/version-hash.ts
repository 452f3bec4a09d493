import { createHash } from 'node:crypto'
import type { SharedPart, SharedParts } from './language/shared-tables.ts'

/** A published version: the text as written, with the shared groups and tables it used on that day. It never changes. */
export interface ProcedureSource {
  readonly source: string
  readonly shared: Readonly<Record<string, SharedPart>>
  /** Typst templates of its letters, by name (`letters/x.typ`). */
  readonly letters: Readonly<Record<string, string>>
}

/** sha256, hex, over text, shared parts and letters: what a draft and a case stay on. */
export function versionHash({ source, shared, letters }: ProcedureSource): string {
  const hash = createHash('sha256')
  const parts = [source, ...entriesOf(shared, JSON.stringify), ...entriesOf(letters, (text) => text)]
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

/** Only the shared parts that a definition names. */
export function pickShared(shared: SharedParts, ids: readonly string[]): Readonly<Record<string, SharedPart>> {
  return Object.fromEntries(
    ids.flatMap((id) => {
      const part = shared.get(id)
      return part ? [[id, part]] : []
    }),
  )
}
