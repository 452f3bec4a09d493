import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { ProposalRequest } from '../approval-seam.ts'
import { type ActionResult, type CaseRow, type CaseWork, changeCase } from '../change.ts'
import type { CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { largestAmount } from '../decision/amount.ts'
import { matterOf } from '../decision/matter.ts'
import type { OutcomeValues } from '../decision/outcome-fields.ts'
import { cameOnline } from '../filing.ts'
import { type StaffAct, staffInput } from '../handling/staff-act.ts'
import { type CancelledDecision, decidesAnew, groundsLength } from '../rules/cancellation.ts'
import { shownName } from '../shown-name.ts'
import { type CancellationRecord, cancellationBox } from '../store/cancellations.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { aboutDecision } from './about.ts'
import { resultLetter } from './letter-draft.ts'
import { cancellationMessages as messages } from './messages.ja.ts'
import { obstaclesNow } from './obstacles.ts'
import { effectText, hearingText } from './words.ts'
import { beingPrepared, cityOf, decisionInForce } from './work.ts'

/** 起案: the cancellation goes the route of the decision that it undoes; the decision stands until it is decided. */
export async function proposeCancellation(ctx: CasesContext, act: StaffAct, reasons: string): Promise<ActionResult> {
  const { cityId } = act.staff
  return changeCase(ctx, staffInput(act, 'cancellation-proposal', 'approvals.propose'), async (it) => {
    const running = await beingPrepared(it)
    const undone = await decisionInForce(it)
    const today = dayOf(it.now)
    const problems = [
      ...(await obstaclesNow(ctx, cityId, it.trx, it.row.id, running, today)),
      ...(reasons.trim() === '' ? [{ at: 'reasons', refusal: 'reasons-missing' }] : []),
      ...(reasons.length > groundsLength ? [{ at: 'reasons', refusal: 'too-long' }] : []),
    ]
    if (problems.length > 0) it.refuse('invalid', problems)
    const planned: CancellationRecord = { ...running, content: { ...running.content, reasons: reasons.trim() } }
    await it.emit(
      'cancellation-proposed',
      { cancellation: running.id, kind: running.kind, adverse: running.adverse },
      { reasons },
    )
    const request = await requestOf(ctx, cityId, it, planned, undone, act.requestKey ?? randomUUID())
    const started = await ctx.approvals.startProposal(it.trx as unknown as Transaction<unknown>, request)
    if (!started.ok) return it.refuse('no-route', undefined, started.sentence)
    await it.trx
      .updateTable('case_cancellation')
      .set({
        proposal_id: started.proposalId,
        prepared_by: it.actor.id,
        prepared_by_name: it.actor.name,
        prepared_at: it.now,
        returned: null,
        return_box: null,
        box: it.vault.seal(cancellationBox(running.id), planned.content),
      })
      .where('id', '=', running.id)
      .execute()
    it.made(running.id)
  })
}

async function requestOf(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  planned: CancellationRecord,
  undone: DecisionRecord,
  requestKey: string,
): Promise<ProposalRequest> {
  const { definition } = it.procedure
  const today = dayOf(it.now)
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  const outcome = definition.outcomes.find((each) => each.id === undone.outcomeId)
  const outcomeLabel = outcome?.label.ja ?? undone.outcomeId
  const kind = messages.kinds[planned.kind]
  const originalDecidedOn = undone.decidedOn ?? today
  const original = messages.decidedLine(outcomeLabel, formatEra(originalDecidedOn), undone.documentNumber ?? '')
  const whole = it.procedure.outcomes().find((each) => each.id === undone.outcomeId)
  const values = undone.content.fields as OutcomeValues
  const amount = await largestAmount(ctx, cityId, it, [whole && { outcome: whole, values }])
  const about = aboutDecision(it.row, it.procedure, undone, cityOf(ctx, cityId), it.now)
  return {
    cityId,
    caseId: it.row.id,
    receiptNumber: it.row.receipt_number,
    procedureId: definition.id,
    versionHash: it.procedure.hash,
    decisionId: planned.id,
    outcomeId: planned.kind,
    outcomeLabel: kind,
    adverse: planned.adverse,
    grounds: planned.content.reasons ?? planned.content.grounds,
    matter: matterOf(definition, outcome),
    ...(amount === undefined ? {} : { amount }),
    // A cancellation is weighed by itself, however simple the matter is otherwise.
    single: true,
    sectionId: it.row.section_id,
    proposerId: it.actor.id,
    title: messages.proposalTitle(definition.officialName, kind, shownName(names)),
    summary: messages.summary(
      formatEra(originalDecidedOn),
      definition.officialName,
      outcomeLabel,
      planned.kind,
      planned.content.basis,
    ),
    facts: [
      { label: messages.facts.kind, text: kind },
      { label: messages.facts.undone, text: original },
      { label: messages.facts.effect, text: effectText(planned, originalDecidedOn, today) },
      { label: messages.facts.basis, text: planned.content.basis },
      {
        label: messages.facts.adverse,
        text: planned.adverse ? messages.adverseOptions.yes : messages.adverseText(planned.content.notAdverseBecause),
      },
      { label: messages.facts.hearing, text: hearingText(planned) },
      ...(planned.report === '' ? [] : [{ label: messages.facts.report, text: planned.report }]),
    ],
    judged: [],
    effects: cancellationEffects(it.row, planned, about),
    retention: definition.retention.years,
    letterPreview: await resultLetter(ctx, cityId, it, planned, undone, today),
    requestKey,
    at: it.now,
  }
}

/** What the last approval does at once, in words. */
export function cancellationEffects(
  row: Pick<CaseRow, 'channel' | 'place'>,
  planned: Pick<CancellationRecord, 'kind' | 'delivery'>,
  about: Pick<CancelledDecision, 'favourable' | 'place'>,
): readonly string[] {
  const { effects } = messages
  return [
    decidesAnew(planned.kind, about) ? effects.reopen : effects.state,
    effects.letter(messages.letterTitles[planned.kind]),
    ...(cameOnline(row.channel) ? [effects.tell] : []),
    ...(planned.delivery === 'post' ? [effects.post] : planned.delivery === 'counter' ? [effects.counter] : []),
    ...(planned.kind === 'annulment' ? [effects.void] : []),
    ...(row.place ? [effects.place] : []),
  ]
}
