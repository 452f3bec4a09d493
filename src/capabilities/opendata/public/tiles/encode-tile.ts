import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Figure } from './shapes/figure.ts'
import type { TileValue } from './tile-columns.ts'
import { extent } from './tile-grid.ts'

/** A place in the units of its tile. */
export interface TileFeature {
  /** Number of the row. */
  readonly id: number
  readonly at: readonly [x: number, y: number]
  readonly properties: Readonly<Record<string, TileValue>>
}

/** A line, an area, or what is left of it in its tile. */
export interface TileFigure extends Pick<TileFeature, 'id' | 'properties'> {
  readonly figure: Figure
}

/**
 * A layer as Mapbox Vector Tile 2.1. A tile is nothing but its layers one after the other, so that the tiles of several datasets are
 * joined by putting them behind each other. Empty: no place, no layer.
 */
export function encodeLayer(name: string, features: readonly (TileFeature | TileFigure)[]): Uint8Array {
  if (features.length === 0) return new Uint8Array()
  const drawn = features.map((feature) => ({ id: feature.id, ...geometryOf(feature), tags: { ...feature.properties } }))
  // The writer asks for a tile of its companion geojson-vt, of which it reads the features alone.
  const layer = { features: drawn } as unknown as Parameters<typeof fromGeojsonVt>[0][string]
  return fromGeojsonVt({ [name]: layer }, { version: 2, extent })
}

/** Points are a flat list, lines and rings a list of lists. */
function geometryOf(feature: TileFeature | TileFigure) {
  if ('at' in feature) return { type: 1, geometry: [[...feature.at]] }
  const { type, geometry } = feature.figure
  const lists = geometry.map((list) => list.map(([x, y]) => [x, y]))
  return { type, geometry: type === 1 ? lists.flat() : lists }
}
