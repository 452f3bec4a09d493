import { lengthOf, type Position } from '../../../../civic/geo.ts'
import { type KeptNeighbour, readKeptNeighbours, readNeighbourBodies } from '../neighbours/keep-neighbours.ts'
import { placeOf } from '../neighbours/neighbours-page.tsx'
import type { OpenSite } from '../visit.ts'
import { openDb } from '../visit.ts'
import { hazardsOf, type MapLayer } from './map-layers.ts'
import type { MapAsk } from './read-map-ask.ts'

/** A place that a neighbouring municipality publishes. */
export interface NeighbourPlace {
  readonly name: string
  readonly address: string
  readonly at: Position
  readonly hazards: readonly string[]
  /** Whose it is, with the page that says so. */
  readonly body: string
  readonly page: string
  readonly metres?: number
}

/** Evacuation sites across the border: one flees to the nearest, whoever keeps it. */
export interface NeighbourLayer {
  /** Our layer of the same kind. */
  readonly own: MapLayer
  readonly bodies: readonly Pick<KeptNeighbour, 'name' | 'page' | 'licence' | 'fetchedAt'>[]
  /** The nearest first where one is looked from; read only when they are shown. */
  readonly places: readonly NeighbourPlace[]
}

/** What was read of the neighbours' evacuation sites, for the kind of disaster that was asked. Undefined: nothing was read. */
export async function neighbourLayerOf(
  site: OpenSite,
  cityId: string,
  all: readonly MapLayer[],
  { hazard, town, neighbours: asked }: Pick<MapAsk, 'hazard' | 'town' | 'neighbours'>,
): Promise<NeighbourLayer | undefined> {
  const own = all.find(({ dataset }) => hazardsOf(dataset).length > 0)
  if (own === undefined) return undefined
  const db = openDb(site, cityId)
  const bodies = await readNeighbourBodies(db, own.dataset.id)
  if (bodies.length === 0) return undefined
  const kept = asked ? await readKeptNeighbours(db, own.dataset.id) : []
  const kinds = hazardsOf(own.dataset)
  const places = kept.flatMap(({ name: body, page, rows }) =>
    rows.flatMap((row): NeighbourPlace[] => {
      const at = placeOf(own.dataset, row)
      if (at === undefined || (hazard !== undefined && row[hazard.id] !== '1')) return []
      const hazards = kinds.filter(({ id }) => row[id] === '1').map(({ label }) => label)
      const metres = town === undefined ? {} : { metres: Math.round(lengthOf([town.at, at])) }
      return [
        {
          name: row[own.dataset.definition.label ?? ''] ?? '',
          address: row.address ?? '',
          at,
          hazards,
          body,
          page,
          ...metres,
        },
      ]
    }),
  )
  return { own, bodies, places: [...places].sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0)) }
}
