import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** Typst sources of a published version, by path. A letter of three years ago is set with the words of that time. */
export async function findLetterSources(
  db: Kysely<OfficeDb>,
  procedureId: string,
  versionHash: string,
): Promise<Readonly<Record<string, string>>> {
  const rows = await db
    .selectFrom('letter_source')
    .select(['path', 'source'])
    .where('procedure_id', '=', procedureId)
    .where('version_hash', '=', versionHash)
    .execute()
  return Object.fromEntries(rows.map((row) => [row.path, row.source]))
}

/** Keeps the sources of a version; a version that is known keeps what it has. */
export async function insertLetterSources(
  db: Kysely<OfficeDb>,
  procedureId: string,
  versionHash: string,
  sources: Readonly<Record<string, string>>,
): Promise<void> {
  const rows = Object.entries(sources).map(([path, source]) => ({
    procedure_id: procedureId,
    version_hash: versionHash,
    path,
    source,
  }))
  if (rows.length === 0) return
  await db
    .insertInto('letter_source')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
