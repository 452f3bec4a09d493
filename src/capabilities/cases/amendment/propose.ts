import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { Outcome } from '../../procedures/index.ts'
import { hasMailbox } from '../cancellation/about.ts'
import { cancellationMessages } from '../cancellation/messages.ja.ts'
import { cityOf, decisionInForce } from '../cancellation/work.ts'
import { type ActionResult, type CaseRow, type CaseWork, changeCase } from '../change.ts'
import type { AmendmentContent, CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { largestAmount } from '../decision/amount.ts'
import { matterOf } from '../decision/matter.ts'
import type { OutcomeValues } from '../decision/outcome-fields.ts'
import { cameOnline } from '../filing.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import type { CasePost } from '../posting.tsx'
import { amendedItems, amendmentProblems } from '../rules/amendment.ts'
import { shownName } from '../shown-name.ts'
import { type AmendmentRecord, amendmentBox, runningAmendment } from '../store/amendments.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { amendmentLetter } from './letter-draft.ts'
import { amendmentMessages as messages } from './messages.ja.ts'
import { readAmendment } from './read.ts'

/** 起案 of a 更正: what is wrong in the notice, what is right and why, on the route of the decision itself. */
export async function proposeAmendment(
  ctx: CasesContext,
  act: StaffAct,
  post: Pick<CasePost, 'text'>,
): Promise<ActionResult> {
  const { cityId } = act.staff
  return changeCase(ctx, staffInput(act, 'amendment', 'approvals.propose'), async (it) => {
    const decision = await decisionInForce(it)
    if (it.situation().cancellation !== 'none') it.refuse('invalid', [{ at: 'reason', refusal: 'cancellation-runs' }])
    if (await runningAmendment(it.trx, it.vault)) it.refuse('wrong-state')
    const outcome = it.procedure.outcomes().find((each) => each.id === decision.outcomeId)
    if (!outcome) return it.refuse('definition-unknown')
    const read = readAmendment(outcome, decision.content, post)
    const mailbox = hasMailbox(it.row, cityOf(ctx, cityId), it.now)
    const problems = [...read.problems, ...amendmentProblems(read.terms, { mailbox })]
    const { delivery } = read.terms
    if (problems.length > 0 || delivery === '') return it.refuse('invalid', problems)
    const content: AmendmentContent = {
      items: amendedItems(read.terms),
      reason: read.terms.reason,
      authority: read.terms.authority,
      amended: read.amended,
    }
    const id = randomUUID()
    await it.emit('amendment-proposed', { amendment: id, decision: decision.id, items: content.items.length }, content)
    const planned = { id, delivery, content }
    const request = await requestOf(ctx, cityId, it, planned, decision, outcome, act.requestKey ?? randomUUID())
    const started = await ctx.approvals.startProposal(it.trx as unknown as Transaction<unknown>, request)
    if (!started.ok) return it.refuse('no-route', undefined, started.sentence)
    await it.trx
      .insertInto('case_amendment')
      .values({
        id,
        case_id: it.row.id,
        decision_id: decision.id,
        delivery,
        proposal_id: started.proposalId,
        prepared_by: it.actor.id,
        prepared_by_name: it.actor.name,
        prepared_at: it.now,
        box: it.vault.seal(amendmentBox(id), content),
      })
      .execute()
    it.made(id)
  })
}

type Planned = Pick<AmendmentRecord, 'id' | 'delivery' | 'content'>

async function requestOf(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  planned: Planned,
  decision: DecisionRecord,
  outcome: Outcome,
  requestKey: string,
) {
  const { definition } = it.procedure
  const today = dayOf(it.now)
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  const decidedOn = formatEra(decision.decidedOn ?? today)
  // What stood there may have been another approver's to decide than what is right.
  const contents = [decision.content, planned.content.amended]
  const amount = await largestAmount(
    ctx,
    cityId,
    it,
    contents.map(({ fields }) => ({ outcome, values: fields as OutcomeValues })),
  )
  return {
    cityId,
    caseId: it.row.id,
    receiptNumber: it.row.receipt_number,
    procedureId: definition.id,
    versionHash: it.procedure.hash,
    decisionId: planned.id,
    outcomeId: 'amendment',
    outcomeLabel: messages.outcome,
    adverse: false,
    grounds: planned.content.reason,
    matter: matterOf(definition, outcome),
    ...(amount === undefined ? {} : { amount }),
    // Somebody looks at what was wrong, however simple the matter is otherwise.
    single: true,
    sectionId: it.row.section_id,
    proposerId: it.actor.id,
    title: messages.proposalTitle(definition.officialName, shownName(names)),
    summary: messages.summary(decidedOn, definition.officialName, outcome.label.ja),
    facts: [
      {
        label: messages.facts.undone,
        text: cancellationMessages.decidedLine(outcome.label.ja, decidedOn, decision.documentNumber ?? ''),
      },
      ...planned.content.items.map(({ where, wrong, right }) => ({
        label: where,
        text: messages.fromTo(wrong, right),
      })),
    ],
    judged: [],
    effects: amendmentEffects(it.row, planned.delivery),
    retention: definition.retention.years,
    letterPreview: await amendmentLetter(ctx, cityId, it, planned.content, decision),
    requestKey,
    at: it.now,
  }
}

/** Whether the decision has been told: one whose fee is still owed is told when it is paid. */
export function wasTold({ state }: Pick<CaseRow, 'state'>): boolean {
  return state !== 'awaiting-payment'
}

/** What the last approval does at once, in words. */
export function amendmentEffects(
  row: Pick<CaseRow, 'channel' | 'state'>,
  delivery: AmendmentRecord['delivery'] | '',
): readonly string[] {
  const { effects } = messages
  if (!wasTold(row)) return [effects.record, effects.notTold]
  return [
    effects.record,
    effects.letter,
    ...(cameOnline(row.channel) ? [effects.tell] : []),
    ...(delivery === 'post' ? [effects.post] : delivery === 'counter' ? [effects.counter] : []),
  ]
}
