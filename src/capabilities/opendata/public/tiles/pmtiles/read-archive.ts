import { gunzipSync } from 'node:zlib'
import type { TileAddress } from '../tile-grid.ts'
import { type Entry, readDirectory } from './directory.ts'
import { tileIdOf } from './tile-id.ts'

/** An archive in memory. */
export interface Archive {
  readonly bytes: Buffer
  /** The tile as it is kept, compressed with gzip; undefined: nothing is there. */
  tile(address: TileAddress): Buffer | undefined
}

/** Opens an archive that `writeArchive` made. Throws on anything else. */
export function readArchive(bytes: Buffer): Archive {
  if (bytes.toString('latin1', 0, 7) !== 'PMTiles' || bytes[7] !== 3) throw new Error('This is no archive of tiles.')
  const numberAt = (at: number): number => Number(bytes.readBigUInt64LE(at))
  const part = (from: number, length: number): Buffer => bytes.subarray(from, from + length)
  const [leavesAt, tilesAt] = [numberAt(40), numberAt(56)]
  const directory = (from: number, length: number): readonly Entry[] => readDirectory(gunzipSync(part(from, length)))
  const entries = directory(numberAt(8), numberAt(16)).flatMap((entry) =>
    entry.run === 0 ? directory(leavesAt + entry.offset, entry.length) : [entry],
  )
  const found = new Map(entries.map((entry) => [entry.tileId, entry]))
  return {
    bytes,
    tile: (address) => {
      const entry = found.get(tileIdOf(address))
      return entry && part(tilesAt + entry.offset, entry.length)
    },
  }
}
