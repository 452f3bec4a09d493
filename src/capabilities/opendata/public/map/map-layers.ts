import type { PublicDataset } from '../catalogue.ts'
import { mappable, mostLayers } from '../tiles/tile-sets.ts'

/** A dataset as a layer of the city's map. */
export interface MapLayer {
  readonly dataset: PublicDataset
  /** Its mark, or its dashes: the same on every map. */
  readonly mark: number
}

/** A kind of disaster by which evacuation sites are chosen: the standard calls their columns 災害種別_…. */
export interface Hazard {
  /** Column. */
  readonly id: string
  readonly label: string
}

/** Whether its rows are lines or areas. */
export function hasShapes({ definition }: Pick<PublicDataset, 'definition'>): boolean {
  return definition.geometry?.shape !== undefined
}

const hazardPrefix = '災害種別_'

export function layersOf(datasets: readonly PublicDataset[]): readonly MapLayer[] {
  return mappable(datasets)
    .slice(0, mostLayers)
    .map((dataset, mark) => ({ dataset, mark }))
}

export function hazardsOf({ definition }: Pick<PublicDataset, 'definition'>): readonly Hazard[] {
  return definition.columns.flatMap(({ id, kind, title }) =>
    kind === 'flag' && title.startsWith(hazardPrefix) ? [{ id, label: title.slice(hazardPrefix.length) }] : [],
  )
}

/** Every kind of disaster that any layer knows, once. */
export function allHazards(layers: readonly MapLayer[]): readonly Hazard[] {
  const known = new Map(
    layers.flatMap(({ dataset }) => hazardsOf(dataset).map((hazard) => [hazard.id, hazard] as const)),
  )
  return [...known.values()]
}
