import type { Context, Hono } from 'hono'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { WebEnv } from '../../../../platform/http/index.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import { openCatalogueOf, type PublicDataset } from '../catalogue.ts'
import { featureOf } from '../feature.ts'
import { pageOfRows } from '../query/page-of-outlines.ts'
import { askRows, findRow } from '../query/read-rows.ts'
import { type Answer, collectionIn, isCollection, sendAnswer } from './answer.tsx'
import { collectionOf, geoJson, ownLinks } from './collection.ts'
import { ogcMessages } from './messages.ts'
import { openApiOf } from './openapi.ts'
import { checkNames, crs84, everywhere, readItemsQuery } from './parameters.ts'
import { notFound, OgcProblem } from './problems.ts'
import { tilesConformance, tilesetsVector, tilingSchemes } from './tiles/tile-set.ts'
import { collectionFacts, featureFacts, featureTable } from './views/answers.tsx'

const conformsTo = [
  ...['core', 'oas30', 'html', 'geojson'].map(
    (name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
  ),
  ...tilesConformance,
]
const openApiType = 'application/vnd.oai.openapi+json;version=3.0'

/** OGC API - Features, Part 1: Core 1.0 (OGC 17-069r4) below `/ogc`: the published datasets that have places. */
export function ogcRoutes(app: Hono<WebEnv>, services: Pick<ZoneServices, 'db'>): void {
  const catalogue = openCatalogueOf(services)
  const collections = async (c: Context<WebEnv>): Promise<readonly PublicDataset[]> =>
    (await catalogue.list(c.get('city').id)).filter(isCollection)
  const collection = async (c: Context<WebEnv>): Promise<PublicDataset> =>
    collectionIn(await catalogue.list(c.get('city').id), c.req.param('collection') ?? '')
  const answered = (path: string, answer: Answer): void => {
    app.get(path, (c) => sendAnswer(c, answer))
  }

  for (const path of ['/ogc', '/ogc/'])
    answered(path, async (c, { format, base }) => {
      checkNames(searchOf(c), everywhere)
      const m = ogcMessages[c.get('locale')]
      const title = `${c.get('city').name} OGC API - Features`
      return {
        json: () => ({
          title,
          links: [
            ...ownLinks(`${base}/`, format),
            { rel: 'service-desc', type: openApiType, href: `${base}/api?f=json` },
            { rel: 'service-doc', type: 'text/html', href: `${base}/api?f=html` },
            { rel: 'conformance', type: 'application/json', href: `${base}/conformance` },
            { rel: 'data', type: 'application/json', href: `${base}/collections` },
            { rel: tilesetsVector, type: 'application/json', href: `${base}/tiles` },
            { rel: tilingSchemes, type: 'application/json', href: `${base}/tileMatrixSets` },
          ],
        }),
        html: () => ({
          title: m.title,
          lead: m.lead,
          links: [
            { href: '/ogc/collections?f=html', label: m.collections },
            { href: '/ogc/tiles?f=html', label: m.tiles },
            { href: '/ogc/api?f=html', label: m.api },
            { href: '/ogc/conformance?f=html', label: m.conformance },
          ],
          back: { href: '/opendata', label: m.back },
        }),
      }
    })

  answered('/ogc/conformance', async (c, { format, base }) => {
    checkNames(searchOf(c), everywhere)
    const m = ogcMessages[c.get('locale')]
    return {
      json: () => ({ conformsTo, links: ownLinks(`${base}/conformance`, format) }),
      html: () => ({
        title: m.conformance,
        links: conformsTo.map((href) => ({ href, label: href })),
        back: toTop(m.top),
      }),
    }
  })

  answered('/ogc/api', async (c, { base }) => {
    checkNames(searchOf(c), everywhere)
    const m = ogcMessages[c.get('locale')]
    const api = openApiOf(c.get('city').name, base, await collections(c))
    return {
      type: openApiType,
      json: () => api,
      html: () => ({
        title: m.api,
        lead: m.apiLead,
        table: {
          columns: [
            { id: 'path', label: m.address, heading: true },
            { id: 'names', label: m.parameters },
          ],
          rows: Object.entries(api.paths).map(([path, { get }]) => ({ path: `/ogc${path}`, names: namesIn(get) })),
        },
        back: toTop(m.top),
      }),
    }
  })

  answered('/ogc/collections', async (c, { format, base }) => {
    checkNames(searchOf(c), everywhere)
    const m = ogcMessages[c.get('locale')]
    const all = await collections(c)
    return {
      json: () => ({
        links: ownLinks(`${base}/collections`, format),
        collections: all.map((each) => collectionOf(each, base, c.get('locale'), format)),
      }),
      html: () => ({
        title: m.collections,
        lead: m.collectionsLead,
        links: all.map(({ id, definition }) => ({ href: `/ogc/collections/${id}?f=html`, label: definition.title })),
        back: toTop(m.top),
      }),
    }
  })

  answered('/ogc/collections/:collection', async (c, { format, base }) => {
    checkNames(searchOf(c), everywhere)
    const m = ogcMessages[c.get('locale')]
    const dataset = await collection(c)
    return {
      json: () => collectionOf(dataset, base, c.get('locale'), format),
      html: () => ({
        title: dataset.definition.title,
        facts: collectionFacts(dataset, m),
        links: [
          { href: `/ogc/collections/${dataset.id}/items?f=html`, label: m.items },
          { href: `/ogc/collections/${dataset.id}/tiles?f=html`, label: m.tiles },
          { href: `/dataset/${dataset.slug}`, label: m.dataset },
        ],
        back: { href: '/ogc/collections?f=html', label: m.collections },
      }),
    }
  })

  answered('/ogc/collections/:collection/items', async (c, { format, base }) => {
    const m = ogcMessages[c.get('locale')]
    const dataset = await collection(c)
    const query = readItemsQuery(searchOf(c), dataset.definition, dataset.version.key)
    const db = services.db.city<InternetDb>(c.get('city').id)
    const { page: read, counted } = await askRows(db, query, dataset.version.rows)
    const { rows, more } = await pageOfRows(read, dataset.definition.geometry?.shape, query.offset, query.limit)
    const items = `/ogc/collections/${dataset.id}/items`
    const at = (offset: number): string => {
      const search = searchOf(c)
      search.set('f', format)
      search.set('limit', String(query.limit))
      if (offset > 0) search.set('offset', String(offset))
      else search.delete('offset')
      return `${items}?${search}`
    }
    const next = more ? at(query.offset + rows.length) : undefined
    const previous = query.offset > 0 ? at(Math.max(0, query.offset - query.limit)) : undefined
    const origin = new URL(base).origin
    const total = counted.estimated ? undefined : counted.total
    const type = format === 'json' ? geoJson : 'text/html'
    return {
      type: geoJson,
      json: () => ({
        type: 'FeatureCollection',
        timeStamp: c.get('now').toISOString(),
        ...(total === undefined ? {} : { numberMatched: total }),
        numberReturned: rows.length,
        features: rows.map((row) => featureOf(dataset.definition, row)),
        links: [
          ...ownLinks(`${origin}${at(query.offset)}`, format, geoJson),
          ...(next === undefined ? [] : [{ href: origin + next, rel: 'next', type }]),
          ...(previous === undefined ? [] : [{ href: origin + previous, rel: 'prev', type }]),
          { href: `${base}/collections/${dataset.id}`, rel: 'collection', type: 'application/json' },
        ],
      }),
      html: () => ({
        title: dataset.definition.title,
        table: featureTable(dataset, rows, items, m),
        pages: {
          shown: m.range(total, query.offset + 1, query.offset + rows.length),
          ...(previous === undefined ? {} : { previousHref: previous }),
          ...(next === undefined ? {} : { nextHref: next }),
        },
        back: { href: `/ogc/collections/${dataset.id}?f=html`, label: dataset.definition.title },
      }),
    }
  })

  answered('/ogc/collections/:collection/items/:feature', async (c, { format, base }) => {
    checkNames(searchOf(c), [...everywhere, 'crs'])
    if (![undefined, crs84].includes(c.req.query('crs')))
      throw new OgcProblem(400, 'InvalidParameterValue', `crs must be ${crs84}`)
    const m = ogcMessages[c.get('locale')]
    const dataset = await collection(c)
    const key = c.req.param('feature') ?? ''
    const db = services.db.city<InternetDb>(c.get('city').id)
    const row = /[\0\p{Surrogate}]/u.test(key) ? undefined : await findRow(db, dataset.version.key, key)
    if (row === undefined) throw notFound('There is no such feature')
    const place = `${base}/collections/${dataset.id}`
    return {
      type: geoJson,
      json: () => ({
        ...featureOf(dataset.definition, row),
        links: [
          ...ownLinks(`${place}/items/${encodeURIComponent(key)}`, format, geoJson),
          { href: place, rel: 'collection', type: 'application/json' },
        ],
      }),
      html: () => ({
        title: row.cells[dataset.definition.label ?? ''] ?? row.rowKey,
        facts: featureFacts(dataset, row, m),
        back: { href: `/ogc/collections/${dataset.id}/items?f=html`, label: m.items },
      }),
    }
  })
}

const toTop = (label: string) => ({ href: '/ogc?f=html', label })

const searchOf = (c: Context<WebEnv>): URLSearchParams => new URL(c.req.url).searchParams

/** Names of the parameters of an operation; shared ones are references. */
function namesIn({ parameters }: { readonly parameters: readonly object[] }): string {
  return parameters
    .map((each) => ('name' in each ? each.name : '$ref' in each ? String(each.$ref).split('/').at(-1) : ''))
    .join(', ')
}
