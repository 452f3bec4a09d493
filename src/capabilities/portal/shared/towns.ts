import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Town } from '../../../design/index.ts'

const file = z.object({
  towns: z.array(z.object({ town: z.string(), koaza: z.string().optional(), lat: z.number(), lng: z.number() })),
  boundary: z.array(z.array(z.tuple([z.number(), z.number()]))).optional(),
})

/** The towns of a city for the map field, and the line around them. Empty for a city without a file. */
export interface CityMap {
  readonly towns: readonly Town[]
  readonly boundary: readonly (readonly (readonly [number, number])[])[]
}

const nothing: CityMap = { towns: [], boundary: [] }
/** Degrees around the outermost towns when there is no boundary. */
const margin = 0.02

/** Reads `catalog/addresses/<city>.json` once for each city. */
export function createTowns(rootDir: string): (cityId: string) => CityMap {
  const known = new Map<string, CityMap>()
  return (cityId) => {
    const remembered = known.get(cityId)
    if (remembered) return remembered
    const at = path.join(rootDir, 'catalog/addresses', `${cityId}.json`)
    const map = existsSync(at) ? readMap(readFileSync(at, 'utf8')) : nothing
    known.set(cityId, map)
    return map
  }
}

function readMap(text: string): CityMap {
  const { towns, boundary } = file.parse(JSON.parse(text))
  const listed = towns.map(({ town, koaza, lat, lng }) => {
    const name = `${town}${koaza ?? ''}`
    return { id: name, name, lat, lng }
  })
  return { towns: listed, boundary: boundary ?? [around(listed)] }
}

function around(towns: readonly Town[]): readonly (readonly [number, number])[] {
  const lats = towns.map((town) => town.lat)
  const lngs = towns.map((town) => town.lng)
  const [south, north] = [Math.min(...lats) - margin, Math.max(...lats) + margin]
  const [west, east] = [Math.min(...lngs) - margin, Math.max(...lngs) + margin]
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
}
