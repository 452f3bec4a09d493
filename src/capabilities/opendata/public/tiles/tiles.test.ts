import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { FetchSource, PMTiles } from 'pmtiles'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OpenPortal, openPortal } from '../../test-support/portal.ts'
import { indexAt, toWorld } from './tile-grid.ts'

/** Hydrants on a grid over the city: enough that the far zooms join them. */
const hydrants = Array.from({ length: 3000 }, (_, at) => ({
  id: `H${at}`,
  type: at % 5 === 0 ? '防火水そう' : '消火栓',
  address: `山口県柳井市柳井${at}`,
  lat: (33.9 + (at % 50) / 500).toFixed(6),
  lon: (132.1 + Math.floor(at / 50) / 500).toFixed(6),
  diameter: '65',
}))
const sites: readonly Record<string, string>[] = [
  { id: 'a1', name: '市役所', name_kana: 'シヤクショ', place: '玄関', lat: '33.9640', lon: '132.1010', pads: '有' },
  { id: 'a2', name: '平郡島', place: '港' },
]

let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  await portal.office.publish(portal.definition('fire-hydrant'), hydrants)
  await portal.office.publish(portal.definition('aed'), sites)
  await portal.office.publish(portal.definition('tourism'), [{ id: 't1', name: '白壁', lat: '33.96', lon: '132.1' }])
  await portal.load()
  await portal.office.withdraw('tourism')
  await portal.load()
})
afterAll(() => portal.close())

const placeOf = (lon: number, lat: number, z: number) => {
  const [x, y] = toWorld(lon, lat).map((at) => indexAt(at, z))
  return { z, x: x ?? 0, y: y ?? 0 }
}
const bytesOf = async (response: Response): Promise<Uint8Array> => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  return response.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes
}
async function features(path: string, headers: Record<string, string> = {}) {
  const response = await portal.fetch(path, { headers })
  expect([200, 204], path).toContain(response.status)
  const { layers } = new VectorTile(new PbfReader(await bytesOf(response)))
  return Object.entries(layers).flatMap(([name, layer]) =>
    Array.from({ length: layer.length }, (_, at) => ({ layer: name, feature: layer.feature(at) })),
  )
}

describe('a tile', () => {
  test('of a high zoom has exactly the features of the API in its box, with the same values', async () => {
    const { z, x, y } = placeOf(132.15, 33.95, 14)
    const found = await features(`/tiles/fire-hydrant/${z}/${x}/${y}.mvt`)
    expect(found.length).toBeGreaterThan(50)
    for (const { feature } of found) {
      const { geometry } = feature.toGeoJSON(x, y, z)
      const { properties } = feature
      const row = hydrants.find(({ id }) => id === properties._key) ?? expect.fail(String(properties._key))
      expect(properties).toEqual({ _key: row.id, type: row.type, address: row.address, diameter: 65 })
      const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : []
      expect(Math.abs(lon - Number(row.lon)) + Math.abs(lat - Number(row.lat))).toBeLessThan(0.00001)
    }
    const { bbox } = { bbox: `${(x / 2 ** z) * 360 - 180},33,${((x + 1) / 2 ** z) * 360 - 180},35` }
    const items = await portal.fetch(`/ogc/collections/fire-hydrant/items?f=json&limit=5000&bbox=${bbox}`)
    const { features: listed } = (await items.json()) as {
      features: { id: string; geometry: { coordinates: number[] } }[]
    }
    const within = listed.filter(({ geometry }) => indexAt(toWorld(0, geometry.coordinates[1] ?? 0)[1], z) === y)
    const own = found.filter(({ feature }) =>
      feature.loadGeometry()[0]?.every((at) => at.x >= 0 && at.x < 4096 && at.y >= 0 && at.y < 4096),
    )
    expect(own.map(({ feature }) => feature.properties._key).sort()).toEqual(within.map(({ id }) => id).sort())
  })

  test('of a far zoom joins near places, and every place is counted', async () => {
    const { z, x, y } = placeOf(132.15, 33.95, 5)
    const found = await features(`/tiles/fire-hydrant/${z}/${x}/${y}.mvt`)
    expect(found.length).toBeLessThan(200)
    expect(found.reduce((sum, { feature }) => sum + Number(feature.properties._count ?? 1), 0)).toBe(3000)
  })

  test('of all datasets has each as a layer; chosen ones are asked for by name; the withdrawn one is in none', async () => {
    for (const z of [6, 14]) {
      const { x, y } = placeOf(132.101, 33.964, z)
      const layersOf = async (path: string) => [...new Set((await features(path)).map(({ layer }) => layer))].sort()
      expect(await layersOf(`/tiles/${z}/${x}/${y}.mvt`)).toEqual(['aed', 'fire-hydrant'])
      expect(await layersOf(`/tiles/${z}/${x}/${y}.mvt?collections=aed`)).toEqual(['aed'])
      // The address of the standard names the row before the column.
      expect(await layersOf(`/ogc/tiles/WebMercatorQuad/${z}/${y}/${x}?f=mvt`)).toEqual(['aed', 'fire-hydrant'])
      expect(await layersOf(`/ogc/collections/aed/tiles/WebMercatorQuad/${z}/${y}/${x}`)).toEqual(['aed'])
    }
    expect((await portal.fetch('/tiles/tourism/6/55/25.mvt')).status).toBe(410)
    expect((await portal.fetch('/ogc/collections/tourism/tiles/WebMercatorQuad/6/25/55')).status).toBe(410)
    expect((await portal.fetch('/tiles/6/55/25.mvt?collections=aed,tourism')).status).toBe(404)
  })

  test('is the same compressed and plain, and of another city there is none', async () => {
    const plain = await features('/tiles/aed/6/55/25.mvt')
    const packed = await features('/tiles/aed/6/55/25.pbf', { 'accept-encoding': 'gzip' })
    expect(packed.map(({ feature }) => feature.properties)).toEqual(plain.map(({ feature }) => feature.properties))
    expect((await portal.fetch('/tiles/aed/6/55/25.mvt', {}, 'mihon')).status).toBe(404)
    expect((await portal.fetch('/tiles/6/55/25.mvt', {}, 'mihon')).status).toBe(204)
  })

  test('is kept by clients until something is published, may be read by every origin, and is 204 where nothing is', async () => {
    const first = await portal.fetch('/tiles/14/14204/6547.mvt', { headers: { 'accept-encoding': 'gzip' } })
    expect(first.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    expect(first.headers.get('cache-control')).toContain('max-age=300')
    const etag = first.headers.get('etag') ?? ''
    const again = await portal.fetch('/tiles/14/14204/6547.mvt', { headers: { 'if-none-match': etag } })
    expect([again.status, (await again.arrayBuffer()).byteLength]).toEqual([304, 0])
    const empty = await portal.fetch('/tiles/aed/14/0/0.mvt')
    expect([empty.status, empty.headers.get('content-type')]).toEqual([204, null])
    const asked = await portal.fetch('/tiles/aed/14/0/0.mvt', { method: 'OPTIONS' })
    expect(asked.headers.get('access-control-allow-headers')).toContain('if-none-match')
  })

  test.each([
    '/tiles/aed/17/0/0.mvt',
    '/tiles/aed/3/8/0.mvt',
    '/tiles/aed/3/0/8.mvt',
    '/tiles/nothing/0/0/0.mvt',
    '/tiles/aed/3/0/0.png',
  ])('%s is not there', async (path) => expect((await portal.fetch(path)).status).toBe(404))
})

describe('descriptions', () => {
  test('TileJSON leads to tiles that are kept for a week, and names the fields', async () => {
    const described = (await (await portal.fetch('/tiles.json')).json()) as {
      tiles: string[]
      vector_layers: { id: string; fields: object }[]
    }
    expect(described).toMatchObject({ tilejson: '3.0.0', maxzoom: 16, bounds: [132.1, 33.9, 132.218, 33.998] })
    expect(described.vector_layers.map(({ id }) => id)).toEqual(['aed', 'fire-hydrant'])
    expect(described.vector_layers[1]?.fields).toEqual({
      ...{ _key: 'String', _count: 'Number' },
      ...{ government: 'String', type: 'String', address: 'String', prefecture: 'String', municipality: 'String' },
      ...{ town: 'String', street: 'String', building: 'String', diameter: 'Number', note: 'String' },
    })
    const address = new URL((described.tiles[0] ?? '').replace('{z}', '6').replace('{x}', '55').replace('{y}', '25'))
    const tile = await portal.fetch(address.pathname + address.search)
    expect([tile.status, tile.headers.get('cache-control')]).toEqual([200, 'public, max-age=604800, immutable'])
    const old = await portal.fetch(`${address.pathname}?v=old`)
    expect(old.headers.get('cache-control')).toContain('max-age=300')
    const one = await portal.fetch('/tiles/aed.json?lang=en')
    expect(await one.json()).toMatchObject({ vector_layers: [{ id: 'aed', description: 'AED locations' }] })
  })

  test('a tileset of the standard says its limits, its layers, and where its tiles are', async () => {
    const set = await (await portal.fetch('/ogc/collections/fire-hydrant/tiles/WebMercatorQuad?f=json')).json()
    expect(set).toMatchObject({
      dataType: 'vector',
      tileMatrixSetURI: 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad',
      layers: [{ id: 'fire-hydrant', geometryDimension: 0 }],
      boundingBox: { lowerLeft: [132.1, 33.9], upperRight: [132.218, 33.998] },
    })
    expect(set.tileMatrixSetLimits[14]).toEqual({
      tileMatrix: '14',
      minTileRow: 6545,
      maxTileRow: 6550,
      minTileCol: 14204,
      maxTileCol: 14209,
    })
    const item = set.links.find(({ rel }: { rel: string }) => rel === 'item')
    expect([item.templated, item.href]).toEqual([
      true,
      'http://localhost:4000/ogc/collections/fire-hydrant/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}?f=mvt',
    ])
    const tiling = await (await portal.fetch('/ogc/tileMatrixSets/WebMercatorQuad?f=json')).json()
    expect(tiling.tileMatrices[0]).toMatchObject({ id: '0', matrixWidth: 1, tileWidth: 256 })
    // As the standard prints them (17-083r4, Annex D).
    expect(tiling.tileMatrices[0].scaleDenominator).toBeCloseTo(559082264.028717, 4)
    expect(tiling.tileMatrices[16].cellSize).toBeCloseTo(2.38865713397468, 9)
    for (const path of [
      '/ogc/tiles',
      '/ogc/tiles/WebMercatorQuad',
      '/ogc/collections/aed/tiles',
      '/ogc/tileMatrixSets',
    ])
      for (const f of ['json', 'html']) expect((await portal.fetch(`${path}?f=${f}`)).status, path).toBe(200)
    for (const path of ['/ogc/tiles/Other/0/0/0', '/ogc/tiles/WebMercatorQuad/17/0/0'])
      expect((await portal.fetch(path)).status, path).toBe(404)
    for (const path of [
      '/ogc/tiles/WebMercatorQuad/0/0/x',
      '/ogc/tiles/WebMercatorQuad/0/0/0?f=png',
      '/ogc/tiles?bbox=1',
    ])
      expect((await portal.fetch(path)).status, path).toBe(400)
  })
})

test('the low zooms are one file that is read by parts over HTTP', async () => {
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) => portal.fetch(new URL(url).pathname, init))
  try {
    const archive = new PMTiles(new FetchSource('http://localhost:4000/tiles/fire-hydrant.pmtiles'))
    const header = await archive.getHeader()
    expect([header.minZoom, header.maxZoom]).toEqual([0, 11])
    const { x, y } = placeOf(132.15, 33.95, 5)
    const low = await archive.getZxy(5, x, y)
    const live = await bytesOf(await portal.fetch(`/tiles/fire-hydrant/5/${x}/${y}.mvt`))
    expect(Buffer.from(low?.data ?? new ArrayBuffer()).equals(live)).toBe(true)
  } finally {
    vi.unstubAllGlobals()
  }
  const ranges = {
    'bytes=0-6': [206, 7],
    'bytes=-10': [206, 10],
    'bytes=99999999-': [416, 0],
    'bytes=x': [200, undefined],
  } as const
  for (const [range, [status, length]] of Object.entries(ranges)) {
    const part = await portal.fetch('/tiles/aed.pmtiles', { headers: { range } })
    expect(part.status, range).toBe(status)
    if (length !== undefined) expect((await part.arrayBuffer()).byteLength, range).toBe(length)
  }
})
