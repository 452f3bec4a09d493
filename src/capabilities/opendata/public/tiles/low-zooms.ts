import { gzipSync } from 'node:zlib'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Bounds } from '../published.ts'
import { encodeLayer, type TileFeature } from './encode-tile.ts'
import type { PlaceList } from './place-list.ts'
import { type PackedTile, writeArchive } from './pmtiles/write-archive.ts'
import { BoxList } from './shapes/box-list.ts'
import { shapeTiles } from './shapes/shape-features.ts'
import { type Mark, thin, thinnedZooms } from './thinning.ts'
import { countProperty, type TileValue, tileColumns, tileFields, tileProperties } from './tile-columns.ts'
import { buffer, extent, inTile, type TileAddress } from './tile-grid.ts'

/** Zooms that are always built beforehand: the ones that everybody sees first. */
const alwaysBuilt = 8

/** A row as the tiles need it. */
export interface TileRow {
  readonly rowNo: number
  readonly rowKey: string
  readonly cells: Readonly<Record<string, string>>
}

export interface LowZooms {
  /** PMTiles. */
  readonly archive: Buffer
  /** The deepest zoom in it; deeper ones are made when they are asked for. */
  readonly upTo: number
}

/**
 * The low zooms of a version as one archive. Where a zoom has a tile with more places than can be drawn, near ones are joined to marks with
 * their number; elsewhere every place is there with its properties. Lines and areas are cut to their tiles and are marks of their number, too,
 * where there are too many. `rowsOf` reads rows by their numbers.
 */
export async function buildLowZooms(
  definition: DatasetDefinition,
  attribution: string,
  places: PlaceList,
  bounds: Bounds,
  rowsOf: (numbers: readonly number[]) => Promise<readonly TileRow[]>,
  boxes = new BoxList(),
): Promise<LowZooms> {
  const thinned = thinnedZooms(places)
  const upTo = Math.max(alwaysBuilt, thinned - 1, boxes.heaviestZoom())
  const tiles: PackedTile[] = []
  const columns = tileColumns(definition)
  const build = async (z: number, marks: readonly Mark[]): Promise<void> => {
    for (const { tile, marks: within } of byTile(z, marks)) {
      const single = within.filter(({ count }) => count === 1).map(({ rowNo }) => rowNo)
      const rows = new Map((single.length === 0 ? [] : await rowsOf(single)).map((row) => [row.rowNo, row]))
      const features = within.map((mark): TileFeature => {
        const row = mark.count === 1 ? rows.get(mark.rowNo) : undefined
        const properties: Record<string, TileValue> =
          row === undefined ? { [countProperty]: mark.count } : tileProperties(columns, row)
        return { id: mark.rowNo, at: inTile(mark.at, tile), properties }
      })
      tiles.push({ tile, bytes: gzipSync(encodeLayer(definition.id, features), { level: 6 }) })
    }
  }
  if (thinned > 0) for (const { z, marks } of thin(places, thinned)) await build(z, marks)
  if (boxes.length > 0) {
    for (let z = thinned; z <= upTo; z += 1)
      for (const { tile, features } of await shapeTiles(definition, z, boxes, rowsOf))
        tiles.push({ tile, bytes: gzipSync(encodeLayer(definition.id, features), { level: 6 }) })
  } else if (thinned <= upTo) {
    const all: Mark[] = []
    places.forEach((at, rowNo) => {
      all.push({ count: 1, at, rowNo })
    })
    for (let z = thinned; z <= upTo; z += 1) await build(z, all)
  }
  const metadata = {
    name: definition.title.ja,
    description: definition.summary.ja,
    attribution,
    type: 'overlay',
    vector_layers: [{ id: definition.id, fields: tileFields(definition), minzoom: 0, maxzoom: upTo }],
  }
  return { archive: writeArchive({ bounds, minZoom: 0, maxZoom: upTo, metadata }, tiles), upTo }
}

/** Marks by the tiles they are drawn in: their own, and a neighbour whose edge is near. */
function byTile(z: number, marks: readonly Mark[]): Iterable<{ readonly tile: TileAddress; readonly marks: Mark[] }> {
  const count = 2 ** z
  const margin = buffer / extent
  const found = new Map<string, { readonly tile: TileAddress; readonly marks: Mark[] }>()
  const range = (coordinate: number): readonly number[] => {
    const at = coordinate * count
    const [from, to] = [Math.max(0, Math.floor(at - margin)), Math.min(count - 1, Math.floor(at + margin))]
    return from === to ? [from] : [from, to]
  }
  for (const mark of marks)
    for (const x of range(mark.at[0]))
      for (const y of range(mark.at[1])) {
        const key = `${x} ${y}`
        const there = found.get(key)
        if (there === undefined) found.set(key, { tile: { z, x, y }, marks: [mark] })
        else there.marks.push(mark)
      }
  return found.values()
}
