import path from 'node:path'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { PMTiles, type Source, zxyToTileId } from 'pmtiles'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../../language/folder.ts'
import { buildLowZooms, type TileRow } from './low-zooms.ts'
import { PlaceList } from './place-list.ts'
import { readArchive } from './pmtiles/read-archive.ts'
import { tileIdOf } from './pmtiles/tile-id.ts'
import { writeArchive } from './pmtiles/write-archive.ts'
import { mostInTile } from './thinning.ts'
import { buffer, extent, indexAt, inTile, toWorld } from './tile-grid.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const definition = datasets.find(({ id }) => id === 'fire-hydrant') ?? expect.fail('fire-hydrant')

/** The archive as an independent reader sees it. */
const asSource = (bytes: Buffer): Source => ({
  getKey: () => 'archive',
  getBytes: async (offset, length) => ({ data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer }),
})

interface Seen {
  readonly id: number | undefined
  readonly properties: Readonly<Record<string, unknown>>
  readonly at: readonly [number, number]
}

async function tileOf(archive: PMTiles, z: number, x: number, y: number): Promise<readonly Seen[]> {
  const found = await archive.getZxy(z, x, y)
  if (found === undefined) return []
  const layer = new VectorTile(new PbfReader(new Uint8Array(found.data))).layers['fire-hydrant']
  return Array.from({ length: layer?.length ?? 0 }, (_, at) => {
    const feature = layer?.feature(at)
    const point = feature?.loadGeometry()[0]?.[0]
    return { id: feature?.id, properties: feature?.properties ?? {}, at: [point?.x ?? -1, point?.y ?? -1] }
  })
}

/** Without what the neighbours lend for their edges. */
const own = (features: readonly Seen[]) => features.filter(({ at }) => at.every((unit) => unit >= 0 && unit < extent))

const rowsOf = async (numbers: readonly number[]): Promise<readonly TileRow[]> =>
  numbers.map((rowNo) => ({ rowNo, rowKey: `H${rowNo}`, cells: { id: `H${rowNo}`, type: '消火栓', diameter: '65' } }))

/** Spread over a city, always the same. */
function placesOf(count: number): {
  readonly list: PlaceList
  readonly points: readonly (readonly [number, number])[]
} {
  const list = new PlaceList()
  const points: (readonly [number, number])[] = []
  for (let at = 0; at < count; at += 1) {
    const point = [132 + ((at * 0.618034) % 1) * 0.25, 33.85 + ((at * 0.754878) % 1) * 0.2] as const
    points.push(point)
    list.add(at + 1, ...point)
  }
  return { list, points }
}
const bounds = [132, 33.85, 132.25, 34.05] as const

test('tiles are numbered as others number them', () => {
  for (let z = 0; z <= 5; z += 1)
    for (let x = 0; x < 2 ** z; x += 1)
      for (let y = 0; y < 2 ** z; y += 1) expect(tileIdOf({ z, x, y })).toBe(zxyToTileId(z, x, y))
  expect(tileIdOf({ z: 16, x: 56808, y: 26166 })).toBe(zxyToTileId(16, 56808, 26166))
})

describe('a dataset of a city', async () => {
  const { list, points } = placesOf(300)
  const { archive: bytes, upTo } = await buildLowZooms(definition, '柳井市', list, bounds, rowsOf)
  const archive = new PMTiles(asSource(bytes))

  test('has every place at every zoom, where it is, with what tells places apart', async () => {
    expect(upTo).toBe(8)
    for (let z = 0; z <= upTo; z += 1) {
      const seen = new Map<number | undefined, Seen & { readonly tile: readonly [number, number] }>()
      const tiles = new Set(
        points.map((point) =>
          toWorld(...point)
            .map((at) => indexAt(at, z))
            .join(' '),
        ),
      )
      for (const tile of tiles) {
        const [x = 0, y = 0] = tile.split(' ').map(Number)
        for (const feature of own(await tileOf(archive, z, x, y))) seen.set(feature.id, { ...feature, tile: [x, y] })
      }
      expect(seen.size).toBe(300)
      for (const [at, point] of points.entries()) {
        const feature = seen.get(at + 1) ?? expect.fail(String(at))
        expect(feature.at).toEqual(inTile(toWorld(...point), { z, x: feature.tile[0], y: feature.tile[1] }))
        expect(feature.properties).toEqual({ _key: `H${at + 1}`, type: '消火栓', diameter: 65 })
      }
    }
  })

  test('says what it is', async () => {
    expect(await archive.getHeader()).toMatchObject({
      specVersion: 3,
      minZoom: 0,
      maxZoom: 8,
      tileType: 1,
      clustered: true,
    })
    expect(await archive.getHeader()).toMatchObject({ minLon: 132, minLat: 33.85, maxLon: 132.25, maxLat: 34.05 })
    expect(await archive.getMetadata()).toMatchObject({
      name: '消防水利施設一覧',
      attribution: '柳井市',
      vector_layers: [{ id: 'fire-hydrant', minzoom: 0, maxzoom: 8, fields: { _key: 'String', diameter: 'Number' } }],
    })
    expect(await archive.getZxy(8, 0, 0)).toBeUndefined()
  })

  test('is read by the server as by others', () => {
    const { tile } = readArchive(bytes)
    expect(tile({ z: 8, x: 221, y: 102 })?.subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]))
    expect(tile({ z: 8, x: 0, y: 0 })).toBeUndefined()
    expect(() => readArchive(Buffer.from('no archive'))).toThrow('no archive')
  })
})

test('a full zoom has marks that stand for several; none of the places is lost, and no tile is too large', async () => {
  const { list } = placesOf(20_000)
  const { archive: bytes, upTo } = await buildLowZooms(definition, '柳井市', list, bounds, rowsOf)
  const archive = new PMTiles(asSource(bytes))
  expect(upTo).toBeGreaterThan(8)
  for (let z = 0; z <= upTo; z += 1) {
    const [west, north] = toWorld(132, 34.05).map((at) => indexAt(at, z))
    const [east, south] = toWorld(132.25, 33.85).map((at) => indexAt(at, z))
    let total = 0
    for (let x = west ?? 0; x <= (east ?? 0); x += 1)
      for (let y = north ?? 0; y <= (south ?? 0); y += 1) {
        const features = await tileOf(archive, z, x, y)
        expect(features.length).toBeLessThanOrEqual(mostInTile)
        expect(features.every(({ at }) => at.every((unit) => unit >= -buffer && unit <= extent + buffer))).toBe(true)
        for (const { properties } of own(features)) total += Number(properties._count ?? 1)
      }
    // A mark at the very edge is rounded to it, and counts for the next tile as well or not at all.
    expect(Math.abs(total - 20_000)).toBeLessThan(200)
  }
})

test('an archive with more tiles than fit into its first part has leaves, and all are found', async () => {
  const tiles = Array.from({ length: 20_000 }, (_, at) => ({
    tile: { z: 9, x: at % 512, y: Math.floor(at / 512) },
    // Lengths that do not compress.
    bytes: Buffer.alloc(1 + Math.floor(Math.abs(Math.sin(at * at)) * 5000), at % 251),
  }))
  const bytes = writeArchive({ bounds: [-180, -80, 180, 80], minZoom: 9, maxZoom: 9, metadata: {} }, tiles)
  expect(bytes.readBigUInt64LE(48)).toBeGreaterThan(0n)
  const archive = readArchive(bytes)
  expect(tiles.filter(({ tile, bytes: wanted }) => !archive.tile(tile)?.equals(wanted))).toEqual([])
  const header = await new PMTiles(asSource(bytes)).getHeader()
  expect(header).toMatchObject({ numAddressedTiles: 20_000, clustered: true })
})
