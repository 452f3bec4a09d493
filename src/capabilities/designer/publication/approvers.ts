import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { roles } from '../../identity/index.ts'

/** Names of who may let a publication hold today, by kana; `not`: who wrote or proposed it. */
export async function approversOf(
  db: Kysely<OfficeDb>,
  today: string,
  not: ReadonlySet<string>,
): Promise<readonly string[]> {
  const publishing = Object.entries(roles).flatMap(([id, { permissions }]) =>
    (permissions as readonly string[]).includes('procedures.publish') ? [id] : [],
  )
  const rows = await db
    .selectFrom('staff_member as staff')
    .innerJoin('role_grant as given', 'given.staff_id', 'staff.id')
    .select(['staff.id', 'staff.name', 'staff.name_kana'])
    .distinct()
    .where('given.role', 'in', publishing)
    .where('staff.begins_on', '<=', today)
    .where((eb) => eb.or([eb('staff.ends_on', 'is', null), eb('staff.ends_on', '>=', today)]))
    .where('given.begins_on', '<=', today)
    .where((eb) => eb.or([eb('given.ends_on', 'is', null), eb('given.ends_on', '>=', today)]))
    .orderBy('staff.name_kana')
    .limit(50)
    .execute()
  return rows.filter(({ id }) => !not.has(id)).map(({ name }) => name)
}
