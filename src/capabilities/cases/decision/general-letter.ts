import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { placedValues } from '../answers-at.ts'
import type { LetterDraft } from '../approval-seam.ts'
import type { CaseWork } from '../change.ts'
import type { CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { getLatestRevision } from '../store/answers.ts'
import type { DecisionRecord } from '../store/decisions.ts'
import { recipientOf } from './letter-draft.ts'

/**
 * A letter about a decision that was made before (聴聞, 取消し, 更正): it stands beside the letters of every procedure and is no
 * part of its version. `data.case` and `data.<part>` are what its template is given.
 */
export async function generalLetter(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  decision: DecisionRecord,
  letter: {
    readonly name: string
    readonly title: string
    readonly part: string
    readonly data: Readonly<Record<string, unknown>>
    /** Day of the decision where none is kept. */
    readonly otherwiseOn: string
  },
): Promise<LetterDraft> {
  const { definition } = it.procedure
  const filing = filingOf(it.row, it.now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const { answers } = (await getLatestRevision(it.trx, it.vault)).content
  const names = it.vault.open<CaseNames>('name', it.row.name_box)
  return {
    procedureId: definition.id,
    versionHash: it.procedure.hash,
    letter: letter.name,
    title: letter.title,
    template: `general/${letter.name}.typ`,
    numbered: true,
    seal: 'image',
    recipient: recipientOf(placedValues(it.procedure, answers, filing, facts), names.name, definition.delivery),
    data: {
      case: {
        receiptNumber: it.row.receipt_number,
        filedOn: formatEra(dayOf(it.row.arrived_at)),
        procedure: definition.officialName,
      },
      [letter.part]: {
        outcome: definition.outcomes.find((each) => each.id === decision.outcomeId)?.label.ja ?? decision.outcomeId,
        originalOn: formatEra(decision.decidedOn ?? letter.otherwiseOn),
        originalNumber: decision.documentNumber ?? '',
        ...letter.data,
      },
    },
    grounds: '',
  }
}
