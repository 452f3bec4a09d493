import type { Context } from 'hono'
import { type Selectable, sql } from 'kysely'
import type { ApplicationTable } from '../../../platform/database/generated/internet.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { currentResident, type ResidentSession } from '../../identity/index.ts'
import { mayOpen } from './access.ts'
import { browserToken } from './browser.ts'
import { cityDb, type Portal } from './portal.ts'

export type ApplicationRow = Selectable<ApplicationTable>

export interface OwnApplication {
  readonly row: ApplicationRow
  readonly session: ResidentSession | null
}

/** The application of this id when this visitor may see it. Another person's and one that never was look the same. */
export async function findOwnApplication(
  c: Context<WebEnv>,
  portal: Portal,
  id: string,
): Promise<OwnApplication | undefined> {
  const { services } = portal
  const cityId = c.get('city').id
  const session = await currentResident(c, services)
  const result = await sql<ApplicationRow & { granted: boolean }>`
    select a.*, exists (select from browser_grant g where g.browser_token = ${browserToken(c, services)}
                          and g.application_id = a.id and g.expires_at > ${c.get('now')}) as granted
      from application a where a.id = ${id}`.execute(cityDb(portal, cityId))
  const row = result.rows[0]
  if (row === undefined || !mayOpen(services, cityId, row, session, row.granted)) return undefined
  return { row, session }
}
