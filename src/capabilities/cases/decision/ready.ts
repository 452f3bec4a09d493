import type { Kysely, Transaction } from 'kysely'
import type { Answers, CityFacts, Filing, Outcome } from '../../procedures/index.ts'
import type { ActionRefusal, CaseWork, InputProblem } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { feeIsDue } from '../rules/payment.ts'
import { step } from '../rules/situation.ts'
import { getLatestRevision } from '../store/answers.ts'
import type { CasesDb } from '../store/tables.ts'
import { decidedAmount } from './amount.ts'
import { followOthers } from './followed.ts'
import { matterOf } from './matter.ts'
import { type OutcomeValues, readOutcomeFields } from './outcome-fields.ts'

/** A decision as the clerk filled it in. `typed` gives the raw text of a control. */
export interface DecisionDraft {
  readonly outcomeId: string
  readonly grounds: string
  readonly typed: (name: string) => string
}

export const groundsLength = 2000

/** A case as the checks look at it: nothing of it is changed. */
export type LookedAt = Pick<CaseWork, 'row' | 'procedure' | 'vault' | 'now' | 'actor' | 'situation'>

/** What the checks found out on their way; the proposal is made of it. */
export interface ReadyDecision {
  readonly ok: true
  readonly outcome: Outcome
  readonly values: OutcomeValues
  readonly answers: Answers
  readonly filing: Filing
  readonly facts: CityFacts
  /** Yen that decides the route. */
  readonly amount: number | undefined
}

export interface NotReady {
  readonly ok: false
  readonly refusal: ActionRefusal
  readonly problems?: readonly InputProblem[]
  /** A finished sentence of the approvals (no route for the matter). */
  readonly sentence?: string
}

/**
 * Whether the case itself lets this decision be proposed now, and if not, why. Asked by the act and by the preview of acts
 * on many cases, so that the preview says beforehand what the act would say. The route is for the approvals to say.
 */
export async function readyToPropose(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  it: LookedAt,
  draft: DecisionDraft,
): Promise<ReadyDecision | NotReady> {
  const outcome = it.procedure.outcomes().find((each) => each.id === draft.outcomeId)
  if (!outcome) return { ok: false, refusal: 'invalid', problems: [{ at: 'outcome', refusal: 'outcome-missing' }] }
  const next = step(it.situation(), { type: 'proposal-started', by: it.actor.kind })
  if (!next.ok) return { ok: false, refusal: next.refusal }
  const { values: typed, problems } = readOutcomeFields(outcome, draft.typed)
  const { answers } = (await getLatestRevision(db, it.vault)).content
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const { values, problems: unfollowed } = followOthers(
    { procedure: it.procedure, answers, filing, facts },
    outcome,
    typed,
  )
  const found = [...problems, ...unfollowed, ...standInTheWay(it, outcome, draft.grounds)]
  if (found.length > 0) return { ok: false, refusal: 'invalid', problems: found }
  const amount = decidedAmount(it.procedure, answers, filing, facts, { outcome, values })
  return { ok: true, outcome, values, answers, filing, facts, amount }
}

/** Whether the approvals would take the proposal: what `startProposal` asks itself before it writes anything. */
export async function routeIsOpen(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  it: LookedAt,
  { amount, outcome }: ReadyDecision,
): Promise<NotReady | null> {
  const route = await ctx.approvals.mayPropose(db as unknown as Transaction<unknown>, {
    caseId: it.row.id,
    matter: matterOf(it.procedure.definition, outcome),
    ...(amount === undefined ? {} : { amount }),
    sectionId: it.row.section_id,
    proposerId: it.actor.id,
    at: it.now,
  })
  return route.ok ? null : { ok: false, refusal: 'no-route', sentence: route.sentence }
}

/** What has to be settled first: reasons when adverse (行政手続法8条・14条), open checks, an unpaid fee. */
function standInTheWay(it: LookedAt, outcome: Outcome, grounds: string): readonly InputProblem[] {
  const problems: InputProblem[] = []
  if (outcome.adverse && grounds.trim() === '') problems.push({ at: 'grounds', refusal: 'grounds-missing' })
  if (grounds.length > groundsLength) problems.push({ at: 'grounds', refusal: 'too-long' })
  if (it.row.checks_open > 0 && outcome.result !== 'dismissed')
    problems.push({ at: 'checks', refusal: 'checks-open', params: { count: String(it.row.checks_open) } })
  const { fee } = it.procedure.definition
  if (
    !outcome.adverse &&
    feeIsDue(fee?.payAt === 'before-delivery' ? undefined : fee?.payAt, 'decision', it.row.fee_total, it.row.fee_paid)
  )
    problems.push({ at: 'payment', refusal: 'fee-unpaid' })
  return problems
}
