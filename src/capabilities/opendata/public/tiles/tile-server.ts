import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { PublicDataset } from '../catalogue.ts'
import { liveLayers } from './live-tiles.ts'
import { type Archive, readArchive } from './pmtiles/read-archive.ts'
import { type TileAddress, tilesAcross } from './tile-grid.ts'

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** Bytes of archives that are kept in memory; an archive of a city's dataset has some thousand. */
const mostKept = 64 * 1024 * 1024

/** Tiles of the published datasets, compressed with gzip. Undefined: nothing is there. */
export interface TileServer {
  tile(cityId: string, datasets: readonly PublicDataset[], tile: TileAddress): Promise<Buffer | undefined>
  /** The low zooms as one file (PMTiles); undefined without places. */
  archive(cityId: string, dataset: PublicDataset): Promise<Buffer | undefined>
}

const servers = new WeakMap<ZoneServices['db'], TileServer>()

/** The same one for everybody with the same services. */
export function tileServerOf(services: Pick<ZoneServices, 'db' | 'files'>): TileServer {
  const known = servers.get(services.db)
  if (known) return known
  const made = createTileServer(services)
  servers.set(services.db, made)
  return made
}

function createTileServer(services: Pick<ZoneServices, 'db' | 'files'>): TileServer {
  const kept = new Map<string, Promise<Archive>>()
  let bytesKept = 0

  /** The archive, read and deciphered once; the ones not asked for longest go first. */
  function archiveOf(cityId: string, dataset: PublicDataset): Promise<Archive> | undefined {
    const { tiles } = dataset.version
    if (tiles === undefined) return undefined
    const name = `${cityId} ${tiles.address}`
    const known = kept.get(name)
    const opened = known ?? open(cityId, tiles.address, tiles.key)
    kept.delete(name)
    kept.set(name, opened)
    if (known === undefined) {
      opened.then(
        ({ bytes }) => {
          bytesKept += bytes.length
          forgetOldest(name)
        },
        () => kept.delete(name),
      )
    }
    return opened
  }

  async function open(cityId: string, address: string, key: string): Promise<Archive> {
    return readArchive(await services.files.get(cityId, address, Buffer.from(key, 'base64')))
  }

  function forgetOldest(newest: string): void {
    for (const [name, opened] of kept) {
      if (bytesKept <= mostKept || name === newest) return
      kept.delete(name)
      opened.then(
        ({ bytes }) => {
          bytesKept -= bytes.length
        },
        () => {},
      )
    }
  }

  return {
    tile: async (cityId, datasets, tile) => {
      const near = datasets.filter((dataset) => reaches(dataset, tile))
      const live = near.filter(({ version }) => version.tiles === undefined || tile.z > version.tiles.upTo)
      const built = near.filter((dataset) => !live.includes(dataset))
      const layers = await liveLayers(services.db.city<InternetDb>(cityId), live, tile)
      const packed = await Promise.all(built.map(async (dataset) => (await archiveOf(cityId, dataset))?.tile(tile)))
      const found = packed.filter((each) => each !== undefined)
      const [only] = found
      if (layers.size === 0 && found.length < 2) return only
      const parts = [...layers.values(), ...(await Promise.all(found.map((each) => unpack(each))))]
      const whole = Buffer.concat(parts)
      return whole.length === 0 ? undefined : pack(whole, { level: 5 })
    },
    archive: async (cityId, dataset) => (await archiveOf(cityId, dataset))?.bytes,
  }
}

/** Whether places of a dataset may be drawn in a tile: it or a neighbour, whose edge is drawn along, touches their box. */
function reaches({ version }: PublicDataset, { z, x, y }: TileAddress): boolean {
  if (version.bounds === undefined) return false
  const { minX, maxX, minY, maxY } = tilesAcross(version.bounds, z)
  return x >= minX - 1 && x <= maxX + 1 && y >= minY - 1 && y <= maxY + 1
}
