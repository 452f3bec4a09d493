import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { ApprovalSubject, ProposalActed } from '../../../approvals/index.ts'
import { mayDo } from '../../../identity/index.ts'
import { type Act, record } from '../draft/act.ts'
import { publishDraft } from '../draft/decide.ts'
import type { Draft, DraftProposal } from '../draft/draft.ts'
import { changeDraft, lockDraft } from '../draft/store-drafts.ts'
import { messages } from './messages.ja.ts'

/** The kind under which approvals knows versions of datasets. */
export const datasetSubject = 'dataset'

/** What the end of a proposal does to the draft that it is about, in the transaction of the act: all of it happens, or nothing. */
export function datasetApprovals(services: ZoneServices<'office'>): ApprovalSubject {
  const ended = async (
    trx: Transaction<OfficeDb>,
    event: ProposalActed,
    how: 'sent-back' | 'recalled',
    reason: string,
  ): Promise<void> => {
    const { draft } = await waiting(trx, event)
    const act = actOf(services, event)
    await changeDraft(trx, draft.id, { state: 'open', proposal: null }, { name: event.actorName, at: event.at })
    await record(trx, act, { act: how, datasetId: draft.datasetId, draftId: draft.id, note: reason })
  }
  return {
    callbacks: {
      // Acts on the way stand in the proposal; the draft waits until the last one.
      onActed: async () => {},
      onDecided: async (untyped, event) => {
        const trx = untyped as unknown as Transaction<OfficeDb>
        const { draft, proposal } = await waiting(trx, event)
        const outcome = await publishDraft(actOf(services, event), trx, draft, proposal)
        if (!outcome.ok) throw new Error(`The draft could not follow its proposal: ${outcome.refusal}`)
      },
      onSentBack: (trx, event) => ended(trx as unknown as Transaction<OfficeDb>, event, 'sent-back', event.reason),
      onRecalled: (trx, event) => ended(trx as unknown as Transaction<OfficeDb>, event, 'recalled', event.reason),
    },
    mayRead: (staff) => mayDo(staff, 'opendata.edit'),
    link: (draftId) => ({ href: `/datasets/drafts/${draftId}`, label: messages.link }),
    words: { judged: messages.judged, access: messages.access },
  }
}

/** The draft that waits for exactly this proposal. Throws otherwise: the act is undone. */
async function waiting(
  trx: Transaction<OfficeDb>,
  event: ProposalActed,
): Promise<{ readonly draft: Draft; readonly proposal: DraftProposal }> {
  const draft = await lockDraft(trx, event.subjectId)
  if (draft?.state !== 'proposed' || draft.proposal?.approval !== event.proposalId)
    throw new Error('No draft waits for this proposal.')
  return { draft, proposal: draft.proposal }
}

function actOf(services: ZoneServices<'office'>, event: ProposalActed): Act {
  return {
    services,
    cityId: event.cityId,
    author: {
      staffId: event.actorId,
      name: event.actorName,
      post: event.actorRole,
      ...(event.substituteFor === undefined ? {} : { substituteFor: event.substituteFor }),
    },
    at: event.at,
    // Approvals acts once for a form; this record is the act's own.
    requestKey: randomUUID(),
  }
}
