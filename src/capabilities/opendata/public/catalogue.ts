import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { Bounds, DatasetAbout, VersionChanges, WithdrawnDataset } from './published.ts'
import type { KeptTiles } from './tiles/kept-tiles.ts'

/** A dataset as the public sees it now. */
export interface PublicDataset {
  readonly id: string
  readonly uuid: string
  readonly slug: string
  readonly state: 'published' | 'withdrawn'
  readonly definition: DatasetDefinition
  readonly about: DatasetAbout
  readonly notice?: WithdrawnDataset
  readonly createdAt: Date
  readonly modifiedAt: Date
  /** The version that is shown. A withdrawn dataset keeps its last one here, but none of its rows is given out. */
  readonly version: ShownVersion
}

export interface ShownVersion {
  readonly number: number
  readonly key: number
  readonly rows: number
  readonly bounds?: Bounds
  /** The low zooms of its map; there is none without places. */
  readonly tiles?: KeptTiles
  readonly changes: VersionChanges
  readonly note: string
  readonly publishedAt: Date
  /** SHA-256 of the packed rows: the same rows have the same tag. */
  readonly sha256: string
}

/** What is published, by city, as this process last saw it. */
export interface OpenCatalogue {
  /** All datasets that have been shown, withdrawn ones too, by slug. */
  list(cityId: string): Promise<readonly PublicDataset[]>
  /** By slug, id or UUID; `moved` when it was asked for by an old address. */
  find(cityId: string, name: string): Promise<{ readonly dataset: PublicDataset; readonly moved: boolean } | undefined>
  /** Something may have changed: the next question looks. */
  changed(cityId: string): void
}

const published = new WeakMap<readonly PublicDataset[], readonly PublicDataset[]>()

/** Those of a list that are not withdrawn; the same list as long as nothing has changed, so that what was made of it stays good. */
export function publishedOf(all: readonly PublicDataset[]): readonly PublicDataset[] {
  const known = published.get(all)
  if (known) return known
  const made = all.filter(({ state }) => state === 'published')
  published.set(all, made)
  return made
}

/** How long what was read may be believed; another process may have loaded a version meanwhile. */
const freshFor = 2000
/** For so long nobody waits for the next look: what is known is given, and the look goes on beside it. */
const goodFor = 20_000

const catalogues = new WeakMap<ZoneServices['db'], OpenCatalogue>()

/** The same object for everybody with the same services. */
export function openCatalogueOf(services: Pick<ZoneServices, 'db'>): OpenCatalogue {
  const known = catalogues.get(services.db)
  if (known) return known
  const made = createCatalogue(services)
  catalogues.set(services.db, made)
  return made
}

interface Seen {
  readonly at: number
  readonly fingerprint: string
  readonly datasets: readonly PublicDataset[]
  readonly names: ReadonlyMap<string, PublicDataset>
  readonly old: ReadonlyMap<string, PublicDataset>
}

function createCatalogue({ db }: Pick<ZoneServices, 'db'>): OpenCatalogue {
  const seen = new Map<string, Promise<Seen>>()
  const stale = new Set<string>()
  const look = async (cityId: string): Promise<Seen> => {
    const before = await seen.get(cityId)?.catch(() => undefined)
    if (before && !stale.has(cityId)) {
      const age = Date.now() - before.at
      if (age < freshFor) return before
      if (age < goodFor) {
        lookBeside(cityId, before)
        return before
      }
    }
    stale.delete(cityId)
    const next = refresh(db.city<InternetDb>(cityId), before)
    seen.set(cityId, next)
    return next
  }
  const looking = new Set<string>()
  const lookBeside = (cityId: string, before: Seen): void => {
    if (looking.has(cityId)) return
    looking.add(cityId)
    refresh(db.city<InternetDb>(cityId), before)
      .then((next) => {
        if (!stale.has(cityId)) seen.set(cityId, Promise.resolve(next))
      })
      // Whoever asks after that looks and is told of the fault.
      .catch(() => {})
      .finally(() => looking.delete(cityId))
  }
  return {
    list: async (cityId) => (await look(cityId)).datasets,
    find: async (cityId, name) => {
      const { names, old } = await look(cityId)
      const dataset = names.get(name)
      if (dataset) return { dataset, moved: false }
      const moved = old.get(name)
      return moved && { dataset: moved, moved: true }
    },
    changed: (cityId) => {
      stale.add(cityId)
    },
  }
}

async function refresh(db: Kysely<InternetDb>, before: Seen | undefined): Promise<Seen> {
  const at = Date.now()
  const fingerprint = await readFingerprint(db)
  if (before?.fingerprint === fingerprint) return { ...before, at }
  const datasets = await readDatasets(db, before?.datasets ?? [])
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]))
  const slugs = await db.selectFrom('open_slug').select(['slug', 'dataset_id']).execute()
  return {
    at,
    fingerprint,
    datasets,
    names: new Map(datasets.flatMap((each) => [each.id, each.uuid, each.slug].map((name) => [name, each] as const))),
    old: new Map(
      slugs.flatMap(({ slug, dataset_id }) => {
        const dataset = byId.get(dataset_id)
        return dataset ? [[slug, dataset] as const] : []
      }),
    ),
  }
}

/** Changes with every version shown and every withdrawal. */
async function readFingerprint(db: Kysely<InternetDb>): Promise<string> {
  const row = await db
    .selectFrom('open_dataset')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.max('modified_at').as('modified'),
      fn.sum<string>('version_number').as('versions'),
    ])
    .where('state', '!=', 'loading')
    .executeTakeFirst()
  return `${row?.count} ${row?.modified?.toISOString()} ${row?.versions}`
}

/** Reads what has changed; the others stay the same objects, and what was worked out from them stays good. */
async function readDatasets(
  db: Kysely<InternetDb>,
  before: readonly PublicDataset[],
): Promise<readonly PublicDataset[]> {
  const marks = await db
    .selectFrom('open_dataset')
    .select(['dataset_id', 'state', 'version_number', 'modified_at'])
    .where('state', '!=', 'loading')
    .where('version_number', 'is not', null)
    .orderBy('slug')
    .execute()
  const known = new Map(before.map((dataset) => [dataset.id, dataset]))
  const changed = marks.flatMap((mark) => {
    const dataset = known.get(mark.dataset_id)
    const same =
      dataset?.state === mark.state &&
      dataset.version.number === mark.version_number &&
      dataset.modifiedAt.getTime() === mark.modified_at.getTime()
    return same ? [] : [mark.dataset_id]
  })
  const read = new Map<string, PublicDataset>()
  for (let from = 0; from < changed.length; from += readTogether)
    for (const dataset of await readWhole(db, changed.slice(from, from + readTogether))) read.set(dataset.id, dataset)
  return marks.flatMap(({ dataset_id }) => read.get(dataset_id) ?? known.get(dataset_id) ?? [])
}

/** Datasets that are read in one statement: a definition has some thousand letters. */
const readTogether = 500

async function readWhole(db: Kysely<InternetDb>, ids: readonly string[]): Promise<readonly PublicDataset[]> {
  const rows = await db
    .selectFrom('open_dataset as d')
    .innerJoin('open_version as v', (join) =>
      join.onRef('v.dataset_id', '=', 'd.dataset_id').onRef('v.number', '=', 'd.version_number'),
    )
    .select(['d.dataset_id', 'd.uuid', 'd.slug', 'd.state', 'd.definition', 'd.about', 'd.notice'])
    .select(['d.created_at', 'd.modified_at', 'v.number', 'v.version_key', 'v.row_count', 'v.bounds', 'v.changes'])
    .select(['v.note', 'v.published_at', 'v.file', 'v.tiles'])
    .where(sql<boolean>`d.dataset_id = any(${ids}::text[])`)
    .execute()
  return rows.map((row) => ({
    id: row.dataset_id,
    uuid: row.uuid,
    slug: row.slug,
    state: row.state as PublicDataset['state'],
    definition: row.definition as DatasetDefinition,
    about: row.about as DatasetAbout,
    ...(row.state === 'withdrawn' ? { notice: row.notice as WithdrawnDataset } : {}),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    version: {
      number: row.number,
      key: row.version_key,
      rows: row.row_count,
      ...(row.bounds === null ? {} : { bounds: row.bounds as unknown as Bounds }),
      ...(row.tiles === null ? {} : { tiles: row.tiles as unknown as KeptTiles }),
      changes: row.changes as VersionChanges,
      note: row.note,
      publishedAt: row.published_at,
      sha256: (row.file as { sha256: string }).sha256,
    },
  }))
}
