import { sql, type Transaction } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { FileStore } from '../../../../platform/files/file-store.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { Bounds, DatasetAbout } from '../published.ts'
import { Summariser } from '../summary/summarise.ts'
import type { VersionSummary } from '../summary/summary.ts'
import type { KeptTiles } from '../tiles/kept-tiles.ts'
import { buildLowZooms, type TileRow } from '../tiles/low-zooms.ts'
import { PlaceList } from '../tiles/place-list.ts'
import { BoxList } from '../tiles/shapes/box-list.ts'
import type { IndexedRow } from './index-row.ts'

/** What is made of the rows while they are loaded, and shown along with them: the low zooms of the map, and what charts are drawn of. */
export class ShownAlong {
  readonly #places = new PlaceList()
  readonly #boxes = new BoxList()
  readonly #summary: Summariser
  readonly #shapes = new Set<'line' | 'area'>()

  constructor(
    private readonly definition: DatasetDefinition,
    private readonly about: DatasetAbout,
  ) {
    this.#summary = new Summariser(definition, about)
  }

  add({ rowNo, lon, lat, cells, box, places }: IndexedRow): void {
    if (box !== undefined) this.#boxes.add(rowNo, box, places ?? 0)
    if (lon !== null && lat !== null) this.#places.add(rowNo, lon, lat)
    const row = JSON.parse(cells) as Readonly<Record<string, string>>
    const shape = box === undefined ? undefined : row[this.definition.geometry?.shape ?? '']
    if (shape !== undefined && /^(?:MULTI)?POLYGON/.test(shape)) this.#shapes.add('area')
    else if (shape !== undefined && /^(?:MULTI)?LINESTRING/.test(shape)) this.#shapes.add('line')
    this.#summary.add(row)
  }

  /** After the last row. The archive is kept before the commit: when that fails, nobody names the file and the daily sweep removes it. */
  async finish(
    trx: Transaction<InternetDb>,
    { files, cityId }: { readonly files: FileStore; readonly cityId: string },
    versionKey: number,
    bounds: Bounds | undefined,
  ): Promise<{ readonly tiles: KeptTiles | undefined; readonly summary: VersionSummary }> {
    const summary = this.#summary.result()
    if (bounds === undefined) return { tiles: undefined, summary }
    const rowsOf = async (numbers: readonly number[]): Promise<readonly TileRow[]> => {
      const { rows } = await sql<TileRow>`select row_no as "rowNo", row_key as "rowKey", cells from open_row
        where version_key = ${versionKey} and row_no = any(${numbers}::integer[])`.execute(trx)
      return rows
    }
    const { archive, upTo } = await buildLowZooms(
      this.definition,
      this.about.source,
      this.#places,
      bounds,
      rowsOf,
      this.#boxes,
    )
    const { address, key, bytes, sha256 } = await files.put(cityId, archive)
    const shapes = this.#shapes.size === 0 ? {} : { shapes: [...this.#shapes].sort() }
    return { tiles: { address, key: key.toString('base64'), bytes, sha256, upTo, ...shapes }, summary }
  }
}
