import type { KeptDecision } from '../relay.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openSmall } from '../submission/copy.ts'
import { findDecisionNotice } from './store.ts'

/** The newest decision of an application as its mailbox keeps it; undefined while there is none. */
export async function keptDecision(
  portal: Portal,
  cityId: string,
  { id }: Pick<ApplicationRow, 'id'>,
): Promise<KeptDecision | undefined> {
  const newest = await findDecisionNotice(cityDb(portal, cityId), id)
  return newest && openSmall<KeptDecision>(portal.services.keys, cityId, `notice:${id}:${newest.code}`, newest.body)
}
