import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Position } from '../../../../civic/geo.ts'
import type { Bounds } from '../published.ts'

/** The light ground of a city's maps, made of open data and kept with the program: it works where no other service can be reached. */
export interface BaseMap {
  /** Rings of the city's land: mainland and islands. */
  readonly land: readonly (readonly Position[])[]
  readonly towns: readonly Town[]
  /** Around the land; undefined without it. */
  readonly bounds: Bounds | undefined
  /** Whose data the ground is made of. */
  readonly attribution: readonly string[]
}

export interface Town {
  readonly name: string
  readonly at: Position
}

const position = z.tuple([z.number(), z.number()])
const landFile = z.object({ attribution: z.array(z.string()), land: z.array(z.array(position).min(4)) })
const townFile = z.object({
  attribution: z.array(z.string()),
  towns: z.array(z.object({ town: z.string(), lat: z.number(), lng: z.number() })),
})

const read = new Map<string, Promise<BaseMap>>()

/** The ground of a city: `catalog/maps/<city>.json` and the towns of `catalog/addresses/<city>.json`. What is not there is left out. */
export function baseMapOf(rootDir: string, cityId: string): Promise<BaseMap> {
  const name = `${rootDir} ${cityId}`
  const known = read.get(name) ?? readBaseMap(rootDir, cityId)
  read.set(name, known)
  known.catch(() => read.delete(name))
  return known
}

async function readBaseMap(rootDir: string, cityId: string): Promise<BaseMap> {
  const [land, addresses] = await Promise.all([
    readJson(path.join(rootDir, 'catalog', 'maps', `${cityId}.json`), landFile),
    readJson(path.join(rootDir, 'catalog', 'addresses', `${cityId}.json`), townFile),
  ])
  const towns = new Map<string, Town>()
  // A town may be listed once for each of its postcodes.
  for (const { town, lat, lng } of addresses?.towns ?? [])
    if (!towns.has(town)) towns.set(town, { name: town, at: [lng, lat] })
  const rings = land?.land ?? []
  const ofTowns = (addresses?.attribution ?? []).filter((line) => line.startsWith('町字'))
  return {
    land: rings,
    towns: [...towns.values()],
    bounds: rings.length === 0 ? undefined : boundsOfRings(rings),
    attribution: [...(land?.attribution ?? []), ...ofTowns],
  }
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function boundsOfRings(rings: readonly (readonly Position[])[]): Bounds {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [lng, lat] of rings.flat()) {
    west = Math.min(west, lng)
    east = Math.max(east, lng)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return [west, south, east, north]
}

/** The ground as GeoJSON for the map in the browser. */
export function baseGeoJson({ land, towns }: BaseMap) {
  const feature = (geometry: object, properties: object) => ({ type: 'Feature', geometry, properties })
  return {
    land: feature({ type: 'MultiPolygon', coordinates: land.map((ring) => [ring]) }, {}),
    towns: {
      type: 'FeatureCollection',
      features: towns.map(({ name, at }) => feature({ type: 'Point', coordinates: at }, { name })),
    },
  }
}
