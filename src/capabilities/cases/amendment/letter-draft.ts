import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { placedValues } from '../answers-at.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { AmendmentContent, CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { recipientOf } from '../decision/letter-draft.ts'
import { filingOf } from '../filing.ts'
import { getLatestRevision } from '../store/answers.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { amendmentMessages as messages } from './messages.ja.ts'

/** 更正通知書: what stood on the notice and what is right. It is no new disposition, so that it carries no 教示 of its own. */
export async function amendmentLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  content: AmendmentContent,
  decision: DecisionRecord,
): Promise<LetterDraft> {
  const { definition } = it.procedure
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const { answers } = (await getLatestRevision(it.trx, it.vault)).content
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  return {
    procedureId: definition.id,
    versionHash: it.procedure.hash,
    letter: 'amendment-notice',
    title: messages.letterTitle,
    template: 'general/amendment-notice.typ',
    numbered: true,
    seal: 'image',
    recipient: recipientOf(placedValues(it.procedure, answers, filing, facts), names.name, definition.delivery),
    data: {
      case: {
        receiptNumber: it.row.receipt_number,
        filedOn: formatEra(dayOf(it.row.arrived_at)),
        procedure: definition.officialName,
      },
      amendment: {
        outcome: definition.outcomes.find((each) => each.id === decision.outcomeId)?.label.ja ?? decision.outcomeId,
        originalOn: formatEra(decision.decidedOn ?? dayOf(it.now)),
        originalNumber: decision.documentNumber ?? '',
        items: content.items,
        reason: content.reason,
        authority: content.authority,
      },
    },
    grounds: '',
  }
}
