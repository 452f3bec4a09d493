import { dayOf } from '../../../civic/day.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { AmendmentContent } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { generalLetter } from '../decision/general-letter.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { amendmentMessages as messages } from './messages.ja.ts'

/** 更正通知書: what stood on the notice and what is right. It is no new disposition, so that it carries no 教示 of its own. */
export function amendmentLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  { items, reason, authority }: AmendmentContent,
  decision: DecisionRecord,
): Promise<LetterDraft> {
  return generalLetter(ctx, cityId, it, decision, {
    name: 'amendment-notice',
    title: messages.letterTitle,
    otherwiseOn: dayOf(it.now),
    part: 'amendment',
    data: { items, reason, authority },
  })
}
