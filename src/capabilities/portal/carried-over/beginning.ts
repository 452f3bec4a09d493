import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { CityFacts, CompiledProcedure, FilerKind, Group } from '../../procedures/index.ts'
import { afterOf } from '../drafts/about.ts'
import type { CarriedAnswers } from '../drafts/prefill.ts'
import { standingDecision } from '../mailbox/kept-decision.ts'
import { type OwnView, viewOf } from '../mailbox/own-view.ts'
import { findOwnApplication } from '../shared/own-application.ts'
import type { Portal } from '../shared/portal.ts'
import { type FollowUpHere, offeredFollowUps } from './offered.ts'

/** The decided application that leads to this beginning. */
export interface Leading {
  readonly view: OwnView
  readonly followUp: FollowUpHere
}

/**
 * The application and follow-up that the address names (`after`), when the person who is signed in may open it and it leads
 * to this procedure now. Anybody else begins with an empty form, and is not told that there is such an application.
 */
export async function leadingTo(
  c: Context<WebEnv>,
  portal: Portal,
  procedure: CompiledProcedure,
): Promise<Leading | undefined> {
  const after = afterOf(c)
  if (after === undefined) return undefined
  const own = await findOwnApplication(c, portal, after.applicationId)
  if (own === undefined || own.session === null) return undefined
  const city = c.get('city')
  const kept = await standingDecision(portal, city.id, own.row)
  const view = await viewOf(portal, city.id, own.row, own.session)
  const offered = await offeredFollowUps(portal, city, view, kept, dayOf(c.get('now')))
  const followUp = offered.find(
    (each) =>
      each.followUp.id === after.followUpId &&
      each.followUp.procedure === procedure.definition.id &&
      each.open === 'open',
  )
  return followUp === undefined ? undefined : { view, followUp }
}

/** What the new application begins with. Whoever files in another role does not begin with the earlier filer's own details. */
export function carriedFrom(
  { view, followUp }: Leading,
  procedure: CompiledProcedure,
  filer: FilerKind,
  today: string,
  facts: CityFacts,
): CarriedAnswers {
  const sameRole = view.copy.filer === filer
  return followUp.begins(procedure, today, facts, (group) => sameRole || !isFilersOwn(group))
}

/** The agent, the office that files, and where to reach whoever files. */
function isFilersOwn({ id, shared }: Group): boolean {
  return /^agent/.test(id) || ['agent', 'contact', 'ltc-filing-office'].includes(shared?.group ?? '')
}
