import { formatEra } from '../../../civic/era.ts'
import { effectiveDay } from '../rules/cancellation.ts'
import type { CancellationRecord } from '../store/cancellations.ts'
import { cancellationMessages as messages } from './messages.ja.ts'

/** How the person was heard, in one line; why not, when not. */
export function hearingText(it: CancellationRecord): string {
  if (!it.adverse) return messages.notAdverse
  if (it.way === 'none')
    return messages.noHearing(
      `${it.exemption === null ? '' : messages.exemptionsShort[it.exemption]} ${it.content.exemptBecause}`.trim(),
    )
  if (it.heardOn === null || it.heard === null) return messages.waysShort[it.way]
  return messages.resultLine[it.way](it.heard, formatEra(it.heardOn))
}

/** What becomes of the decision's effect, decided on a day. */
export function effectText(it: CancellationRecord, originalDecidedOn: string, decidedOn: string): string {
  return messages.effective(it.kind, formatEra(effectiveDay(it, originalDecidedOn, decidedOn)))
}
