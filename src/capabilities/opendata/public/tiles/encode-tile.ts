import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { TileValue } from './tile-columns.ts'
import { extent } from './tile-grid.ts'

/** A place in the units of its tile. */
export interface TileFeature {
  /** Number of the row. */
  readonly id: number
  readonly at: readonly [x: number, y: number]
  readonly properties: Readonly<Record<string, TileValue>>
}

/**
 * A layer as Mapbox Vector Tile 2.1. A tile is nothing but its layers one after the other, so that the tiles of several datasets are
 * joined by putting them behind each other. Empty: no place, no layer.
 */
export function encodeLayer(name: string, features: readonly TileFeature[]): Uint8Array {
  if (features.length === 0) return new Uint8Array()
  const points = features.map(({ id, at, properties }) => ({
    id,
    type: 1 as const,
    geometry: [[...at] as [number, number]],
    tags: { ...properties },
  }))
  // The writer asks for a tile of its companion geojson-vt, of which it reads the features alone.
  const layer = { features: points } as unknown as Parameters<typeof fromGeojsonVt>[0][string]
  return fromGeojsonVt({ [name]: layer }, { version: 2, extent })
}
