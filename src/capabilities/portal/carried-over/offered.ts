import type { City } from '../../../platform/cities.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { FollowUp, OfferedFollowUp } from '../../procedures/index.ts'
import { onlineFilers } from '../drafts/visit.ts'
import type { OwnView } from '../mailbox/own-view.ts'
import type { KeptDecision } from '../relay.ts'
import type { Portal } from '../shared/portal.ts'

/** A follow-up of a decided application as it stands in this city today. */
export interface FollowUpHere extends OfferedFollowUp {
  /** Name of the procedure that it begins. */
  readonly name: LocalText
  readonly open: 'open' | 'not-yet' | 'closed'
}

/** States in which there is nothing to go on from. */
const over = new Set(['withdrawn', 'cancelled', 'expired'])

/** What the applicant may file next, by the version that the application was filed under; only procedures of today's catalogue. */
export async function offeredFollowUps(
  portal: Portal,
  city: City,
  view: OwnView,
  /** As it holds today (`standingDecision`): what was put right goes on, what was cancelled does not. */
  kept: KeptDecision | undefined,
  today: string,
): Promise<readonly FollowUpHere[]> {
  const { row, procedure, copy, filing } = view
  if (over.has(row.state) || procedure.definition.followUps === undefined) return []
  const [facts, current] = await Promise.all([
    portal.catalogue.facts(city.id, today),
    portal.catalogue.current(city.id),
  ])
  const decision = kept && {
    outcomeId: kept.outcomeId,
    decidedOn: kept.decidedOn,
    ...(kept.documentNumber === undefined ? {} : { documentNumber: kept.documentNumber }),
    fields: kept.fields ?? {},
  }
  const known = { receiptNumber: row.receipt_number, ...(decision === undefined ? {} : { decision }) }
  return procedure.followUps(known, copy.answers, { ...filing, today }, facts).flatMap((each) => {
    const target = current.find(({ definition }) => definition.id === each.followUp.procedure)
    if (target === undefined) return []
    const takes = target.acceptance(today, facts).open && onlineFilers(target).length > 0
    const open = each.from !== undefined && each.from > today ? 'not-yet' : takes ? 'open' : 'closed'
    return [{ ...each, name: target.definition.name, open }]
  })
}

/** Where it begins: the address names the decided application, whose answers only its own applicant can open. */
export function followUpHref({ id, procedure }: FollowUp, applicationId: string): string {
  return `/procedures/${procedure}/start?${new URLSearchParams({ after: `${applicationId}.${id}` })}`
}
