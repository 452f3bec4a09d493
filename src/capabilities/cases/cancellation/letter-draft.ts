import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { generalLetter } from '../decision/general-letter.ts'
import { decidesAnew, effectiveDay } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { aboutDecision } from './about.ts'
import { cancellationMessages as messages } from './messages.ja.ts'
import { cityOf } from './work.ts'

/** Body an objection goes to, and how: the same as for every adverse disposition of the procedure. */
export function remediesOf({ outcomes }: Pick<ProcedureDefinition, 'outcomes'>): NonNullable<LetterDraft['remedies']> {
  for (const outcome of [...outcomes].sort((a, b) => Number(b.adverse) - Number(a.adverse)))
    if (outcome.remedies !== undefined && outcome.remedies !== 'none') return outcome.remedies
  // No superior body: the one that decided (行政不服審査法4条1号).
  return { appealTo: '市長', appealFirst: false, defendant: 'city' }
}

/** 聴聞通知書 (行政手続法15条) or 弁明の機会の付与通知書 (30条). */
export async function hearingLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellation: CancellationRecord,
  undone: DecisionRecord,
): Promise<LetterDraft> {
  const way = cancellation.way === 'explanation' ? 'explanation' : 'hearing'
  return draftOf(ctx, cityId, it, cancellation, undone, {
    name: `${way}-notice`,
    title: messages.letterTitles[way],
    decidedOn: dayOf(it.now),
  })
}

/** 取消通知書 or 撤回通知書: with the grounds (14条) and, when it is adverse, 教示 (行政不服審査法82条). */
export async function resultLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellation: CancellationRecord,
  undone: DecisionRecord,
  decidedOn: string,
): Promise<LetterDraft> {
  const draft = await draftOf(ctx, cityId, it, cancellation, undone, {
    name: 'cancellation-notice',
    title: messages.letterTitles[cancellation.kind],
    decidedOn,
  })
  const grounds = cancellation.content.reasons ?? cancellation.content.grounds
  return {
    ...draft,
    grounds,
    ...(cancellation.adverse ? { remedies: remediesOf(it.procedure.definition) } : {}),
  }
}

async function draftOf(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  cancellation: CancellationRecord,
  undone: DecisionRecord,
  letter: { readonly name: string; readonly title: string; readonly decidedOn: string },
): Promise<LetterDraft> {
  const { name, title, decidedOn } = letter
  return generalLetter(ctx, cityId, it, undone, {
    name,
    title,
    otherwiseOn: decidedOn,
    part: 'cancellation',
    data: {
      kind: cancellation.kind,
      adverse: cancellation.adverse,
      law: cancellation.law,
      way: cancellation.way,
      exemption: cancellation.exemption ?? '',
      again: decidesAnew(cancellation.kind, aboutDecision(it.row, it.procedure, undone, cityOf(ctx, cityId), it.now)),
      effectiveOn: formatEra(effectiveDay(cancellation, undone.decidedOn ?? decidedOn, decidedOn)),
      basis: cancellation.content.basis,
      facts: cancellation.content.grounds,
      authority: cancellation.content.authority,
      heardOn: cancellation.heardOn === null ? '' : formatEra(cancellation.heardOn),
      answerOn: cancellation.answerOn === null ? '' : formatEra(cancellation.answerOn),
      time: cancellation.notice?.time ?? '',
      place: cancellation.notice?.place ?? '',
      office: cancellation.notice?.office ?? '',
    },
  })
}
