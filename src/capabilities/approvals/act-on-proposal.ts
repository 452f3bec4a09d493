import type { Transaction } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { ProposalActed, ProposalCallbacks } from './callbacks.ts'
import { absentText, standingsOf } from './organisation.ts'
import type { Proposal } from './proposal.ts'
import { type Act, type ActRefusal, applyAct, isReadAfterwards, type ProposalState } from './rules/act.ts'
import { actDone, askPostReview, insertAct, markReviewed, setState, setSteps } from './store/acts.ts'
import { findPerson } from './store/people.ts'
import { findProposal, lockProposal } from './store/proposals.ts'

export interface ActCommand {
  readonly cityId: string
  readonly proposalId: string
  readonly act: Act
  readonly actorId: string
  readonly comment: string
  /** The version the person was looking at: an act never hits a proposal that changed meanwhile. */
  readonly version: number
  readonly requestKey: string
  readonly at: Date
}

export type ActOutcome =
  | { readonly ok: true; readonly state: ProposalState; readonly repeated: boolean }
  | { readonly ok: false; readonly refusal: ActRefusal | 'not-found' | 'changed-meanwhile' }

/**
 * One act of one person, in one transaction: the step, the record, the evidence, and on the last step everything
 * the decision brings with it. The same request key acts once and gives the same answer.
 */
export async function actOnProposal(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  callbacks: ProposalCallbacks,
  command: ActCommand,
): Promise<ActOutcome> {
  if (!(await lockProposal(trx, command.proposalId))) return { ok: false, refusal: 'not-found' }
  const proposal = await findProposal(trx, services.keys, command.cityId, command.proposalId)
  if (proposal === null) return { ok: false, refusal: 'not-found' }
  if (await actDone(trx, command.requestKey)) return { ok: true, state: proposal.state, repeated: true }
  if (proposal.version !== command.version) return { ok: false, refusal: 'changed-meanwhile' }

  const onDay = dayOf(command.at)
  const open = proposal.steps.find((step) => step.state === 'open')
  const [found] = open === undefined ? [] : await standingsOf(trx, command.actorId, [open], onDay)
  const result = applyAct(
    {
      state: proposal.state,
      steps: proposal.steps,
      proposerId: proposal.proposerId,
      authors: proposal.authors,
      substitutionAllowed: proposal.substitution,
    },
    {
      act: command.act,
      actorId: command.actorId,
      standing: found?.standing ?? { kind: 'none' },
      comment: command.comment,
    },
  )
  if (!result.ok) return result

  // Who takes a proposal of their own back acts as its proposer, whatever post they would stand in for.
  const asDeputy = found?.standing.kind === 'deputy' && command.act !== 'recall' ? found : null
  const person = await findPerson(trx, command.actorId, onDay)
  const postName = found?.postName ?? person?.postName ?? ''
  await setSteps(trx, proposal.id, proposal.steps, result.steps)
  const manner =
    asDeputy !== null ? 'substitute' : open !== undefined && open.rank < mayorRank ? 'delegated' : 'decision'
  await setState(trx, proposal.id, {
    state: result.state,
    at: command.at,
    ...(result.decided ? { decided: { on: onDay, manner } } : {}),
  })
  await insertAct(trx, services.keys, command.cityId, {
    proposalId: proposal.id,
    step: result.step,
    act: command.act,
    staffId: command.actorId,
    staffName: person?.name ?? '',
    postName,
    sectionName: found?.sectionName ?? person?.sectionName ?? '',
    substituteFor: asDeputy === null ? null : absentText(asDeputy),
    comment: command.comment.trim(),
    at: command.at,
    bodyHash: Buffer.from(proposal.bodyHash, 'hex'),
    requestKey: command.requestKey,
  })
  if (asDeputy !== null && isReadAfterwards(command.act)) {
    await askPostReview(trx, proposal.id, asDeputy.absent, command.at)
  }
  await appendEvent(
    trx,
    { keys: services.keys, cityId: command.cityId },
    {
      stream: 'proposal',
      streamId: proposal.id,
      type: eventType[command.act],
      at: command.at,
      actor: { kind: 'staff', id: command.actorId, role: postName },
      codes: {
        [proposal.subject]: proposal.subjectId,
        step: result.step,
        state: result.state,
        body: proposal.bodyHash,
        substitute: asDeputy !== null,
      },
    },
  )
  await tellAct(trx as unknown as Transaction<unknown>, callbacks, proposal, command, {
    state: result.state,
    decidedOn: onDay,
    manner,
    actorName: person?.name ?? '',
    actorRole: `${found?.sectionName ?? person?.sectionName ?? ''} ${postName}`.trim(),
    ...(asDeputy === null ? {} : { substituteFor: absentText(asDeputy) }),
  })
  return { ok: true, state: result.state, repeated: false }
}

/** A decider below the mayor decides by standing delegation (専決). */
const mayorRank = 100

const eventType: Readonly<Record<Act, string>> = {
  approve: 'approved',
  concur: 'concurred',
  object: 'objected',
  decide: 'decided',
  refuse: 'refused',
  'send-back': 'sent-back',
  hold: 'held',
  resume: 'resumed',
  recall: 'recalled',
}

async function tellAct(
  trx: Transaction<unknown>,
  callbacks: ProposalCallbacks,
  proposal: Proposal,
  command: ActCommand,
  end: {
    readonly state: ProposalState
    readonly decidedOn: string
    readonly manner: 'decision' | 'delegated' | 'substitute'
    readonly actorName: string
    readonly actorRole: string
    readonly substituteFor?: string
  },
): Promise<void> {
  const { state, decidedOn, manner, ...actor } = end
  const event: ProposalActed = {
    cityId: command.cityId,
    proposalId: proposal.id,
    subject: proposal.subject,
    subjectId: proposal.subjectId,
    decisionId: proposal.decisionId,
    act: command.act,
    actorId: command.actorId,
    ...actor,
    at: command.at,
  }
  const reason = command.comment.trim()
  if (state === 'decided') await callbacks.onDecided(trx, { ...event, decidedOn, manner })
  else if (state === 'returned' || state === 'refused') await callbacks.onSentBack(trx, { ...event, reason })
  else if (state === 'recalled') await callbacks.onRecalled(trx, { ...event, reason })
  else await callbacks.onActed(trx, event)
}

/** 後閲: the absent decider has seen what was decided in their place. False when nothing was asked of this person. */
export async function reviewAfterwards(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  callbacks: ProposalCallbacks,
  command: {
    readonly cityId: string
    readonly proposalId: string
    readonly staffId: string
    readonly comment: string
    readonly requestKey: string
    readonly at: Date
  },
): Promise<boolean> {
  if (await actDone(trx, command.requestKey)) return true
  const proposal = await findProposal(trx, services.keys, command.cityId, command.proposalId)
  const person = await findPerson(trx, command.staffId, dayOf(command.at))
  if (proposal === null || person === null) return false
  if (!(await markReviewed(trx, command.proposalId, command.staffId, command.at))) return false
  await insertAct(trx, services.keys, command.cityId, {
    proposalId: proposal.id,
    step: null,
    act: 'post-review',
    staffId: command.staffId,
    staffName: person.name,
    postName: person.postName,
    sectionName: person.sectionName,
    substituteFor: null,
    comment: command.comment.trim(),
    at: command.at,
    bodyHash: Buffer.from(proposal.bodyHash, 'hex'),
    requestKey: command.requestKey,
  })
  await appendEvent(
    trx,
    { keys: services.keys, cityId: command.cityId },
    {
      stream: 'proposal',
      streamId: proposal.id,
      type: 'post-reviewed',
      at: command.at,
      actor: { kind: 'staff', id: command.staffId, role: person.postName },
      codes: { [proposal.subject]: proposal.subjectId, body: proposal.bodyHash },
    },
  )
  await callbacks.onActed(trx as unknown as Transaction<unknown>, {
    cityId: command.cityId,
    proposalId: proposal.id,
    subject: proposal.subject,
    subjectId: proposal.subjectId,
    decisionId: proposal.decisionId,
    act: 'post-review',
    actorId: command.staffId,
    actorName: person.name,
    actorRole: `${person.sectionName} ${person.postName}`.trim(),
    at: command.at,
  })
  return true
}
