import { gzipSync } from 'node:zlib'
import type { Bounds } from '../../published.ts'
import type { TileAddress } from '../tile-grid.ts'
import { type Entry, writeDirectory } from './directory.ts'
import { tileIdOf } from './tile-id.ts'

/** What an archive says of itself. */
export interface ArchiveAbout {
  readonly bounds: Bounds
  readonly minZoom: number
  readonly maxZoom: number
  /** JSON: name, attribution, `vector_layers`. */
  readonly metadata: Readonly<Record<string, unknown>>
}

export interface PackedTile {
  readonly tile: TileAddress
  /** Compressed with gzip. */
  readonly bytes: Uint8Array
}

const headerBytes = 127
/** Clients fetch this much first, and find the root directory in it. */
const firstFetch = 16_384
const entriesInLeaf = 4096
const gzip = 2
const vectorTiles = 1

/**
 * An archive of PMTiles version 3: header, root directory, metadata, leaf directories, tiles. `tiles` may come in any order; none twice.
 * Tiles lie in the order of their directory ("clustered").
 */
export function writeArchive(about: ArchiveAbout, tiles: readonly PackedTile[]): Buffer {
  const ordered = tiles.map(({ tile, bytes }) => ({ tileId: tileIdOf(tile), bytes }))
  ordered.sort((a, b) => a.tileId - b.tileId)
  let end = 0
  const entries = ordered.map(({ tileId, bytes }): Entry => {
    const entry = { tileId, offset: end, length: bytes.length, run: 1 }
    end += bytes.length
    return entry
  })
  const { root, leaves } = directoriesOf(entries)
  const metadata = gzipSync(JSON.stringify(about.metadata))
  const metadataAt = headerBytes + root.length
  const leavesAt = metadataAt + metadata.length
  const tilesAt = leavesAt + leaves.length
  const header = Buffer.alloc(headerBytes)
  header.write('PMTiles', 0, 'latin1')
  header.writeUInt8(3, 7)
  const places = [
    ...[headerBytes, root.length, metadataAt, metadata.length, leavesAt, leaves.length, tilesAt, end],
    // Tiles addressed, entries, contents: no two tiles share one.
    ...[entries.length, entries.length, entries.length],
  ]
  places.forEach((value, i) => {
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * i)
  })
  ;[1, gzip, gzip, vectorTiles, about.minZoom, about.maxZoom].forEach((value, i) => {
    header.writeUInt8(value, 96 + i)
  })
  const [west, south, east, north] = about.bounds
  const degrees = (value: number): number => Math.round(value * 1e7)
  ;[west, south, east, north].forEach((value, i) => {
    header.writeInt32LE(degrees(value), 102 + 4 * i)
  })
  header.writeUInt8(about.maxZoom, 118)
  header.writeInt32LE(degrees((west + east) / 2), 119)
  header.writeInt32LE(degrees((south + north) / 2), 123)
  return Buffer.concat([header, root, metadata, leaves, ...ordered.map(({ bytes }) => bytes)])
}

/** One directory while it fits into what is fetched first; else a root that leads to leaves. */
function directoriesOf(entries: readonly Entry[]): { readonly root: Buffer; readonly leaves: Buffer } {
  const whole = gzipSync(writeDirectory(entries))
  if (headerBytes + whole.length <= firstFetch) return { root: whole, leaves: Buffer.alloc(0) }
  const leaves: Buffer[] = []
  const roots: Entry[] = []
  let offset = 0
  for (let at = 0; at < entries.length; at += entriesInLeaf) {
    const part = entries.slice(at, at + entriesInLeaf)
    const leaf = gzipSync(writeDirectory(part))
    roots.push({ tileId: part[0]?.tileId ?? 0, offset, length: leaf.length, run: 0 })
    leaves.push(leaf)
    offset += leaf.length
  }
  return { root: gzipSync(writeDirectory(roots)), leaves: Buffer.concat(leaves) }
}
