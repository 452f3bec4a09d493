import type { Position } from '../../../civic/geo.ts'
import { remembering } from '../values/remember.ts'
import { numberKey, townKey, withoutCity } from './address-key.ts'
import type { CityLand } from './ground.ts'

/**
 * How near a found place is to the address: 住居番号 or 地番 (metres), 街区 (some ten metres), 町字 (its one point, up to kilometres).
 */
export type PlaceLevel = 'house' | 'block' | 'town'

export interface FoundPlace {
  readonly place: Position
  readonly level: PlaceLevel
}

/** A town and what stands behind it. */
export interface ReadAddress {
  readonly town: string
  readonly number: string
}

/** Points of the address base registry, as far as they were imported, asked for many at once. */
export type PointsOf = (wanted: readonly ReadAddress[]) => Promise<ReadonlyMap<string, FoundPlace>>

export const pointKey = ({ town, number }: ReadAddress): string => `${town} ${number}`

export interface PlaceFinder {
  /** One for each address, in their order; undefined where not even the town is known. */
  find(addresses: readonly string[]): Promise<readonly (FoundPlace | undefined)[]>
}

/** Finds places of addresses without asking anybody outside: the registry's points first, else the town's. */
export function placeFinder(
  city: { readonly code: string; readonly municipality: string },
  land: CityLand,
  registryTowns: ReadonlySet<string>,
  pointsOf: PointsOf,
): PlaceFinder {
  const towns = new Set([...land.towns.keys(), ...registryTowns])
  const lengths = [...new Set([...towns].map((town) => town.length))].filter((length) => length > 0)
  lengths.sort((a, b) => b - a)
  const read = remembering((address): ReadAddress | null => {
    const text = townKey(withoutCity(address, city.code, city.municipality))
    for (const length of lengths) {
      if (length > text.length) continue
      const town = text.slice(0, length)
      if (towns.has(town)) return { town, number: numberKey(text.slice(length)) }
    }
    return null
  })
  return {
    find: async (addresses) => {
      const wanted = addresses.map(read)
      const asked = wanted.filter((each) => each !== null && registryTowns.has(each.town)) as readonly ReadAddress[]
      const known = await pointsOf(asked)
      return wanted.map((each) => (each === null ? undefined : nearest(each, known, land)))
    },
  }
}

/** The house, else its block, else the town. */
function nearest(wanted: ReadAddress, known: ReadonlyMap<string, FoundPlace>, land: CityLand): FoundPlace | undefined {
  const { town } = wanted
  for (let number = wanted.number; number !== ''; number = number.includes('-') ? number.replace(/-\d+$/, '') : '') {
    const point = known.get(pointKey({ town, number }))
    if (point) return point
  }
  const point = known.get(pointKey({ town, number: '' })) ?? land.towns.get(town)
  return point && { place: point.place, level: 'town' }
}

/** A number with the shorter ones that stand for its surroundings: `10-2-1` also asks for `10-2` and `10`, and for the town. */
export function withSurroundings({ town, number }: ReadAddress): readonly ReadAddress[] {
  const parts = number === '' ? [] : number.split('-')
  return Array.from({ length: parts.length + 1 }, (_, cut) => ({
    town,
    number: parts.slice(0, parts.length - cut).join('-'),
  }))
}
