import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { type Description, descriptionChanges, descriptionOf, withDescription } from '../../compare/description.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { type Act, doneBefore, inTransaction, record } from '../draft/act.ts'
import { newestVersion } from '../draft/differences.ts'
import type { Draft } from '../draft/draft.ts'
import type { ChangeOutcome } from '../draft/match-draft.ts'
import { changeDraft, lockDraft, openDraftOf } from '../draft/store-drafts.ts'
import { changesText } from './changes-text.ts'

export type DescribeOutcome =
  /** Nothing of it is public: it is so from now on. */
  | { readonly ok: true; readonly draftId?: undefined }
  /** What the public reads changes: a draft waits to be proposed. */
  | { readonly ok: true; readonly draftId: string }
  | { readonly ok: false; readonly refusal: 'no-dataset' | 'changed-meanwhile' | 'same' }
  | { readonly ok: false; readonly refusal: 'draft-open'; readonly draft: Draft }

export interface WantedDescription {
  readonly datasetId: string
  /** Revision of the dataset as it was seen. */
  readonly seen: number
  readonly description: Description
}

/**
 * Changes what is said of a dataset. Of a published one this makes a draft without rows, which goes the same way of approval as rows; the
 * rows stay those of the newest version. What nobody reads outside is changed at once, also in the draft of its first rows.
 */
export async function changeDescription(act: Act, wanted: WantedDescription): Promise<DescribeOutcome> {
  return inTransaction(act, async (trx): Promise<DescribeOutcome> => {
    const dataset = await trx
      .selectFrom('dataset')
      .select(['definition', 'about', 'state', 'revision'])
      .where('dataset_id', '=', wanted.datasetId)
      .forUpdate()
      .executeTakeFirst()
    const done = await doneBefore(trx, act.requestKey)
    if (done) return done.draftId === null ? { ok: true } : { ok: true, draftId: done.draftId }
    if (!dataset) return { ok: false, refusal: 'no-dataset' }
    if (dataset.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const now = {
      definition: dataset.definition as unknown as DatasetDefinition,
      about: dataset.about as unknown as DatasetAbout,
    }
    const changes = descriptionChanges(descriptionOf(now.definition, now.about), wanted.description)
    if (changes.length === 0) return { ok: false, refusal: 'same' }
    const open = await openDraftOf(trx, wanted.datasetId)
    if (open && (dataset.state === 'published' || open.state === 'proposed'))
      return { ok: false, refusal: 'draft-open', draft: open }
    const said = withDescription(now.definition, now.about, wanted.description)
    const note = changesText(changes)
    if (dataset.state !== 'published') {
      await storeDescription(trx, wanted.datasetId, said)
      if (open?.definition)
        await changeDraft(
          trx,
          open.id,
          { definition: withDescription(open.definition, now.about, wanted.description).definition },
          { name: act.author.name, at: act.at },
        )
      await record(trx, act, { act: 'description-changed', datasetId: wanted.datasetId, note })
      return { ok: true }
    }
    const id = randomUUID()
    await trx
      .insertInto('dataset_draft')
      .values({
        id,
        dataset_id: wanted.datasetId,
        state: 'open',
        way: 'description',
        source_name: '',
        source_sha256: '',
        definition: JSON.stringify(said.definition),
        about: JSON.stringify(said.about),
        base_number: (await newestVersion(trx, wanted.datasetId))?.number ?? 0,
        begun_by: act.author.staffId,
        begun_name: act.author.name,
        begun_at: act.at,
        changed_name: act.author.name,
        changed_at: act.at,
      })
      .execute()
    await record(trx, act, { act: 'description-drafted', datasetId: wanted.datasetId, draftId: id, note })
    return { ok: true, draftId: id }
  })
}

/** Changes the draft of a description before it is proposed, or after it was sent back. */
export async function changeDraftedDescription(
  act: Act,
  wanted: { readonly draftId: string; readonly seen: number; readonly description: Description },
): Promise<ChangeOutcome> {
  return inTransaction(act, async (trx): Promise<ChangeOutcome> => {
    const draft = await lockDraft(trx, wanted.draftId)
    if (await doneBefore(trx, act.requestKey)) return { ok: true }
    if (!draft?.definition || !draft.about) return { ok: false, refusal: 'gone' }
    if (draft.state !== 'open') return { ok: false, refusal: 'not-open' }
    if (draft.revision !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const before = descriptionOf(draft.definition, draft.about)
    const said = withDescription(draft.definition, draft.about, wanted.description)
    await changeDraft(trx, draft.id, said, { name: act.author.name, at: act.at })
    await record(trx, act, {
      act: 'description-drafted',
      datasetId: draft.datasetId,
      draftId: draft.id,
      note: changesText(descriptionChanges(before, wanted.description)),
    })
    return { ok: true }
  })
}

/** From now on this is said of the dataset, also when it is made anew from what the system knows. */
export async function storeDescription(
  trx: Transaction<OfficeDb>,
  datasetId: string,
  { definition, about }: { readonly definition: DatasetDefinition; readonly about: DatasetAbout },
): Promise<void> {
  await trx
    .updateTable('dataset')
    .set((eb) => ({
      definition: JSON.stringify(definition),
      about: JSON.stringify(about),
      described: true,
      revision: eb('revision', '+', 1),
    }))
    .where('dataset_id', '=', datasetId)
    .execute()
}
