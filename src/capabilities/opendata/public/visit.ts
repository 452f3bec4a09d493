import type { Context } from 'hono'
import { prefectureOf } from '../../../civic/prefectures.ts'
import type { City } from '../../../platform/cities.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DatasetTopic } from '../language/dataset.ts'
import type { PublishingCity } from '../table/to-rows.ts'
import { openCatalogueOf, type PublicDataset } from './catalogue.ts'
import { allowEveryOrigin } from './files/open-answer.ts'

/** What the public side works with. */
export interface OpenSite {
  readonly services: ZoneServices
  readonly topics: readonly DatasetTopic[]
  /** City and dataset, a space between, of which neighbours' data are read. */
  readonly neighbours: ReadonlySet<string>
}

/** The address of the portal, which every identifier begins with. */
export function originOf(c: Context<WebEnv>): string {
  return c.get('city').origins.portal ?? ''
}

export const openDb = (site: OpenSite, cityId: string) => site.services.db.city<InternetDb>(cityId)

/** The city as layouts of the standard name it. */
export function publishingCity(city: City, dataset: PublicDataset): PublishingCity {
  const { code } = dataset.about.publisher
  return { code, prefecture: prefectureOf(code) ?? '', municipality: String(city.settings.cityName ?? city.name) }
}

/**
 * The dataset of an address. A Response: it is asked for by an old address, its id or its UUID, and the one it has now is told, with what
 * follows `/dataset/<name>`. Throws 404.
 */
export async function visitDataset(
  c: Context<WebEnv>,
  site: OpenSite,
  name: string,
  rest: (dataset: PublicDataset) => string,
): Promise<PublicDataset | Response> {
  const found = await openCatalogueOf(site.services).find(c.get('city').id, name)
  if (found === undefined) throw notFound()
  const { dataset } = found
  if (name === dataset.slug) return dataset
  return movedTo(c, `/dataset/${dataset.slug}${rest(dataset)}`)
}

/** The address it has now, with the same question. */
export function movedTo(c: Context<WebEnv>, path: string): Response {
  allowEveryOrigin(c)
  c.header('cache-control', 'public, max-age=3600')
  return c.redirect(path + new URL(c.req.url).search, 301)
}

/** What programs get in the place of a withdrawn dataset (RFC 9457): the reason, for their people. */
export function goneForPrograms(c: Context<WebEnv>, dataset: PublicDataset): Response {
  allowEveryOrigin(c)
  const problem = {
    type: 'urn:yanagi:problem:dataset-withdrawn',
    title: 'The dataset was withdrawn',
    status: 410,
    detail: dataset.notice?.reason ?? '',
    withdrawnOn: dataset.notice?.withdrawnOn,
    dataset: dataset.uuid,
  }
  return c.body(JSON.stringify(problem), 410, {
    'content-type': 'application/problem+json',
    'cache-control': 'public, max-age=60',
  })
}
