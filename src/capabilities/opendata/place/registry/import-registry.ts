import { sql } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { transact } from '../../../../platform/database/transact.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { PlaceLevel } from '../geocode.ts'
import { type RegistryPoint, RegistryReader } from './read-registry.ts'

export interface RegistryImport {
  readonly counts: Readonly<Record<PlaceLevel, number>>
  /** Files that were no part of the registry; nothing is kept when there is one. */
  readonly unknown: readonly string[]
}

const chunk = 5000

/**
 * Puts the points of the address base registry of a city in the place of those that were there, all or nothing. The files are given
 * together: masters and places (位置参照拡張).
 */
export async function importRegistry(
  services: ZoneServices<'office'>,
  cityId: string,
  files: Iterable<{ readonly name: string; readonly text: string }>,
): Promise<RegistryImport> {
  const code = services.cities.find(({ id }) => id === cityId)?.code ?? ''
  const reader = new RegistryReader(code)
  for (const { name, text } of files) reader.read(name, text)
  const counts = { house: 0, block: 0, town: 0 }
  if (reader.unknown.length > 0) return { counts, unknown: reader.unknown }
  await transact(services.db.city<OfficeDb>(cityId), async (trx) => {
    await trx.deleteFrom('address_point').execute()
    for (const level of ['house', 'block', 'town'] as const) counts[level] = 0
    let waiting: RegistryPoint[] = []
    const write = async (): Promise<void> => {
      const list = JSON.stringify(waiting.map(({ place, ...point }) => ({ ...point, lat: place[1], lon: place[0] })))
      // Two numbers that are compared as the same: the first one has the place.
      await sql`insert into address_point (town, number, level, lat, lon)
        select town, number, level, lat, lon from jsonb_to_recordset(${list}::jsonb)
          as p(town text, number text, level text, lat double precision, lon double precision)
        on conflict (tenant_id, town, number) do nothing`.execute(trx)
      waiting = []
    }
    for (const point of reader.points()) {
      counts[point.level] += 1
      waiting.push(point)
      if (waiting.length === chunk) await write()
    }
    await write()
  })
  return { counts, unknown: [] }
}
