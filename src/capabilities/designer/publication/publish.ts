import { dayOf } from '../../../civic/day.ts'
import { catalogueOf, publishVersion } from '../../procedures/index.ts'
import { checkCopy } from '../check-copy.ts'
import type { WorkingCopy } from '../copy.ts'
import { type Act, inTransaction, record } from '../keep-copy.ts'
import { findCopy, listSaves, lockCopy, setCopyState } from '../store/copies.ts'
import { endProposal, insertProposal, listProposals } from '../store/proposals.ts'
import { surroundingsOf } from '../surroundings.ts'
import { type DecisionRefusal, refusalToDecide } from './four-eyes.ts'

export type ProposeRefusal = 'not-open' | 'changed-meanwhile' | 'not-sound' | 'day-past'
export type DecideRefusal = DecisionRefusal | 'not-sound' | 'overtaken' | 'changed-meanwhile'
export type PublicationOutcome<Refusal> = { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }

/** Proposes a working copy, as it was seen, to hold from a day on (`YYYY-MM-DD`, today or later). */
export async function proposePublication(
  act: Act,
  wanted: { readonly copyId: string; readonly seen: number; readonly holdsFrom: string; readonly reason: string },
): Promise<PublicationOutcome<ProposeRefusal>> {
  if (wanted.holdsFrom < dayOf(act.at)) return { ok: false, refusal: 'day-past' }
  return inTransaction(act, async (trx): Promise<PublicationOutcome<ProposeRefusal>> => {
    const known = (await listProposals(trx, wanted.copyId)).some(({ id }) => id === act.requestKey)
    if (known) return { ok: true }
    const locked = await lockCopy(trx, wanted.copyId)
    const copy = await findCopy(trx, wanted.copyId)
    if (!copy || locked?.state !== 'open') return { ok: false, refusal: 'not-open' }
    if (locked.version !== wanted.seen) return { ok: false, refusal: 'changed-meanwhile' }
    const around = await surroundingsOf(act.services, act.cityId, copy.procedureId, act.at, trx)
    const checked = checkCopy(copy, around)
    if (!checked.sound) return { ok: false, refusal: 'not-sound' }
    await insertProposal(
      trx,
      {
        id: act.requestKey,
        copyId: copy.id,
        procedureId: copy.procedureId,
        saveNumber: copy.version,
        hash: checked.hash,
        baseNumber: around.published[0]?.stored.number,
        holdsFrom: wanted.holdsFrom,
        reason: wanted.reason,
      },
      act.author,
      act.at,
    )
    await setCopyState(trx, copy.id, 'proposed')
    await record(trx, act, copy.procedureId, 'publication-proposed', {
      copy: copy.id,
      number: copy.version,
      hash: checked.hash,
      from: wanted.holdsFrom,
    })
    return { ok: true }
  })
}

/**
 * Ends a proposal: approval publishes it in the same transaction. The text is checked once more against today's
 * surroundings, and has to be the bytes that were proposed, on top of the version that the differences were shown to.
 */
export async function decidePublication(
  act: Act,
  wanted: {
    readonly copyId: string
    readonly proposalId: string
    readonly decision: 'approved' | 'sent-back' | 'recalled'
    readonly comment: string
    readonly mayPublish: boolean
  },
): Promise<PublicationOutcome<DecideRefusal>> {
  const outcome = await inTransaction(act, async (trx): Promise<PublicationOutcome<DecideRefusal>> => {
    await lockCopy(trx, wanted.copyId)
    const proposal = (await listProposals(trx, wanted.copyId)).find(({ id }) => id === wanted.proposalId)
    const copy = await findCopy(trx, wanted.copyId, proposal?.saveNumber)
    if (!proposal || !copy) return { ok: false, refusal: 'not-there' }
    const refusal = refusalToDecide({
      proposal,
      decision: wanted.decision,
      actorId: act.author.staffId,
      mayPublish: wanted.mayPublish,
      writers: (await listSaves(trx, copy.id)).map(({ savedBy }) => savedBy),
    })
    if (refusal) return { ok: false, refusal }
    const published = wanted.decision === 'approved' ? await publishProposed(act, trx, copy, proposal) : undefined
    if (published && !published.ok) return published
    const number = published?.number
    await endProposal(trx, proposal.id, {
      state: wanted.decision,
      author: act.author,
      at: act.at,
      comment: wanted.comment,
      ...(number === undefined ? {} : { publishedNumber: number }),
    })
    await setCopyState(trx, copy.id, wanted.decision === 'approved' ? 'published' : 'open')
    await record(trx, act, copy.procedureId, `publication-${wanted.decision}`, {
      copy: copy.id,
      hash: proposal.hash,
      ...(number === undefined ? {} : { version: number, from: proposal.holdsFrom }),
    })
    return { ok: true }
  })
  if (outcome.ok && wanted.decision === 'approved') {
    catalogueOf(act.services).changed(act.cityId)
    act.services.relay.nudge()
  }
  return outcome
}

async function publishProposed(
  act: Act,
  trx: Parameters<typeof publishVersion>[1],
  copy: WorkingCopy,
  proposal: { readonly hash: string; readonly baseNumber: number | undefined; readonly holdsFrom: string },
): Promise<
  { readonly ok: true; readonly number: number } | { readonly ok: false; readonly refusal: 'not-sound' | 'overtaken' }
> {
  const around = await surroundingsOf(act.services, act.cityId, copy.procedureId, act.at, trx)
  const checked = checkCopy(copy, around)
  if (!checked.sound || checked.hash !== proposal.hash) return { ok: false, refusal: 'not-sound' }
  if (around.published[0]?.stored.number !== proposal.baseNumber) return { ok: false, refusal: 'overtaken' }
  // Approved after the day that was proposed: it holds from today, never from a day that has gone by.
  const today = dayOf(act.at)
  const { number } = await publishVersion(act.services, trx, {
    cityId: act.cityId,
    procedureId: copy.procedureId,
    source: copy.source,
    shared: checked.shared,
    letters: copy.letters,
    effectiveFrom: [proposal.holdsFrom, today].toSorted()[1] ?? today,
    publishedBy: act.author.staffId,
    at: act.at,
  })
  return { ok: true, number }
}
