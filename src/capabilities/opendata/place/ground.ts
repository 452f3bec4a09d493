import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import type { Position } from '../../../civic/geo.ts'
import type { CityGround } from '../table/check-place.ts'
import { townKey } from './address-key.ts'

/** What is known of a city's land: its towns with a point each, and its boundary. */
export interface CityLand extends CityGround {
  /** Points of towns by `townKey`. */
  readonly towns: ReadonlyMap<string, { readonly name: string; readonly place: Position }>
}

const shape = z.object({
  towns: z
    .array(z.object({ town: z.string(), koaza: z.string().default(''), lat: z.number(), lng: z.number() }))
    .default([]),
  boundary: z.array(z.array(z.tuple([z.number(), z.number()]))).default([]),
})

const none: CityLand = { rings: [], towns: new Map() }
const read = new Map<string, CityLand>()

/** Reads `catalog/addresses/<city>.json` once; a city without that file has no boundary to hold places against. */
export function landOf(rootDir: string, cityId: string): CityLand {
  const file = path.join(rootDir, 'catalog/addresses', `${cityId}.json`)
  const known = read.get(file)
  if (known) return known
  const land = existsSync(file) ? parse(readFileSync(file, 'utf8')) : none
  read.set(file, land)
  return land
}

function parse(text: string): CityLand {
  const { towns, boundary } = shape.parse(JSON.parse(text))
  return {
    rings: boundary,
    towns: new Map(
      towns.map(({ town, koaza, lat, lng }) => [townKey(town + koaza), { name: town + koaza, place: [lng, lat] }]),
    ),
  }
}
