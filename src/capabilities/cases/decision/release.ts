import { dayOf } from '../../../civic/day.ts'
import type { DecisionMessage, FileReference } from '../../exchange/index.ts'
import { decidedFieldsRead, type Outcome } from '../../procedures/index.ts'
import { systemActor } from '../actor.ts'
import { placedValues } from '../answers-at.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { sendOutward } from '../outward.ts'
import { getLatestRevision } from '../store/answers.ts'
import { listAttachments } from '../store/attachments.ts'
import { type DecisionRecord, listDecisions } from '../store/decisions.ts'
import { letterDraftOf, showsPhoto } from './letter-draft.ts'
import { type LetterOrder, orderLetter } from './order-letter.ts'
import { type OutcomeValues, outcomeFacts } from './outcome-fields.ts'

/**
 * Hands the result over: orders the letter and tells the resident. A letter for the mailbox goes out with the decision when
 * it is made; by post or at the counter the decision is told at once and the letter follows its own way.
 */
export async function releaseResult(ctx: CasesContext, cityId: string, it: CaseWork): Promise<void> {
  const decision = (await listDecisions(it.trx, it.vault)).find((each) => each.ended === 'decided')
  const outcome = it.procedure.outcomes().find((each) => each.id === decision?.outcomeId)
  if (!decision || !outcome) throw new Error('a decided case without its decision')
  const way = deliveryWay(it.row.delivery)
  const draft = await draftOf(ctx, cityId, it, decision, outcome)
  if (!draft || way !== 'portal') await tellDecision(ctx, cityId, it, decision)
  if (!draft) {
    if (way !== 'portal') return
    await it.emit('notified', { way: 'portal' }, {}, systemActor)
    await it.emit('completed', { way: 'portal' }, {}, systemActor)
    it.set({ notified_at: it.now })
    return
  }
  await orderLetter(ctx, cityId, it, orderOf(it, decision, draft, way))
}

/**
 * Hands a notice on the way over (延期の通知など). It always goes on paper: what the mailbox shows as a result is the
 * decision, and there is none yet.
 */
export async function releaseNotice(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  decisionId: string,
): Promise<void> {
  const decision = (await listDecisions(it.trx, it.vault)).find((each) => each.id === decisionId)
  const outcome = it.procedure.outcomes().find((each) => each.id === decision?.outcomeId)
  if (!decision || !outcome) throw new Error('a notice without its decision')
  const draft = await draftOf(ctx, cityId, it, decision, outcome)
  const way = deliveryWay(it.row.delivery)
  if (draft) await orderLetter(ctx, cityId, it, orderOf(it, decision, draft, way === 'counter' ? 'counter' : 'post'))
}

async function draftOf(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  decision: DecisionRecord,
  outcome: Outcome,
): Promise<LetterDraft | undefined> {
  const { content } = await getLatestRevision(it.trx, it.vault)
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  const values = decision.content.fields as OutcomeValues
  return letterDraftOf(
    it.procedure,
    outcome,
    content.answers,
    placedValues(it.procedure, content.answers, filing, facts),
    it.procedure.evaluate(content.answers, filing, facts),
    {
      receiptNumber: it.row.receipt_number,
      arrivedAt: it.row.arrived_at,
      name: names.name,
      grounds: decision.content.grounds,
      facts: outcomeFacts(outcome, values),
      values,
      attachments: showsPhoto(it.procedure, outcome) ? await listAttachments(it.trx, it.vault) : [],
    },
  )
}

function orderOf(it: CaseWork, decision: DecisionRecord, draft: LetterDraft, way: LetterOrder['way']): LetterOrder {
  const { id, documentNumber } = decision
  return {
    about: { purpose: 'decision', decisionId: id },
    draft,
    way,
    on: decision.decidedOn ?? dayOf(it.now),
    documentNumber,
  }
}

/** Sends the decision outward, with the letter when it is for the mailbox. */
export async function tellDecision(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  decision: DecisionRecord,
  letter?: {
    readonly letterId: string
    readonly title: string
    readonly file: FileReference
    readonly documentNumber?: string
  },
): Promise<void> {
  const documentNumber = letter?.documentNumber ?? decision.documentNumber ?? undefined
  const message: DecisionMessage = {
    kind: 'decision',
    receiptNumber: it.row.receipt_number,
    decisionId: decision.id,
    decidedOn: decision.decidedOn ?? '',
    outcomeId: decision.outcomeId,
    result: decision.result as DecisionMessage['result'],
    adverse: decision.adverse,
    ...(documentNumber ? { documentNumber } : {}),
    facts: decision.content.facts.map(({ label, text }) => ({ label, text })),
    ...fieldsForFollowUps(it.procedure, decision.content.fields as OutcomeValues),
    delivery: it.row.delivery,
    ...(letter ? { letter: { letterId: letter.letterId, title: letter.title, file: letter.file } } : {}),
  }
  await sendOutward(ctx, it.trx, cityId, it.row, it.now, message, letter ? [letter.file.address] : [])
}

/** What the person's next application begins with: only fields that a follow-up reads leave the office. */
export function fieldsForFollowUps(
  { definition }: CaseWork['procedure'],
  values: OutcomeValues,
): Pick<DecisionMessage, 'fields'> {
  const read = decidedFieldsRead(definition.followUps ?? [])
  const fields = Object.fromEntries(Object.entries(values).filter(([id]) => read.has(id)))
  return Object.keys(fields).length === 0 ? {} : { fields }
}

export function deliveryWay(text: string): 'portal' | 'post' | 'counter' {
  return text === 'post' || text === 'counter' ? text : 'portal'
}
