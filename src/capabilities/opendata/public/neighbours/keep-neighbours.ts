import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { every, type Repeating } from '../../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { readDatasetFolder } from '../../language/folder.ts'
import type { Row } from '../../table/check-row.ts'
import { fetchNeighbour, NeighbourUnusable } from './fetch-neighbour.ts'
import { type NeighbourSource, readNeighbours } from './source.ts'

/** A neighbour's dataset as it was last read. */
export interface KeptNeighbour {
  readonly name: string
  readonly page: string
  readonly licence: string
  readonly fetchedAt: Date
  readonly leftOut: number
  readonly rows: readonly Row[]
}

/** How often the list is looked through, and how old what was read may grow. */
const pauseMs = 10 * 60_000
const oldestMs = 24 * 60 * 60_000

/** Reads the neighbours' datasets once a day. The internet zone alone reaches out; nothing of ours is sent but the question. */
export function startNeighbours(services: ZoneServices): Repeating {
  const sources = services.cities.flatMap((city) =>
    readNeighbours(services.config.rootDir, city.id).map((source) => ({ city, source })),
  )
  return every('opendata.neighbours', pauseMs, services.log, async () => {
    for (const { city, source } of sources)
      await renewNeighbour(services, city.id, source).catch((error: unknown) => {
        if (!(error instanceof NeighbourUnusable)) throw error
        services.log.warn('neighbour-unusable', { city: city.id, dataset: source.dataset, reason: error.problem })
      })
    return { more: false }
  })
}

/** Reads one source unless it was read lately. What was read before stays when it can't be read now. */
export async function renewNeighbour(
  services: Pick<ZoneServices, 'db' | 'clock' | 'config'>,
  cityId: string,
  source: NeighbourSource,
  get: typeof fetch = fetch,
): Promise<'kept' | 'read'> {
  const db = services.db.city<InternetDb>(cityId)
  const now = services.clock.now()
  const before = await db
    .selectFrom('open_neighbour')
    .select('fetched_at')
    .where('dataset_id', '=', source.dataset)
    .where('name', '=', source.name)
    .executeTakeFirst()
  if (before !== undefined && now.getTime() - before.fetched_at.getTime() < oldestMs) return 'kept'
  const definition = readDatasetFolder(services.config.rootDir).datasets.find(({ id }) => id === source.dataset)
  if (definition === undefined) throw new Error(`There is no dataset ${source.dataset}.`)
  const { page, licence, rows, leftOut } = await fetchNeighbour(source, definition, get)
  const said = { page, licence, fetched_at: now, left_out: leftOut, rows: JSON.stringify(rows) }
  await db
    .insertInto('open_neighbour')
    .values({ dataset_id: source.dataset, name: source.name, ...said })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'dataset_id', 'name']).doUpdateSet(said))
    .execute()
  return 'read'
}

/** Whose data were read, without the data. */
export async function readNeighbourBodies(
  db: Kysely<InternetDb>,
  datasetId: string,
): Promise<readonly Pick<KeptNeighbour, 'name' | 'page' | 'licence' | 'fetchedAt'>[]> {
  return db
    .selectFrom('open_neighbour')
    .select(['name', 'page', 'licence', 'fetched_at as fetchedAt'])
    .where('dataset_id', '=', datasetId)
    .orderBy('name')
    .execute()
}

/** What was read of the neighbours' datasets of the same kind, by name. */
export async function readKeptNeighbours(db: Kysely<InternetDb>, datasetId: string): Promise<readonly KeptNeighbour[]> {
  const rows = await db
    .selectFrom('open_neighbour')
    .select(['name', 'page', 'licence', 'fetched_at', 'left_out', 'rows'])
    .where('dataset_id', '=', datasetId)
    .orderBy('name')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    page: row.page,
    licence: row.licence,
    fetchedAt: row.fetched_at,
    leftOut: row.left_out,
    rows: row.rows as readonly Row[],
  }))
}
