import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { readCityPeople, type StaffSeed } from '../seeds/city-people.ts'
import type { StaffTables } from './tables.ts'
import { stepOf, totpCode } from './totp.ts'

/** Demo people may be chosen by a button only in a demonstration city of a process that allows demonstrations. */
export function demoStaff(services: ZoneServices, city: City): readonly StaffSeed[] {
  if (!services.config.demo || !city.demo) return []
  return readCityPeople(services.config.rootDir, city.id)?.staff ?? []
}

/**
 * What a demo person would type now: their printed password and the next code that has not been used. It then goes
 * through the same check as everybody's. Null when the codes of this half minute are used up.
 */
export async function demoCredentials(
  services: ZoneServices,
  city: City,
  person: StaffSeed,
  now: Date,
): Promise<{ readonly staffNumber: string; readonly password: string; readonly code: string } | null> {
  const row = await services.db
    .city<StaffTables>(city.id)
    .selectFrom('staff_totp as t')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 't.tenant_id').onRef('m.id', '=', 't.staff_id'),
    )
    .select('t.last_step')
    .where('m.staff_number', '=', person.id)
    .where('m.demo_person', '=', true)
    .executeTakeFirst()
  if (row === undefined) return null
  const step = Math.max(stepOf(now) - 1, Number(row.last_step) + 1)
  if (step > stepOf(now) + 1) return null
  return { staffNumber: person.id, password: person.password, code: totpCode(person.totpSecret, step) }
}
