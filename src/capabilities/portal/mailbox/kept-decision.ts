import type { KeptDecision } from '../relay.ts'
import type { ApplicationRow } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { openSmall } from '../submission/copy.ts'
import { amendmentsOf } from './show-amendments.tsx'
import { findDecisionNotice, listNoticesOfKind } from './store.ts'

/** The newest decision of an application as its mailbox keeps it; undefined while there is none. */
export async function keptDecision(
  portal: Portal,
  cityId: string,
  { id }: Pick<ApplicationRow, 'id'>,
): Promise<KeptDecision | undefined> {
  const newest = await findDecisionNotice(cityDb(portal, cityId), id)
  return newest && openSmall<KeptDecision>(portal.services.keys, cityId, `notice:${id}:${newest.code}`, newest.body)
}

/** The decision as it holds today: with what was put right since (更正); undefined when it was cancelled, or there is none yet. */
export async function standingDecision(
  portal: Portal,
  cityId: string,
  row: Pick<ApplicationRow, 'id'>,
): Promise<KeptDecision | undefined> {
  const db = cityDb(portal, cityId)
  const [kept, told, [cancelled]] = await Promise.all([
    keptDecision(portal, cityId, row),
    findDecisionNotice(db, row.id),
    listNoticesOfKind(db, row.id, 'cancellation'),
  ])
  if (kept === undefined || (told !== undefined && cancelled !== undefined && cancelled.at >= told.at)) return undefined
  const amended = (await amendmentsOf(portal, cityId, row)).find(({ decisionId }) => decisionId === kept.decisionId)
  if (amended === undefined) return kept
  return { ...kept, facts: amended.facts, ...(amended.fields === undefined ? {} : { fields: amended.fields }) }
}
