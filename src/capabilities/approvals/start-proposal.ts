import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { type FoundRoute, routeFor, type StartRefusal, type WantedRoute } from './find-route.ts'
import { messages } from './messages.ja.ts'
import type { ProposalBody } from './proposal.ts'
import { insertAct } from './store/acts.ts'
import { findPerson, sectionNameOf } from './store/people.ts'
import { findByRequestKey, insertProposal } from './store/proposals.ts'

/** What every proposal says, whatever it is about. Days are `YYYY-MM-DD`, money is integer yen. */
interface AnyProposal extends ProposalBody {
  readonly cityId: string
  readonly decisionId: string
  readonly procedureId: string
  readonly outcomeLabel: string
  readonly adverse: boolean
  readonly matter: string
  readonly amount?: number
  /** Decided by itself, never several at once, whatever the table says of the matter. */
  readonly single?: boolean
  readonly sectionId: string
  readonly retention: number | 'permanent'
  readonly dueOn?: string
  readonly requestKey: string
  readonly at: Date
}

/** A proposal (起案) about a case, as it is handed over. */
export interface ProposalRequest extends AnyProposal {
  readonly caseId: string
  readonly receiptNumber: string
  readonly proposerId: string
}

/** A proposal about an internal matter (内部事務): a thing of another capability, where no case is. */
export interface InternalProposalRequest extends Omit<AnyProposal, 'decisionId' | 'procedureId' | 'adverse'> {
  /** The kind under which the capability answers for it. */
  readonly subject: string
  readonly subjectId: string
  /** How people call the subject, where a case has its receipt number. */
  readonly reference: string
  /** A member of staff, or the program by the name under which it works. */
  readonly proposer: { readonly staffId: string } | { readonly system: string }
  /** Who wrote what is decided on: four eyes are more than the proposer's two. */
  readonly authors: readonly string[]
}

export type StartResult =
  | { readonly ok: true; readonly proposalId: string }
  | { readonly ok: false; readonly refusal: StartRefusal; readonly sentence: string }

/** Puts a proposal on its route, in the caller's transaction. The same request key starts it once. */
export function startProposal(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  request: ProposalRequest,
): Promise<StartResult> {
  const { caseId, receiptNumber, proposerId, ...rest } = request
  return start(services, trx, {
    ...rest,
    subject: 'case',
    subjectId: caseId,
    reference: receiptNumber,
    proposer: { staffId: proposerId },
    authors: [],
  })
}

/** The same for an internal matter; one proposal for a subject goes round at a time. */
export function startInternalProposal(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  request: InternalProposalRequest,
): Promise<StartResult> {
  return start(services, trx, { ...request, decisionId: request.subjectId, procedureId: '', adverse: false })
}

/** Stands in the record where the program proposed by itself: no member of staff has this id. */
const nobody = '00000000-0000-0000-0000-000000000000'

async function start(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  request: AnyProposal & InternalProposalRequest,
): Promise<StartResult> {
  const known = await findByRequestKey(trx, request.requestKey)
  if (known !== null) return { ok: true, proposalId: known }
  const proposerId = 'staffId' in request.proposer ? request.proposer.staffId : null
  const checked = await check(trx, { ...request, proposerId })
  if (!checked.ok) return checked
  const { route } = checked
  const proposer = checked.proposer ?? {
    name: 'system' in request.proposer ? request.proposer.system : '',
    postName: '',
    sectionName: await sectionNameOf(trx, request.sectionId),
  }

  const { title, summary, grounds, facts, judged, effects, letterPreview } = request
  const id = randomUUID()
  const bodyHash = await insertProposal(trx, services.keys, request.cityId, {
    id,
    subject: request.subject,
    subjectId: request.subjectId,
    decisionId: request.decisionId,
    receiptNumber: request.reference,
    procedureId: request.procedureId,
    matter: request.single === true ? { ...route.row, bulk: false } : route.row,
    amount: request.amount ?? null,
    section: { id: request.sectionId, name: proposer.sectionName },
    proposer: { id: proposerId ?? nobody, name: proposer.name, post: proposer.postName },
    authors: request.authors.filter((author) => author !== proposerId),
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
    staffId: proposerId ?? nobody,
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
      actor:
        proposerId === null
          ? { kind: 'system', id: request.subject }
          : { kind: 'staff', id: proposerId, role: proposer.postName },
      codes: {
        [request.subject]: request.subjectId,
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
      /** Absent where the program proposes by itself. */
      readonly proposer: Awaited<ReturnType<typeof findPerson>>
      readonly route: Extract<FoundRoute, { ok: true }>
    }
  | Extract<StartResult, { ok: false }>

/** Whether a proposal about a case would be taken, and where it would go. Writes nothing: a preview may ask it. */
export function mayPropose(
  db: Kysely<OfficeDb>,
  wanted: Pick<ProposalRequest, 'caseId' | 'matter' | 'amount' | 'sectionId' | 'proposerId' | 'at'>,
): Promise<ProposalCheck> {
  return check(db, { ...wanted, subjectId: wanted.caseId })
}

async function check(
  db: Kysely<OfficeDb>,
  wanted: WantedRoute & { readonly subjectId: string },
): Promise<ProposalCheck> {
  const { proposerId } = wanted
  const proposer = proposerId === null ? null : await findPerson(db, proposerId, dayOf(wanted.at))
  if (proposerId !== null && proposer === null) return refuse('unknown-proposer')
  const alive = await db
    .selectFrom('proposal')
    .select('id')
    .where('subject_id', '=', wanted.subjectId)
    .where('state', 'in', ['circulating', 'held'])
    .executeTakeFirst()
  if (alive !== undefined) return refuse('already-going-round')
  const route = await routeFor(db, wanted)
  return route.ok ? { ok: true, proposer, route } : refuse(route.refusal)
}

export function refuse(refusal: StartRefusal): Extract<StartResult, { ok: false }> {
  return { ok: false, refusal, sentence: messages.startRefusals[refusal] }
}
