import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { messages } from './messages.ja.ts'
import { headOf, lineAbove } from './organisation.ts'
import type { ProposalBody } from './proposal.ts'
import { type MatterRow, matterFor } from './rules/matter.ts'
import { type PlannedStep, planRoute } from './rules/route.ts'
import { insertAct } from './store/acts.ts'
import { listMatters } from './store/matters.ts'
import { findPerson, findSectionByCode } from './store/people.ts'
import { findByRequestKey, insertProposal } from './store/proposals.ts'

/** A proposal (起案) as it is handed over. Days are `YYYY-MM-DD`, money is integer yen. */
export interface ProposalRequest extends ProposalBody {
  readonly cityId: string
  readonly caseId: string
  readonly receiptNumber: string
  readonly procedureId: string
  readonly decisionId: string
  readonly outcomeLabel: string
  readonly adverse: boolean
  readonly matter: string
  readonly amount?: number
  /** Decided by itself, never several at once, whatever the table says of the matter. */
  readonly single?: boolean
  readonly sectionId: string
  readonly proposerId: string
  readonly retention: number | 'permanent'
  readonly dueOn?: string
  readonly requestKey: string
  readonly at: Date
}

export type StartRefusal =
  | 'unknown-matter'
  | 'no-decider'
  | 'no-concurrence'
  | 'unknown-proposer'
  | 'already-going-round'
export type StartResult =
  | { readonly ok: true; readonly proposalId: string }
  | { readonly ok: false; readonly refusal: StartRefusal; readonly sentence: string }

/** Puts a proposal on its route, in the caller's transaction. The same request key starts it once. */
export async function startProposal(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  request: ProposalRequest,
): Promise<StartResult> {
  const known = await findByRequestKey(trx, request.requestKey)
  if (known !== null) return { ok: true, proposalId: known }
  const checked = await mayPropose(trx, request)
  if (!checked.ok) return checked
  const { proposer, route } = checked

  const { title, summary, grounds, facts, judged, effects, letterPreview } = request
  const id = randomUUID()
  const bodyHash = await insertProposal(trx, services.keys, request.cityId, {
    id,
    caseId: request.caseId,
    decisionId: request.decisionId,
    receiptNumber: request.receiptNumber,
    procedureId: request.procedureId,
    matter: request.single === true ? { ...route.row, bulk: false } : route.row,
    amount: request.amount ?? null,
    section: { id: request.sectionId, name: proposer.sectionName },
    proposer: { id: request.proposerId, name: proposer.name, post: proposer.postName },
    outcomeLabel: request.outcomeLabel,
    adverse: request.adverse,
    body: {
      title,
      summary,
      grounds,
      facts,
      judged,
      effects,
      ...(letterPreview === undefined ? {} : { letterPreview }),
    },
    retention: request.retention === 'permanent' ? messages.permanent : messages.years(request.retention),
    dueOn: request.dueOn ?? null,
    at: request.at,
    requestKey: request.requestKey,
    steps: route.steps,
  })
  await insertAct(trx, services.keys, request.cityId, {
    proposalId: id,
    step: null,
    act: 'propose',
    staffId: request.proposerId,
    staffName: proposer.name,
    postName: proposer.postName,
    sectionName: proposer.sectionName,
    substituteFor: null,
    comment: '',
    at: request.at,
    bodyHash,
    requestKey: request.requestKey,
  })
  await appendEvent(
    trx,
    { keys: services.keys, cityId: request.cityId },
    {
      stream: 'proposal',
      streamId: id,
      type: 'proposed',
      at: request.at,
      actor: { kind: 'staff', id: request.proposerId, role: proposer.postName },
      codes: {
        case: request.caseId,
        matter: request.matter,
        steps: route.steps.length,
        body: bodyHash.toString('hex'),
      },
    },
  )
  return { ok: true, proposalId: id }
}

export type ProposalCheck =
  | {
      readonly ok: true
      readonly proposer: NonNullable<Awaited<ReturnType<typeof findPerson>>>
      readonly route: Extract<Awaited<ReturnType<typeof routeFor>>, { ok: true }>
    }
  | Extract<StartResult, { ok: false }>

/** Whether a proposal would be taken, and where it would go. Writes nothing: a preview may ask it. */
export async function mayPropose(
  db: Kysely<OfficeDb>,
  wanted: Pick<ProposalRequest, 'caseId' | 'matter' | 'amount' | 'sectionId' | 'proposerId' | 'at'>,
): Promise<ProposalCheck> {
  const proposer = await findPerson(db, wanted.proposerId, dayOf(wanted.at))
  if (proposer === null) return refuse('unknown-proposer')
  const alive = await db
    .selectFrom('proposal')
    .select('id')
    .where('case_id', '=', wanted.caseId)
    .where('state', 'in', ['circulating', 'held'])
    .executeTakeFirst()
  if (alive !== undefined) return refuse('already-going-round')
  const route = await routeFor(db, wanted)
  return route.ok ? { ok: true, proposer, route } : refuse(route.refusal)
}

/** Where a proposal would go: the row of the table and the posts in order. */
export async function routeFor(
  db: Kysely<OfficeDb>,
  wanted: {
    readonly matter: string
    readonly amount?: number
    readonly sectionId: string
    readonly proposerId: string
    readonly at: Date
  },
): Promise<
  | { readonly ok: true; readonly row: MatterRow; readonly steps: readonly PlannedStep[] }
  | { readonly ok: false; readonly refusal: StartRefusal }
> {
  const onDay = dayOf(wanted.at)
  const row = matterFor(await listMatters(db), {
    matter: wanted.matter,
    onDay,
    ...(wanted.amount === undefined ? {} : { amount: wanted.amount }),
  })
  if (row === null) return { ok: false, refusal: 'unknown-matter' }
  const proposer = await findPerson(db, wanted.proposerId, onDay)
  if (proposer === null) return { ok: false, refusal: 'unknown-proposer' }
  const line = await lineAbove(db, wanted.sectionId, proposer.rankIn(wanted.sectionId), onDay)
  const consulted = []
  for (const code of row.concurrence) {
    const sectionId = await findSectionByCode(db, code, onDay)
    const head = sectionId === null ? null : await headOf(db, sectionId, consultedRank, onDay)
    // Somebody higher up does not speak for a section that has no head: the table asks for the section's own opinion.
    if (head === null || head.sectionId !== sectionId) return { ok: false, refusal: 'no-concurrence' }
    consulted.push(head)
  }
  const route = planRoute(row, line, consulted, wanted.proposerId)
  return route.ok ? { ok: true, row, steps: route.steps } : route
}

/** 合議 goes to the head of the consulted section. */
const consultedRank = 50

function refuse(refusal: StartRefusal): Extract<StartResult, { ok: false }> {
  return { ok: false, refusal, sentence: messages.startRefusals[refusal] }
}
