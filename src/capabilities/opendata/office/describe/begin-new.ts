import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { DatasetDefinition } from '../../language/dataset.ts'
import { openTable } from '../../read/open-table.ts'
import { readSynonyms } from '../../read/synonyms.ts'
import { type Act, doneBefore, inTransaction, record } from '../draft/act.ts'
import { publishingCity } from '../draft/around.ts'
import { firstTable } from './first-table.ts'
import { guessColumns } from './guess-columns.ts'

/**
 * Begins a new dataset from a file: its columns are guessed, a person describes the rest. Nothing is published and no dataset is made
 * before that. Throws `DataFileRefused`.
 */
export async function beginNewDataset(
  act: Act,
  brought: { readonly name: string; readonly bytes: Buffer },
): Promise<string> {
  const { services, cityId } = act
  const before = await inTransaction(act, (trx) => doneBefore(trx, act.requestKey))
  if (before?.draftId) return before.draftId
  const table = await openTable(brought.bytes)
  const { layout, rows } = await firstTable(table)
  const { code } = await publishingCity(services, cityId)
  const columns = guessColumns(layout.headers, rows, readSynonyms(services.config.rootDir), code)
  const file = await services.files.put(cityId, brought.bytes)
  const id = randomUUID()
  return inTransaction(act, async (trx) => {
    // There is nothing yet that two clicks could wait for: they wait for the key of their form.
    await sql`select pg_advisory_xact_lock(hashtextextended(${act.requestKey}, 0))`.execute(trx)
    const done = await doneBefore(trx, act.requestKey)
    if (done?.draftId) return done.draftId
    await trx
      .insertInto('dataset_draft')
      .values({
        id,
        state: 'describing',
        way: 'screen',
        source: JSON.stringify({
          address: file.address,
          key: file.key.toString('base64'),
          bytes: file.bytes,
          sha256: file.sha256,
        }),
        source_name: brought.name.slice(0, 200),
        source_sha256: createHash('sha256').update(brought.bytes).digest('hex'),
        definition: JSON.stringify(unnamed(columns)),
        layout: JSON.stringify({ ...layout, matches: columns.map((column) => column.id) }),
        begun_by: act.author.staffId,
        begun_name: act.author.name,
        begun_at: act.at,
        changed_name: act.author.name,
        changed_at: act.at,
      })
      .execute()
    await record(trx, act, { act: 'begun', draftId: id, note: brought.name, figures: { bytes: file.bytes } })
    return id
  })
}

/** A definition that has only its columns. */
export function unnamed(columns: DatasetDefinition['columns']): DatasetDefinition {
  const empty = { ja: '', easy: '', en: '' }
  return {
    schema: 1,
    id: 'new',
    file: 'new',
    title: empty,
    summary: empty,
    category: '',
    topic: '',
    keywords: [],
    update: 'irregular',
    owner: '',
    key: [],
    columns,
    checks: [],
    editions: {},
    aliases: {},
  }
}
