import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { FoundPlace, PlaceLevel, PointsOf } from './geocode.ts'
import { pointKey, withSurroundings } from './geocode.ts'

/** Points of the address base registry of a city in the office's database. */
export function registryPoints(db: Kysely<OfficeDb>): PointsOf {
  return async (wanted) => {
    const asked = new Map(wanted.flatMap((each) => withSurroundings(each).map((one) => [pointKey(one), one] as const)))
    if (asked.size === 0) return new Map()
    const list = JSON.stringify([...asked.values()])
    const { rows } = await sql<{ town: string; number: string; level: PlaceLevel; lat: number; lon: number }>`
      select p.town, p.number, p.level, p.lat, p.lon
      from jsonb_to_recordset(${list}::jsonb) as w(town text, number text)
      join address_point p on p.tenant_id = current_tenant() and p.town = w.town and p.number = w.number`.execute(db)
    return new Map(
      rows.map(({ town, number, level, lat, lon }): [string, FoundPlace] => [
        pointKey({ town, number }),
        { place: [lon, lat], level },
      ]),
    )
  }
}

/** Towns of the registry that has been imported. */
export async function registryTowns(db: Kysely<OfficeDb>): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('address_point').select('town').distinct().execute()
  return new Set(rows.map(({ town }) => town))
}
