import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { CompiledProcedure, Outcome } from '../../procedures/index.ts'
import { placedValues } from '../answers-at.ts'
import { type ActionResult, type CaseRow, type CaseWork, changeCase } from '../change.ts'
import type { CaseNames, DecisionContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { cameOnline } from '../filing.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { shownName } from '../shown-name.ts'
import { listAttachments } from '../store/attachments.ts'
import { listChecks } from '../store/checks.ts'
import { letterDraftOf, showsPhoto } from './letter-draft.ts'
import { matterOf } from './matter.ts'
import { decisionMessages as messages } from './messages.ja.ts'
import { outcomeFacts } from './outcome-fields.ts'
import { type DecisionDraft, readyToPropose } from './ready.ts'

/** 起案を作る: the outcome with its values and grounds goes on its route to the decision. */
export async function prepareDecision(ctx: CasesContext, act: StaffAct, draft: DecisionDraft): Promise<ActionResult> {
  return changeCase(ctx, staffInput(act, 'proposal', 'approvals.propose'), (it) =>
    propose(ctx, act.staff.cityId, it, draft, act.requestKey ?? randomUUID()),
  )
}

export async function propose(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  draft: DecisionDraft,
  requestKey: string,
): Promise<void> {
  const ready = await readyToPropose(ctx, it.trx, cityId, it, draft)
  if (!ready.ok) return it.refuse(ready.refusal, ready.problems, ready.sentence)
  const { outcome, values, answers, filing, facts, amount } = ready
  const id = randomUUID()
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  const told = outcomeFacts(outcome, values)
  const summary = summaryOf(it, outcome)
  const letter = letterDraftOf(
    it.procedure,
    outcome,
    answers,
    placedValues(it.procedure, answers, filing, facts),
    it.procedure.evaluate(answers, filing, facts),
    {
      receiptNumber: it.row.receipt_number,
      arrivedAt: it.row.arrived_at,
      name: names.name,
      grounds: draft.grounds,
      facts: told,
      values,
      attachments: showsPhoto(it.procedure, outcome) ? await listAttachments(it.trx, it.vault) : [],
    },
  )
  await it.emit(
    'proposal-started',
    { decision: id, outcome: outcome.id, adverse: outcome.adverse },
    { grounds: draft.grounds, facts: told },
  )
  const { definition } = it.procedure
  const checks = await listChecks(it.trx, it.vault)
  const started = await ctx.approvals.startProposal(it.trx as unknown as Transaction<unknown>, {
    cityId,
    caseId: it.row.id,
    receiptNumber: it.row.receipt_number,
    procedureId: definition.id,
    versionHash: it.procedure.hash,
    decisionId: id,
    outcomeId: outcome.id,
    outcomeLabel: outcome.label.ja,
    adverse: outcome.adverse,
    grounds: draft.grounds,
    matter: matterOf(definition, outcome),
    ...(amount === undefined ? {} : { amount }),
    sectionId: it.row.section_id,
    proposerId: it.actor.id,
    title: messages.proposalTitle(definition.officialName, shownName(names)),
    summary,
    facts: told.map(({ label, text }) => ({ label, text })),
    judged: checks
      .filter((check) => check.mark !== null || check.outcome !== 'pass')
      .map((check) => ({ label: check.content.label, finding: check.finding || check.content.finding })),
    effects: effectsOf(it.row, it.procedure, outcome),
    retention: definition.retention.years,
    ...(it.row.due_on === null ? {} : { dueOn: it.row.due_on }),
    ...(letter ? { letterPreview: letter } : {}),
    requestKey,
    at: it.now,
  })
  if (!started.ok) return it.refuse('no-route', undefined, started.sentence)
  const content: DecisionContent = { fields: values, grounds: draft.grounds, facts: told, summary }
  await it.trx
    .insertInto('case_decision')
    .values({
      id,
      case_id: it.row.id,
      proposal_id: started.proposalId,
      outcome_id: outcome.id,
      result: outcome.result,
      adverse: outcome.adverse,
      delivery: it.row.delivery,
      prepared_by: it.actor.id,
      prepared_by_name: it.actor.name,
      prepared_at: it.now,
      box: it.vault.seal(`decision/${id}`, content),
    })
    .execute()
  it.made(id)
}

function summaryOf(it: CaseWork, outcome: Outcome): string {
  return messages.summary(
    formatEra(dayOf(it.row.arrived_at)),
    it.procedure.definition.officialName,
    outcome.label.ja,
    it.procedure.definition.legalBasis.map((basis) => `${basis.law} ${basis.article}`).join('・'),
  )
}

/** What the last approval does at once, in words. */
export function effectsOf(
  row: Pick<CaseRow, 'delivery' | 'place' | 'channel'>,
  procedure: CompiledProcedure,
  outcome: Outcome,
): readonly string[] {
  const { delivery } = row
  return [
    ...effectOfLetter(procedure, outcome),
    // Paper has no mailbox.
    ...(cameOnline(row.channel) ? [messages.effects.tell] : []),
    ...(delivery === 'post' ? [messages.effects.post] : delivery === 'counter' ? [messages.effects.counter] : []),
    ...(row.place && outcome.adverse ? [messages.effects.place] : []),
    messages.effects.record(procedure.definition.retention.years),
  ]
}

/** A letter that has no number (an answer, thanks) is not said to get one. */
function effectOfLetter(
  { definition }: CompiledProcedure,
  { letter }: { readonly letter?: string | undefined },
): readonly string[] {
  if (letter === undefined) return []
  return [definition.letters[letter]?.numbered === false ? messages.effects.letterOnly : messages.effects.letter]
}
