import { VectorTile } from '@mapbox/vector-tile'
import { parse } from 'node-html-parser'
import { PbfReader } from 'pbf'
import { expect } from 'vitest'

interface Link {
  readonly href: string
  readonly rel: string
  readonly type?: string
  readonly templated?: boolean
}
interface Found {
  readonly status: number
  readonly type: string
  readonly headers: Headers
  /** What the server says is what is looked at, whatever shape it has. */
  readonly body: ReturnType<typeof JSON.parse>
  readonly text: string
}
/** Asks the API; `to` is a path below it, or an address of an answer. */
export type Ask = (to: string, accept?: string) => Promise<Found>

export const askOf =
  (api: string): Ask =>
  async (to, accept = 'application/json') => {
    const response = await fetch(to.startsWith('http') ? to : api + to, { headers: { accept } })
    const text = await response.text()
    const type = response.headers.get('content-type')?.split(';')[0] ?? ''
    return {
      status: response.status,
      type,
      headers: response.headers,
      text,
      body: /json/.test(type) ? JSON.parse(text) : undefined,
    }
  }

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const found = async (ask: Ask, to: string, accept?: string): Promise<Found> => {
  const answer = await ask(to, accept)
  expect(answer.status, to).toBe(200)
  return answer
}
const relsOf = ({ links }: { readonly links: readonly Link[] }): readonly string[] => links.map(({ rel }) => rel)
const linkOf = ({ links }: { readonly links: readonly Link[] }, rel: string): Link =>
  links.find((link) => link.rel === rel) ?? expect.fail(`There is no link ${rel}.`)
/** An answer links to itself and to its other form, each with its media type. */
function linksBothForms(body: { readonly links: readonly Link[] }, type: string): void {
  expect(linkOf(body, 'self').type).toBe(type)
  expect(body.links.filter(({ rel }) => rel === 'alternate').map((link) => link.type)).toContain('text/html')
  for (const link of body.links) expect([typeof link.rel, typeof link.type], link.href).toEqual(['string', 'string'])
}
const collectionsOf = async (ask: Ask) =>
  (await found(ask, '/collections')).body.collections as { id: string; links: Link[] }[]

/** Annex A of OGC API - Features - Part 1: Core (17-069r4), by the names of its tests. */
export const featureTests: Readonly<Record<string, (ask: Ask) => Promise<void>>> = {
  'core/http, root-op, root-success': async (ask) => {
    const { body, type } = await found(ask, '/')
    expect(type).toBe('application/json')
    expect(relsOf(body)).toEqual(expect.arrayContaining(['self', 'alternate', 'conformance', 'data']))
    expect(relsOf(body).some((rel) => rel === 'service-desc' || rel === 'service-doc')).toBe(true)
    expect((await ask('/nothing-of-the-kind')).status).toBe(404)
    const head = await fetch(linkOf(body, 'data').href, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  },
  'core/api-definition-op, api-definition-success; oas30/oas-definition-1, -2, oas-impl': async (ask) => {
    const { body } = await found(ask, '/')
    const link = linkOf(body, 'service-desc')
    const api = await found(ask, link.href, link.type)
    expect(api.type).toBe('application/vnd.oai.openapi+json')
    expect(api.body.openapi).toMatch(/^3\.0\./)
    // What is described is there: every path without a parameter of its own answers.
    for (const path of Object.keys(api.body.paths).filter((each) => !each.includes('{')))
      expect((await ask(path, '*/*')).status, path).toBe(200)
  },
  'core/conformance-op, conformance-success': async (ask) => {
    const { body } = await found(ask, '/conformance')
    for (const name of ['core', 'oas30', 'html', 'geojson'])
      expect(body.conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`)
    expect(body.conformsTo.every((each: string) => /ogcapi-(features|tiles)-1\/1\.0\/conf\//.test(each))).toBe(true)
  },
  'core/fc-md-op, fc-md-success, fc-md-links, fc-md-items, fc-md-items-links, fc-md-extent, sfc-md-op, sfc-md-success':
    async (ask) => {
      const { body } = await found(ask, '/collections')
      linksBothForms(body, 'application/json')
      expect(body.collections.length).toBeGreaterThan(5)
      for (const each of body.collections) {
        const items = (each.links as Link[]).filter(({ rel }) => rel === 'items')
        expect(items.map(({ type }) => type)).toEqual(['application/geo+json', 'text/html'])
        expect([each.crs, each.storageCrs]).toEqual([[crs84], crs84])
        // Nothing of it has a place yet.
        if (each.extent.spatial === undefined) continue
        expect(each.extent.spatial.crs).toBe(crs84)
        const [west, south, east, north] = each.extent.spatial.bbox[0]
        expect(west <= east && south <= north && Math.abs(west) <= 180 && Math.abs(north) <= 90, each.id).toBe(true)
        expect((await found(ask, `/collections/${each.id}`)).body).toEqual(each)
        const features = (await found(ask, `/collections/${each.id}/items?limit=200`)).body.features
        // All of it lies in the extent, the longitude before the latitude.
        for (const { geometry } of features)
          for (const [lng, lat] of placesOf(geometry)) {
            const within = lng >= west - 1e-6 && lng <= east + 1e-6 && lat >= south - 1e-6 && lat <= north + 1e-6
            if (!within) expect.fail(`${each.id}: ${lng} ${lat} is outside of the extent.`)
          }
      }
      expect((await ask('/collections/none')).status).toBe(404)
    },
  'core/fc-op, fc-response, fc-links, fc-rel-type, fc-timeStamp, fc-numberMatched, fc-numberReturned; geojson/content':
    async (ask) => {
      for (const { id } of await collectionsOf(ask)) {
        const { body, type, headers } = await found(ask, `/collections/${id}/items?limit=3`, 'application/geo+json')
        expect([type, headers.get('content-crs')]).toEqual(['application/geo+json', `<${crs84}>`])
        expect(body.type).toBe('FeatureCollection')
        linksBothForms(body, 'application/geo+json')
        expect(Math.abs(Date.now() - Date.parse(body.timeStamp))).toBeLessThan(366 * 24 * 3_600_000)
        expect(body.numberReturned).toBe(body.features.length)
        expect(body.numberMatched).toBeGreaterThanOrEqual(body.numberReturned)
        expect(relsOf(body).includes('next'), id).toBe(body.numberMatched > body.numberReturned)
        for (const feature of body.features) expect([feature.type, typeof feature.id]).toEqual(['Feature', 'string'])
      }
    },
  'core/fc-limit-definition, fc-limit-response': async (ask) => {
    const [limit] = await definitionsOf(ask, 'limit')
    expect(limit).toMatchObject({
      in: 'query',
      style: 'form',
      explode: false,
      schema: { type: 'integer', minimum: 1, default: 10 },
    })
    expect(limit.required ?? false).toBe(false)
    const items = '/collections/fire-hydrant/items'
    const all = (await found(ask, `${items}?limit=1000`)).body.features.length
    for (const [asked, given] of [
      ['', Math.min(10, all)],
      ['?limit=1', 1],
      ['?limit=7', 7],
      // More than the most is cut, not refused.
      ['?limit=1000000', all],
    ] as const)
      expect((await found(ask, items + asked)).body.features.length, asked).toBe(given)
    for (const wrong of ['0', '-1', 'x', '1.5', ''])
      expect((await ask(`${items}?limit=${wrong}`)).status, wrong).toBe(400)
    const seen: string[] = []
    for (let to: string | undefined = `${items}?limit=17`; to !== undefined; ) {
      const { body }: Found = await found(ask, to)
      seen.push(...body.features.map(({ id }: { id: string }) => id))
      to = (body.links as Link[]).find(({ rel }) => rel === 'next')?.href
    }
    expect([seen.length, new Set(seen).size]).toEqual([all, all])
  },
  'core/fc-bbox-definition, fc-bbox-response': async (ask) => {
    const [bbox] = await definitionsOf(ask, 'bbox')
    expect(bbox).toMatchObject({
      in: 'query',
      style: 'form',
      explode: false,
      schema: { type: 'array', items: { type: 'number' } },
    })
    for (const { id } of await collectionsOf(ask)) {
      const items = `/collections/${id}/items?limit=1000`
      const all = (await found(ask, items)).body.features as { id: string; geometry: unknown }[]
      const [first] = all.flatMap(({ geometry }) => placesOf(geometry))
      if (first === undefined) continue
      const box = [first[0] - 0.01, first[1] - 0.01, first[0] + 0.01, first[1] + 0.01]
      const within = (await found(ask, `${items}&bbox=${box}`)).body.features as typeof all
      // Whoever has a place in the box is there, whoever has none of its own box near it is not.
      const own = all.filter(({ geometry }) => placesOf(geometry).some(([lng, lat]) => isIn(box, lng, lat)))
      for (const { id: each } of own)
        expect(
          within.map((feature) => feature.id),
          id,
        ).toContain(each)
      expect(
        (await found(ask, `${items}&bbox=${box[0]},${box[1]},-100,${box[2]},${box[3]},100`)).body.features,
      ).toEqual(within)
      expect((await found(ask, `${items}&bbox=-10,-10,-9,-9`)).body.features).toEqual([])
    }
    for (const wrong of ['1,2,3', '1,2,3,x', '1,5,3,4', ''])
      expect((await ask(`/collections/aed/items?bbox=${wrong}`)).status, wrong).toBe(400)
  },
  'core/fc-time-definition, fc-time-response': async (ask) => {
    const [datetime] = await definitionsOf(ask, 'datetime')
    expect(datetime).toMatchObject({ in: 'query', style: 'form', explode: false, schema: { type: 'string' } })
    const items = '/collections/aed/items?limit=1000'
    const all = (await found(ask, items)).body.numberMatched
    // Features without a time answer to every time.
    for (const time of [
      '2026-12-01T00:00:00Z',
      '2026-01-01T00:00:00Z/2026-12-31T00:00:00Z',
      '../2026-12-31T00:00:00Z',
      '2026-01-01T00:00:00Z/',
    ])
      expect((await found(ask, `${items}&datetime=${time}`)).body.numberMatched, time).toBe(all)
    for (const wrong of ['yesterday', '2026-13-01T00:00:00Z', '2026-12-31T00:00:00Z/2026-01-01T00:00:00Z', ''])
      expect((await ask(`${items}&datetime=${wrong}`)).status, wrong).toBe(400)
  },
  'core/query-param-unknown, query-param-invalid': async (ask) => {
    for (const to of ['/', '/conformance', '/collections', '/collections/aed', '/collections/aed/items'])
      expect((await ask(`${to}?nothing=1`)).status, to).toBe(400)
    expect((await ask('/collections/aed/items?crs=http://www.opengis.net/def/crs/EPSG/0/3857')).status).toBe(400)
  },
  'core/f-op, f-success, f-links': async (ask) => {
    for (const { id } of await collectionsOf(ask)) {
      const [feature] = (await found(ask, `/collections/${id}/items?limit=1`)).body.features
      const { body, headers } = await found(ask, `/collections/${id}/items/${encodeURIComponent(feature.id)}`)
      const { links, ...own } = body
      expect([own, headers.get('content-crs')]).toEqual([feature, `<${crs84}>`])
      linksBothForms(body, 'application/geo+json')
      expect(linkOf({ links }, 'collection').href).toMatch(new RegExp(`/collections/${id}$`))
    }
    expect((await ask('/collections/aed/items/none')).status).toBe(404)
  },
  'html/definition, html/content': async (ask) => {
    for (const to of ['/', '/conformance', '/api', '/collections', '/collections/aed', '/collections/aed/items']) {
      const { text, type } = await found(ask, to, 'text/html')
      expect(type).toBe('text/html')
      const page = parse(text)
      expect([page.querySelectorAll('h1').length, page.querySelectorAll('a[href]').length > 3], to).toEqual([1, true])
    }
  },
  'oas30/completeness, exceptions-codes': async (ask) => {
    const { body } = await found(ask, '/api', 'application/vnd.oai.openapi+json;version=3.0')
    for (const { id } of await collectionsOf(ask)) {
      const list = body.paths[`/collections/${id}/items`].get
      expect(Object.keys(list.responses), id).toEqual(expect.arrayContaining(['200', '400']))
      expect(body.paths[`/collections/${id}/items/{featureId}`]?.get.responses).toHaveProperty('404')
    }
    const refused = await ask('/collections/aed/items?limit=x')
    expect(refused.body).toMatchObject({ code: expect.any(String), description: expect.any(String) })
  },
}

/** Annex A of OGC API - Tiles - Part 1: Core (20-057), the classes that are claimed. */
export const tileTests: Readonly<Record<string, (ask: Ask) => Promise<void>>> = {
  'tilesets-list, dataset-tilesets, geodata-tilesets: every list leads to a tileset': async (ask) => {
    const landing = (await found(ask, '/')).body
    const lists = [linkOf(landing, 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector').href]
    for (const each of await collectionsOf(ask))
      lists.push(linkOf(each, 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector').href)
    for (const list of lists) {
      const { body } = await found(ask, list)
      expect(body.tilesets).toHaveLength(1)
      const set = (await found(ask, linkOf(body.tilesets[0], 'self').href)).body
      expect(set).toMatchObject({ dataType: 'vector', crs: 'http://www.opengis.net/def/crs/EPSG/0/3857' })
    }
  },
  'tileset: its scheme is the one it names, its limits hold, its template leads to tiles': async (ask) => {
    const set = (await found(ask, '/collections/fire-hydrant/tiles/WebMercatorQuad')).body
    const scheme = (await found(ask, linkOf(set, 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme').href)).body
    expect([scheme.id, scheme.uri]).toEqual(['WebMercatorQuad', set.tileMatrixSetURI])
    expect(scheme.tileMatrices[0].cellSize).toBeCloseTo(156543.0339, 3)
    expect(scheme.orderedAxes).toEqual(['X', 'Y'])
    const template = linkOf(set, 'item')
    expect(template.templated).toBe(true)
    for (const limits of set.tileMatrixSetLimits.slice(0, 15)) {
      const at = (row: number, column: number) =>
        template.href
          .replace('{tileMatrix}', limits.tileMatrix)
          .replace('{tileRow}', String(row))
          .replace('{tileCol}', String(column))
      const inside = await fetch(at(limits.minTileRow, limits.minTileCol))
      expect([200, 204], limits.tileMatrix).toContain(inside.status)
      if (limits.tileMatrix === '14') expect((await fetch(at(1, 1))).status).toBe(204)
    }
  },
  'core/tc-op, tc-success, tc-error; mvt/content': async (ask) => {
    const set = (await found(ask, '/collections/fire-hydrant/tiles/WebMercatorQuad')).body
    const { minTileRow, minTileCol } = set.tileMatrixSetLimits[8]
    const tile = await fetch(
      linkOf(set, 'item')
        .href.replace('{tileMatrix}', '8')
        .replace('{tileRow}', minTileRow)
        .replace('{tileCol}', minTileCol),
    )
    expect(tile.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
    const layers = new VectorTile(new PbfReader(new Uint8Array(await tile.arrayBuffer()))).layers
    expect([Object.keys(layers), layers['fire-hydrant']?.version, layers['fire-hydrant']?.extent]).toEqual([
      ['fire-hydrant'],
      2,
      4096,
    ])
    const tiles = '/collections/fire-hydrant/tiles/WebMercatorQuad'
    for (const [to, status] of [
      ['/x/0/0', 400],
      ['/0/0/x', 400],
      ['/0/1/0', 404],
      ['/99/0/0', 404],
      ['/0/0/0?f=png', 400],
      ['/0/0/0?nothing=1', 400],
    ] as const)
      expect([to, (await ask(tiles + to, '*/*')).status]).toEqual([to, status])
    expect((await ask('/collections/fire-hydrant/tiles/None/0/0/0', '*/*')).status).toBe(404)
  },
  'collections-selection: only what is asked for is in the tile': async (ask) => {
    const { status } = await ask('/tiles/WebMercatorQuad/0/0/0?collections=none', '*/*')
    expect(status).toBe(404)
    const { origin } = new URL(linkOf((await found(ask, '/')).body, 'self').href)
    const tile = await fetch(`${origin}/ogc/tiles/WebMercatorQuad/0/0/0?collections=aed,city-area`)
    const layers = new VectorTile(new PbfReader(new Uint8Array(await tile.arrayBuffer()))).layers
    expect(Object.keys(layers).sort()).toEqual(['aed', 'city-area'])
  },
}

type Place = readonly [lng: number, lat: number]

/** All places of a geometry, however deep they lie. */
function placesOf(geometry: unknown): readonly Place[] {
  const walk = (each: unknown): readonly Place[] =>
    !Array.isArray(each) ? [] : typeof each[0] === 'number' ? [[each[0], each[1] as number]] : each.flatMap(walk)
  return geometry === null ? [] : walk((geometry as { coordinates: unknown }).coordinates)
}

function isIn([west = 0, south = 0, east = 0, north = 0]: readonly number[], lng: number, lat: number): boolean {
  return lng >= west && lng <= east && lat >= south && lat <= north
}

/** How the API document describes a parameter of lists of features. */
async function definitionsOf(ask: Ask, name: string) {
  const { body } = await found(ask, '/api', '*/*')
  const { parameters } = body.paths['/collections/aed/items'].get
  return parameters
    .map((each: { $ref?: string }) =>
      each.$ref === undefined ? each : body.components.parameters[each.$ref.split('/').at(-1) ?? ''],
    )
    .filter((each: { name: string }) => each.name === name)
}
