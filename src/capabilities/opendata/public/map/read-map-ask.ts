import type { BaseMap, Town } from './base-map.ts'
import { allHazards, type Hazard, hazardsOf, type MapLayer } from './map-layers.ts'

/** What a person wants to see: in the address, so that it can be kept, sent on and printed. Their own place never is. */
export interface MapAsk {
  readonly layers: readonly MapLayer[]
  /** The neighbours' evacuation sites, too. */
  readonly neighbours: boolean
  readonly hazard?: Hazard
  readonly town?: Town
}

/** Stands for the neighbours' evacuation sites where a layer is named; no dataset is called so (`_`). */
export const neighbourLayerId = '_neighbours'

/** Reads an address; what is not known is left out. Without layers: where one flees to, or else the first ones. */
export function readMapAsk(given: URLSearchParams, all: readonly MapLayer[], base: BaseMap): MapAsk {
  const names = new Set(given.getAll('layer'))
  const chosen = all.filter(({ dataset }) => names.has(dataset.id))
  const sites = all.filter(({ dataset }) => hazardsOf(dataset).length > 0)
  const usual = sites.length > 0 ? sites : all.slice(0, 3)
  const layers = chosen.length > 0 || names.has(neighbourLayerId) ? chosen : usual
  const hazard = allHazards(all).find(({ id }) => id === given.get('hazard'))
  const town = base.towns.find(({ name }) => name === given.get('town'))
  const neighbours = names.has(neighbourLayerId)
  return { layers, neighbours, ...(hazard === undefined ? {} : { hazard }), ...(town === undefined ? {} : { town }) }
}
