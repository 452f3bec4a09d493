import { createHash, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { PublishedDataset } from '../../public/published.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { openTable } from '../../read/open-table.ts'
import { readSynonyms } from '../../read/synonyms.ts'
import { authorsOf } from '../approval/find-route.ts'
import { makesItself } from '../kept-in-register.ts'
import { type Act, doneBefore, inTransaction, record } from './act.ts'
import type { Draft, DraftWay } from './draft.ts'
import { isCertain, layoutOf, type Remembered } from './layout.ts'
import { changeDraft, openDraftOf } from './store-drafts.ts'
import { dropRows } from './store-rows.ts'

export type BeginOutcome =
  | { readonly ok: true; readonly draftId: string }
  | { readonly ok: false; readonly refusal: 'no-dataset' }
  /** Its rows are made from what the system knows; nobody brings them. */
  | { readonly ok: false; readonly refusal: 'derived' }
  /** Somebody is at it already. */
  | { readonly ok: false; readonly refusal: 'draft-open'; readonly draft: Draft }
  /** The same file again, of a robot: there is nothing to do. */
  | { readonly ok: false; readonly refusal: 'same-file' }

export interface BroughtFile {
  readonly datasetId: string
  readonly name: string
  readonly bytes: Buffer
  readonly way: DraftWay
}

/**
 * Begins a draft from a file that somebody brought whole; a file that is no table leaves nothing behind. With certain headers it is read
 * at once, otherwise a person matches them first, also those of a file that came by itself: the next one with them is read at once. A newer file takes the place of one that no person has touched.
 * Throws `DataFileRefused`.
 */
export async function beginDraft(act: Act, brought: BroughtFile): Promise<BeginOutcome> {
  const { services, cityId } = act
  const db = services.db.city<OfficeDb>(cityId)
  const before = await doneBefore(db, act.requestKey)
  if (before?.draftId) return { ok: true, draftId: before.draftId }
  const dataset = await db
    .selectFrom('dataset')
    .selectAll()
    .where('dataset_id', '=', brought.datasetId)
    .executeTakeFirst()
  if (!dataset) return { ok: false, refusal: 'no-dataset' }
  const sha256 = createHash('sha256').update(brought.bytes).digest('hex')
  if (brought.way !== 'screen' && (await isKnownFile(db, brought.datasetId, sha256)))
    return { ok: false, refusal: 'same-file' }
  const definition = dataset.definition as unknown as DatasetDefinition
  if (await makesItself(db, definition)) return { ok: false, refusal: 'derived' }
  const table = await openTable(brought.bytes)
  const layout = await layoutOf(table, definition, dataset.headers as Remembered, readSynonyms(services.config.rootDir))
  const certain = isCertain(layout, definition)
  if (brought.way !== 'screen' && !certain && layout.matches.every((match) => match === '' || match === '?'))
    throw new DataFileRefused('no-header')
  const file = await services.files.put(cityId, brought.bytes)
  const source: PublishedDataset['file'] = {
    address: file.address,
    key: file.key.toString('base64'),
    bytes: file.bytes,
    sha256: file.sha256,
  }
  const outcome = await inTransaction(act, async (trx): Promise<BeginOutcome> => {
    // One after the other: the second sees the draft of the first.
    await trx
      .selectFrom('dataset')
      .select('dataset_id')
      .where('dataset_id', '=', brought.datasetId)
      .forUpdate()
      .execute()
    const done = await doneBefore(trx, act.requestKey)
    if (done?.draftId) return { ok: true, draftId: done.draftId }
    const open = await openDraftOf(trx, brought.datasetId)
    if (open !== undefined) {
      const untouched = open.way !== 'screen' && (await authorsOf(trx, open.id)).length === 0
      if (brought.way === 'screen' || !untouched || open.state === 'proposed')
        return { ok: false, refusal: 'draft-open', draft: open }
      await changeDraft(
        trx,
        open.id,
        { state: 'discarded', source: null, task: null },
        { name: act.author.name, at: act.at },
      )
      await dropRows(trx, open.id)
    }
    const newest = await trx
      .selectFrom('dataset_version')
      .select(({ fn }) => fn.max('number').as('number'))
      .where('dataset_id', '=', brought.datasetId)
      .executeTakeFirst()
    const id = randomUUID()
    await trx
      .insertInto('dataset_draft')
      .values({
        id,
        dataset_id: brought.datasetId,
        state: certain ? 'reading' : 'matching',
        way: brought.way,
        source: JSON.stringify(source),
        source_name: brought.name.slice(0, 200),
        source_sha256: sha256,
        definition: JSON.stringify(definition),
        layout: JSON.stringify(layout),
        base_number: newest?.number ?? 0,
        task: certain ? JSON.stringify({ kind: 'read' }) : null,
        begun_by: act.author.staffId,
        begun_name: act.author.name,
        begun_at: act.at,
        changed_name: act.author.name,
        changed_at: act.at,
      })
      .execute()
    await record(trx, act, {
      act: 'begun',
      datasetId: brought.datasetId,
      draftId: id,
      note: brought.name,
      figures: { bytes: file.bytes },
    })
    return { ok: true, draftId: id }
  })
  // What was stored and is not used is swept away with the other files that nobody names.
  return outcome
}

/** Whether the newest thing that came of this dataset is the same file. */
async function isKnownFile(db: Kysely<OfficeDb>, datasetId: string, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('dataset_draft')
    .select('source_sha256')
    .where('dataset_id', '=', datasetId)
    .where(sql<boolean>`state <> 'discarded' and way <> 'description'`)
    .orderBy('begun_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.source_sha256 === sha256
}
