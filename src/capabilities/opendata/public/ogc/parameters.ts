import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import { propertiesOf } from '../feature.ts'
import type { Bounds } from '../published.ts'
import type { Condition, RowQuery } from '../query/row-query.ts'
import { invalid } from './problems.ts'

export const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const crs84h = 'http://www.opengis.net/def/crs/OGC/0/CRS84h'

/** Parameters that every address takes: the format, and the language of pages. */
export const everywhere = ['f', 'lang'] as const
/** Parameters of a list of features beside its properties. */
export const ofItems = ['limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'datetime'] as const

export const usualLimit = 10
export const mostLimit = 5000
/** Of lines and areas, whose outlines are long. */
export const mostShapes = 200
const deepest = 2_000_000_000

/** Columns by which a list is filtered; a column that is called like a parameter of the standard can't be. */
export function filterColumns(definition: DatasetDefinition): readonly Column[] {
  const taken: readonly string[] = [...everywhere, ...ofItems]
  return propertiesOf(definition).filter(({ id }) => !taken.includes(id))
}

/** Refuses what an address does not know, and what is said twice (17-069r4, 7.15.8: 400). */
export function checkNames(search: URLSearchParams, known: readonly string[]): void {
  const names = [...search.keys()]
  if (names.some((name) => !known.includes(name)))
    throw invalid('A parameter is not known here; the API document names them')
  if (new Set(names).size < names.length) throw invalid('A parameter is given twice')
  if ([...search.values()].some((value) => /[\0\p{Surrogate}]/u.test(value))) throw invalid('A letter is none')
}

/** What a list of features is asked for, as a question about rows. Throws 400. */
export function readItemsQuery(search: URLSearchParams, definition: DatasetDefinition, versionKey: number): RowQuery {
  const columns = filterColumns(definition)
  checkNames(search, [...everywhere, ...ofItems, ...columns.map(({ id }) => id)])
  for (const name of ['crs', 'bbox-crs'])
    if (![null, crs84, crs84h].includes(search.get(name))) throw invalid(`${name} must be ${crs84}`)
  checkDatetime(search.get('datetime'))
  const bbox = search.get('bbox')
  const limit = wholeOf(search, 'limit', usualLimit)
  if (limit < 1) throw invalid('limit must be 1 or more')
  return {
    versionKey,
    conditions: columns.flatMap((column) => {
      const value = search.get(column.id)
      return value === null ? [] : [conditionOf(column, value)]
    }),
    words: [],
    ...(bbox === null ? {} : { bounds: boundsOf(bbox) }),
    sort: [],
    limit: Math.min(limit, definition.geometry?.shape === undefined ? mostLimit : mostShapes),
    offset: Math.min(wholeOf(search, 'offset', 0), deepest),
  }
}

function wholeOf(search: URLSearchParams, name: string, usual: number): number {
  const text = search.get(name)
  if (text === null) return usual
  if (!/^\d{1,15}$/.test(text)) throw invalid(`${name} must be a whole number`)
  return Number(text)
}

function conditionOf({ id, kind }: Column, value: string): Condition {
  // Of several values in one cell one is asked for.
  if (kind === 'multi' && value !== '') return { kind: 'includes', column: id, value }
  if (!['integer', 'number'].includes(outputType(kind)) || value === '')
    return { kind: 'is', column: id, values: [value] }
  const number = numberOf(value)
  if (number === undefined) throw invalid(`${id} must be a number`)
  return { kind: 'between', column: id, from: value, to: value, numeric: true }
}

/** Clients write as many decimals as a double has: `33.7999999999999972`. */
function numberOf(text: string): number | undefined {
  return /^[+-]?\d{1,15}(?:\.\d{1,30})?$/.test(text) ? Number(text) : undefined
}

/** West, south, east, north; heights of a box of six numbers are of no account. West greater than east crosses the 180th meridian. */
function boundsOf(text: string): Bounds {
  const numbers = text.split(',').map((part) => numberOf(part.trim()))
  const [a, b, c, d, e, f] = numbers
  const [west, south, east, north] = numbers.length === 6 ? [a, b, d, e] : [a, b, c, d]
  const heights = numbers.length === 6 ? [c, f] : []
  if (
    ![4, 6].includes(numbers.length) ||
    heights.includes(undefined) ||
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined
  )
    throw invalid('bbox must be four or six numbers: west, south, east, north')
  if (south > north) throw invalid('bbox: south must not be greater than north')
  const within = (degrees: number, most: number): number => Math.max(-most, Math.min(most, degrees))
  return [within(west, 180), within(south, 90), within(east, 180), within(north, 90)]
}

const instant = String.raw`\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))?`
const datetime = new RegExp(String.raw`^(?:${instant}|(?:${instant}|\.\.)?/(?:${instant}|\.\.)?)$`)

/** Places have no time of their own, so that every one answers to every time (17-069r4, 7.15.4); a wrong one is still refused. */
function checkDatetime(text: string | null): void {
  if (text === null) return
  const ends = text.split('/').filter((end) => end !== '' && end !== '..')
  const [from, to] = ends.map((end) => Date.parse(end))
  if (!datetime.test(text) || text === '/' || ends.some((end) => Number.isNaN(Date.parse(end))))
    throw invalid('datetime must be an instant or an interval of RFC 3339')
  if (from !== undefined && to !== undefined && from > to) throw invalid('datetime: the end lies before the beginning')
}
