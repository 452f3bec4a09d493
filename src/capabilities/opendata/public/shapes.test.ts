import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { parse } from 'node-html-parser'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSeedRows } from '../office/read-seeds.ts'
import { openTable } from '../read/open-table.ts'
import { rowChecker } from '../table/check-row.ts'
import { type OpenPortal, openPortal } from '../test-support/portal.ts'
import type { MapConfig } from './map/map-config.ts'
import { indexAt, toWorld } from './tiles/tile-grid.ts'

/** Squares of about 90 metres on a grid of 2,500: enough that the far zooms count them; every tenth is without a shape. */
const squares = Array.from({ length: 2500 }, (_, at) => {
  const [west, south] = [132 + (at % 50) / 500, 33.9 + Math.floor(at / 50) / 500]
  const corner = (x: number, y: number) => `${(west + x / 1000).toFixed(4)} ${(south + y / 1000).toFixed(4)}`
  const ring = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1), corner(0, 0)].join(', ')
  return { id: `S${at}`, name: `区画${at}`, shape: at % 10 === 9 ? '' : `POLYGON ((${ring}))` }
})
const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }

let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  const { office, definition } = portal
  for (const id of ['city-area', 'walking-course'])
    await office.publish(definition(id), readSeedRows(path.resolve('.'), 'yanai', definition(id), city))
  await office.publish({ ...definition('walking-course'), id: 'squares', file: 'squares' }, squares)
  await portal.load()
})
afterAll(() => portal.close())

const json = async (to: string) => {
  const response = await portal.fetch(to)
  expect(response.status, to).toBe(200)
  return response.json()
}
const idsIn = async (box: string): Promise<string[]> =>
  (await json(`/ogc/collections/squares/items?limit=200&bbox=${box}`)).features.map(({ id }: { id: string }) => id)

async function tile(id: string, lon: number, lat: number, z: number) {
  const [x = 0, y = 0] = toWorld(lon, lat).map((at) => indexAt(at, z))
  const response = await portal.fetch(`/tiles/${id}/${z}/${x}/${y}.mvt`)
  if (response.status === 204) return []
  const bytes = new Uint8Array(await response.arrayBuffer())
  const plain = response.headers.get('content-encoding') === 'gzip' ? gunzipSync(bytes) : bytes
  const layer = new VectorTile(new PbfReader(plain)).layers[id]
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => layer?.feature(at).toGeoJSON(x, y, z) ?? expect.fail())
}

describe('lines and areas', () => {
  test('are features with their geometry, and the rest of the row as properties', async () => {
    const { features } = await json('/ogc/collections/walking-course/items')
    expect(features.map(({ geometry }: { geometry: { type: string } }) => geometry.type)).toEqual([
      'LineString',
      'LineString',
      'MultiLineString',
      'LineString',
    ])
    expect(features[0].properties).not.toHaveProperty('shape')
    const area = await json('/dataset/352128-city_area/352128_city_area.geojson')
    expect(area.features[0].geometry.coordinates).toHaveLength(18)
    expect(area.bbox).toEqual((await json('/ogc/collections/city-area')).extent.spatial.bbox[0])
    const rows = await json('/dataset/352128-walking_course/352128_walking_course.json')
    expect(rows.rows[0].shape.type).toBe('LineString')
    const csv = await (await portal.fetch('/dataset/352128-walking_course/352128_walking_course.csv')).text()
    expect(csv).toContain('"LINESTRING (132.101 33.964, ')
  })

  test('a box finds what it touches, and what lies around it, exactly', async () => {
    // A corner, the edge of a square and the gap behind it, the inside of one square.
    expect(await idsIn('132.001,33.901,132.0019,33.9019')).toEqual(['S0'])
    expect(await idsIn('132.0011,33.9011,132.0019,33.9019')).toEqual([])
    expect(await idsIn('132.0002,33.9002,132.0003,33.9003')).toEqual(['S0'])
    expect(await idsIn('132,33.9,132.003,33.9021')).toEqual(['S0', 'S1', 'S50', 'S51'])
    expect((await json('/ogc/collections/squares/items?limit=1')).numberMatched).toBe(2500)
    expect((await json('/ogc/collections/squares/items?bbox=130,30,140,40&limit=1')).numberMatched).toBe(2250)
    const course = '/ogc/collections/walking-course/items?bbox='
    expect((await json(`${course}132.1015,33.9641,132.1025,33.9647`)).features).toHaveLength(1)
    // In the box of the course, away from its line.
    expect((await json(`${course}132.1035,33.9660,132.1040,33.9664`)).features).toHaveLength(0)
    const city = '/ogc/collections/city-area/items?bbox='
    expect((await json(`${city}132.12,34.0,132.121,34.001`)).features).toHaveLength(1)
    expect((await json(`${city}132.3,33.95,132.31,33.96`)).features).toHaveLength(0)
  })

  test('are drawn in tiles: marks of their number far away, then themselves, cut to the tile, everywhere they reach', async () => {
    const far = await tile('squares', 132.05, 33.95, 6)
    expect(far.reduce((sum, { properties }) => sum + Number(properties?._count ?? 1), 0)).toBe(2250)
    const near = await tile('squares', 132.05, 33.95, 16)
    const own = near.map(({ properties }) => properties?._key)
    expect(near.length).toBeGreaterThan(4)
    expect(near.every(({ geometry }) => geometry.type === 'Polygon')).toBe(true)
    expect(new Set(own).size).toBe(own.length)
    for (const z of [8, 12, 16]) {
      const [inland] = await tile('city-area', 132.12, 34.0, z)
      expect([z, inland?.geometry.type]).toEqual([z, z === 16 ? 'Polygon' : 'MultiPolygon'])
    }
    expect((await tile('walking-course', 132.1058, 33.9657, 14)).map(({ geometry }) => geometry.type)).toContain(
      'LineString',
    )
    // A course of a kilometre is a point on the map of a country.
    expect(
      (await tile('walking-course', 132.1058, 33.9657, 4)).every(({ geometry }) => geometry.type !== 'Polygon'),
    ).toBe(true)
  })

  test('stand on the maps as paths with dashes, in tables and pages as a length or a size, and say so to programs', async () => {
    const map = parse(await (await portal.fetch('/map?layer=city-area&layer=walking-course')).text())
    expect(map.querySelectorAll('.map-picture .map-area')).toHaveLength(1)
    expect(map.querySelectorAll('.map-picture .map-line')).toHaveLength(4)
    const config = JSON.parse(map.querySelector('city-map')?.getAttribute('data-config') ?? '') as MapConfig
    expect(config.layers.filter(({ dashes }) => dashes !== undefined)).toHaveLength(3)
    // Near the device their nearest part counts; the legend draws what they are.
    const near = JSON.parse(map.querySelector('near-me')?.getAttribute('data-sources') ?? '') as { shapes?: boolean }[]
    expect(near.map(({ shapes }) => shapes)).toEqual([true, true])
    const keys = ['city-area', 'walking-course'].map((id) => map.querySelector(`label:has(#layer-${id}) .map-key`))
    expect(keys.map((key) => key?.querySelectorAll('path').map((each) => each.getAttribute('class')))).toEqual([
      ['map-area'],
      ['map-line'],
    ])
    expect(map.querySelectorAll('#list .map-place').map(({ text }) => text)[0]).toMatch(/面（広さ 約1[34]\d km²）$/)
    const row = parse(await (await portal.fetch('/dataset/352128-city_area/row/352128')).text())
    expect(row.querySelector('main')?.text).toMatch(/面（広さ 約1[34]\d km²）/)
    expect(row.text).not.toContain('MULTIPOLYGON')
    const page = parse(await (await portal.fetch('/dataset/352128-walking_course')).text())
    expect(page.querySelectorAll('#map .map-line')).toHaveLength(4)
    const described = await json('/dataset/352128-walking_course/datapackage.json')
    const [{ schema }] = described.resources
    expect(schema.fields.find(({ name }: { name: string }) => name === '図形')).toMatchObject({ type: 'string' })
  })

  test('CKAN gives them as GeoJSON and does not compare them', async () => {
    const { result } = await json('/api/3/action/package_show?id=352128-walking_course')
    const id = result.resources[0].id
    const found = await json(`/api/3/action/datastore_search?resource_id=${id}&limit=1`)
    expect(found.result.fields.find((field: { id: string }) => field.id === 'shape').type).toBe('json')
    expect(found.result.records[0].shape.type).toBe('LineString')
    const sorted = await portal.fetch(`/api/3/action/datastore_search?resource_id=${id}&sort=shape`)
    expect(sorted.status).toBe(409)
  })
})

describe('taking in', () => {
  const read = async (text: string) => {
    const lines: (readonly string[])[] = []
    for await (const { cells } of (await openTable(Buffer.from(text))).lines('')) lines.push(cells)
    return lines
  }
  const feature = (geometry: unknown, properties: object, id?: string) => ({
    type: 'Feature',
    id,
    geometry,
    properties,
  })
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

  test('GeoJSON is a table: points have two columns, other shapes one', async () => {
    const at = (coordinates: unknown) => ({ type: 'Point', coordinates })
    expect(
      await read(collection(feature(at([132.1, 33.9, 5]), { 名称: 'a', n: 3 }), feature(null, { 名称: 'b', x: null }))),
    ).toEqual([
      ['緯度', '経度', '名称', 'n', 'x'],
      ['33.9', '132.1', 'a', '3', ''],
      ['', '', 'b', '', ''],
    ])
    const line = {
      type: 'LineString',
      coordinates: [
        [132.1, 33.9],
        [132.2, 33.9],
      ],
    }
    expect(await read(collection(feature(line, { a: { b: 1 } }, 'f1')))).toEqual([
      ['図形', 'id', 'a'],
      ['LINESTRING (132.1 33.9, 132.2 33.9)', 'f1', '{"b":1}'],
    ])
  })

  test.each([
    ['{"type":"Topology"}', 'not-geojson'],
    ['{"type":"FeatureCollection","features":[{}]}', 'not-geojson'],
    ['{ 壊れた', 'not-geojson'],
    [collection(), 'no-rows'],
    [collection(feature({ type: 'GeometryCollection', geometries: [] }, {})), 'geojson-geometry'],
    [
      '{"type":"FeatureCollection","crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::2445"}},"features":[]}',
      'geojson-crs',
    ],
    [collection(feature(null, { a: '\u0000' })), 'control-characters'],
    [
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}}]}`,
      'not-geojson',
    ],
  ])('%s: %s', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code })
  })

  test('a cell is a shape as text or as GeoJSON; swapped, broken and foreign ones are told', () => {
    const check = rowChecker(portal.definition('city-area'), 'standard', '352128')
    const told = (shape: string) =>
      check({ code: '352128', name: '柳井市', shape }).problems.flatMap(({ code, column }) =>
        column === 'shape' ? [code] : [],
      )
    expect(told('POLYGON ((132 33, 133 33, 133 34, 132 33))')).toEqual([])
    expect(told('{"type":"LineString","coordinates":[[132,33],[133,34]]}')).toEqual(['writing'])
    expect(told('LINESTRING (33 132, 34 133)')).toEqual(['swapped'])
    expect(told('LINESTRING (0 51, 1 52)')).toEqual(['outside-japan'])
    expect(told('図のとおり')).toEqual(['not-a-shape'])
    expect(told('POLYGON ((132 33, 132 33.8, 133 33, 133 34, 132 33))')).toEqual(['crosses-itself'])
  })
})
