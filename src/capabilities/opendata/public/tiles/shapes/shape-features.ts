import { readWkt } from '../../../../../civic/shapes/wkt.ts'
import type { DatasetDefinition } from '../../../language/dataset.ts'
import type { TileFigure } from '../encode-tile.ts'
import type { TileRow } from '../low-zooms.ts'
import { tileColumns, tileProperties } from '../tile-columns.ts'
import { buffer, extent, indexAt, type TileAddress, toWorld } from '../tile-grid.ts'
import type { BoxList } from './box-list.ts'
import { figuresIn } from './figure.ts'

/** Rows whose shapes are held at once while tiles are built. */
const together = 200

/** The rows of a tile as they are drawn in it. */
export function shapeFeatures(
  definition: DatasetDefinition,
  rows: readonly TileRow[],
  tile: TileAddress,
): readonly TileFigure[] {
  const columns = tileColumns(definition)
  const column = definition.geometry?.shape ?? ''
  return rows.flatMap((row) => {
    const shape = readWkt(row.cells[column] ?? '')
    if (shape === undefined) return []
    const properties = tileProperties(columns, row)
    return figuresIn(shape, tile).map((figure) => ({ id: row.rowNo, figure, properties }))
  })
}

/** All tiles of a zoom with what is drawn in them. Each shape is read once a zoom, some at a time. */
export async function shapeTiles(
  definition: DatasetDefinition,
  z: number,
  boxes: BoxList,
  rowsOf: (numbers: readonly number[]) => Promise<readonly TileRow[]>,
): Promise<readonly { readonly tile: TileAddress; readonly features: readonly TileFigure[] }[]> {
  const tilesOfRow = new Map<number, readonly TileAddress[]>()
  const found = new Map<string, { readonly tile: TileAddress; readonly features: TileFigure[] }>()
  const drawTogether = async (): Promise<void> => {
    for (const row of await rowsOf([...tilesOfRow.keys()]))
      for (const tile of tilesOfRow.get(row.rowNo) ?? []) {
        const features = shapeFeatures(definition, [row], tile)
        if (features.length === 0) continue
        const key = `${tile.x} ${tile.y}`
        const there = found.get(key)
        if (there === undefined) found.set(key, { tile, features: [...features] })
        else there.features.push(...features)
      }
    tilesOfRow.clear()
  }
  const rows: { readonly rowNo: number; readonly tiles: readonly TileAddress[] }[] = []
  boxes.forEach((rowNo, box) => {
    rows.push({ rowNo, tiles: tilesAround(box, z) })
  })
  for (const { rowNo, tiles } of rows) {
    tilesOfRow.set(rowNo, tiles)
    if (tilesOfRow.size >= together) await drawTogether()
  }
  if (tilesOfRow.size > 0) await drawTogether()
  return [...found.values()]
}

/** Tiles that a box touches, their margins included. */
function tilesAround(
  [west, south, east, north]: readonly [number, number, number, number],
  z: number,
): readonly TileAddress[] {
  const margin = buffer / extent / 2 ** z
  const [left, top] = toWorld(west, north)
  const [right, bottom] = toWorld(east, south)
  const tiles: TileAddress[] = []
  for (let x = indexAt(left - margin, z); x <= indexAt(right + margin, z); x += 1)
    for (let y = indexAt(top - margin, z); y <= indexAt(bottom + margin, z); y += 1) tiles.push({ z, x, y })
  return tiles
}
