import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { roles } from '../../../identity/index.ts'

const publishing = Object.entries(roles).flatMap(([id, { permissions }]) =>
  (permissions as readonly string[]).includes('opendata.publish') ? [id] : [],
)

/**
 * Names of those who may approve on a day where the table of approvals knows no route, without these people (who had a hand in it).
 * Empty: somebody has to be given the role first.
 */
export async function otherPublishers(
  db: Kysely<OfficeDb>,
  onDay: string,
  without: readonly string[],
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('staff_member', 'staff_member.id', 'role_grant.staff_id')
    .select(['staff_member.id', 'staff_member.name', 'staff_member.name_kana'])
    .distinct()
    .where('role_grant.role', 'in', publishing)
    .where('role_grant.begins_on', '<=', onDay)
    .where((eb) => eb.or([eb('role_grant.ends_on', 'is', null), eb('role_grant.ends_on', '>=', onDay)]))
    .where((eb) => eb.or([eb('staff_member.ends_on', 'is', null), eb('staff_member.ends_on', '>=', onDay)]))
    .orderBy('staff_member.name_kana')
    .execute()
  return rows.flatMap(({ id, name }) => (without.includes(id) ? [] : [name]))
}
