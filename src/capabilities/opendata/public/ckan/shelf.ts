import type { Kysely } from 'kysely'
import type { City } from '../../../../platform/cities.ts'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DatasetTopic } from '../../language/dataset.ts'
import { readTopics } from '../../language/topics.ts'
import { openCatalogueOf, type PublicDataset, publishedOf } from '../catalogue.ts'
import { type OpenResource, resourcesOf } from '../resources.ts'
import { type DatasetDict, datasetDict } from './dataset-dict.ts'

/** What one city has published, as the actions need it for one request. */
export interface Shelf {
  readonly city: City
  /** Of the portal, e.g. `https://www.example.lg.jp`. */
  readonly origin: string
  readonly db: Kysely<InternetDb>
  readonly topics: readonly DatasetTopic[]
  /** Without withdrawn ones, by slug. */
  readonly datasets: readonly PublicDataset[]
  /** By slug, an older slug, id or UUID; withdrawn ones too. */
  find(name: string): Promise<PublicDataset | undefined>
  /** By the UUID of the file; undefined when its dataset is not published. */
  resource(uuid: string): { readonly dataset: PublicDataset; readonly resource: OpenResource } | undefined
  dict(dataset: PublicDataset): DatasetDict
}

/** Makes the shelves of an installation. Dictionaries are made once for each dataset as it is shown. */
export function shelvesOf(services: Pick<ZoneServices, 'db' | 'config'>): (city: City) => Promise<Shelf> {
  const catalogue = openCatalogueOf(services)
  const dicts = new WeakMap<PublicDataset, DatasetDict>()
  const files = new WeakMap<readonly PublicDataset[], ReturnType<typeof filesOf>>()
  let known: readonly DatasetTopic[] | undefined
  return async (city) => {
    known ??= readTopics(services.config.rootDir)
    const topics = known
    const origin = city.origins.portal ?? ''
    const all = await catalogue.list(city.id)
    const datasets = publishedOf(all)
    return {
      city,
      origin,
      db: services.db.city<InternetDb>(city.id),
      topics,
      datasets,
      find: async (name) => (await catalogue.find(city.id, name))?.dataset,
      resource: (uuid) => {
        const all = files.get(datasets) ?? filesOf(datasets)
        files.set(datasets, all)
        return all.get(uuid.toLowerCase())
      },
      dict: (dataset) => {
        const made = dicts.get(dataset) ?? datasetDict(dataset, topics, origin)
        dicts.set(dataset, made)
        return made
      },
    }
  }
}

/** Every file by its UUID. */
function filesOf(datasets: readonly PublicDataset[]) {
  return new Map(
    datasets.flatMap((dataset) =>
      resourcesOf(dataset).map((resource) => [resource.uuid, { dataset, resource }] as const),
    ),
  )
}
