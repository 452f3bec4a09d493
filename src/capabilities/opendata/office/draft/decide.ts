import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { descriptionOf, withDescription } from '../../compare/description.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../../public/published.ts'
import { storeDescription } from '../describe/change-description.ts'
import { publishDatasetVersion } from '../publish-version.ts'
import { type Act, doneBefore, handsIn, inTransaction, record } from './act.ts'
import { newestVersion } from './differences.ts'
import type { Draft, DraftProposal } from './draft.ts'
import { changeDraft, lockDraft } from './store-drafts.ts'
import { dropRows } from './store-rows.ts'

export type DecideRefusal = 'gone' | 'ended' | 'not-allowed' | 'own-work' | 'not-yours' | 'overtaken' | 'on-route'
export type Decision = 'approved' | 'sent-back' | 'recalled'

/**
 * Ends a proposal that is on no route: approval publishes it in the same transaction. Four eyes: whoever approves or sends back has the permission and has
 * had no hand in the draft; only who proposed it takes it back.
 */
export async function decideDraft(
  act: Act,
  wanted: {
    readonly draftId: string
    readonly decision: Decision
    readonly comment: string
    readonly mayPublish: boolean
  },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: DecideRefusal }> {
  const outcome = await inTransaction(
    act,
    async (trx): Promise<{ ok: true } | { ok: false; refusal: DecideRefusal }> => {
      const draft = await lockDraft(trx, wanted.draftId)
      if (await doneBefore(trx, act.requestKey)) return { ok: true }
      if (!draft) return { ok: false, refusal: 'gone' }
      const { proposal, definition, datasetId } = draft
      if (draft.state !== 'proposed' || !proposal || !definition || datasetId === undefined)
        return { ok: false, refusal: 'ended' }
      if (proposal.approval !== undefined) return { ok: false, refusal: 'on-route' }
      const refusal = refusalToDecide(act.author.staffId, proposal, await handsIn(trx, draft.id), wanted)
      if (refusal) return { ok: false, refusal }
      if (wanted.decision === 'approved') return publishDraft(act, trx, draft, proposal)
      await changeDraft(trx, draft.id, { state: 'open', proposal: null }, { name: act.author.name, at: act.at })
      await record(trx, act, { act: wanted.decision, datasetId, draftId: draft.id, note: wanted.comment })
      return { ok: true }
    },
  )
  if (outcome.ok && wanted.decision === 'approved') act.services.relay.nudge()
  return outcome
}

export function refusalToDecide(
  actorId: string,
  proposal: Pick<DraftProposal, 'by'>,
  hands: ReadonlySet<string>,
  { decision, mayPublish }: { readonly decision: Decision; readonly mayPublish: boolean },
): DecideRefusal | undefined {
  if (decision === 'recalled') return proposal.by === actorId ? undefined : 'not-yours'
  if (!mayPublish) return 'not-allowed'
  return proposal.by === actorId || hands.has(actorId) ? 'own-work' : undefined
}

/** Publishes a proposal, in the transaction of its approval, unless another version came in between. The draft ends. */
export async function publishDraft(
  act: Act,
  trx: Transaction<OfficeDb>,
  draft: Draft,
  proposal: DraftProposal,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: DecideRefusal }> {
  const { definition, datasetId } = draft
  if (!definition || datasetId === undefined) return { ok: false, refusal: 'gone' }
  const dataset = await trx
    .selectFrom('dataset')
    .select(['definition', 'about'])
    .where('dataset_id', '=', datasetId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const newest = await newestVersion(trx, datasetId)
  if (!draft.about && (newest?.number ?? 0) !== draft.baseNumber) return { ok: false, refusal: 'overtaken' }
  const now = {
    definition: dataset.definition as unknown as DatasetDefinition,
    about: dataset.about as unknown as DatasetAbout,
  }
  // What is said goes with the rows of the day: those of a dataset that makes itself may be newer than the proposal.
  const described =
    draft.about && newest && withDescription(now.definition, now.about, descriptionOf(definition, draft.about))
  if (described) await storeDescription(trx, datasetId, described)
  const number = await publishDatasetVersion(
    act.services,
    trx,
    act.cityId,
    {
      datasetId,
      ...(described ?? { definition, about: now.about }),
      ...(described ? { file: newest.file, rows: newest.row_count } : { file: proposal.file, rows: proposal.rows }),
      changes: proposal.changes,
      note: proposal.note,
      proposedBy: proposal.by,
      publishedBy: act.author.staffId,
    },
    act.at,
  )
  await dropRows(trx, draft.id)
  await changeDraft(trx, draft.id, { state: 'published', source: null }, { name: act.author.name, at: act.at })
  await record(trx, act, {
    act: 'published',
    datasetId,
    draftId: draft.id,
    note: proposal.note,
    figures: { number, rows: proposal.rows },
  })
  return { ok: true }
}
