import type { City } from '../../../platform/cities.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { type CancellationRecord, runningCancellation } from '../store/cancellations.ts'
import { type DecisionRecord, listDecisions } from '../store/decisions.ts'
import { standingDecision } from './about.ts'

export function cityOf(ctx: CasesContext, cityId: string): City {
  const city = ctx.services.cities.find((each) => each.id === cityId)
  if (!city) throw new Error('This process does not serve the city.')
  return city
}

/** The decision in force; a case without one has nothing to cancel. */
export async function decisionInForce(it: CaseWork): Promise<DecisionRecord> {
  const decision = standingDecision(await listDecisions(it.trx, it.vault))
  return decision ?? it.refuse('wrong-state')
}

/** The cancellation that is being prepared. While it is with the approvers nothing of it is changed. */
export async function beingPrepared(it: CaseWork): Promise<CancellationRecord> {
  const running = await runningCancellation(it.trx, it.vault)
  return running && it.situation().cancellation === 'preparing' ? running : it.refuse('wrong-state')
}
