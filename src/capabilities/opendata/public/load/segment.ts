import type { DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import type { Bounds } from '../published.ts'
import { bytesOfBoxes, roomForBoxes, setBox } from '../query/boxes.ts'
import { fineGramsOf, gramsOf } from '../query/grams.ts'
import { bytesOfPoints, roomForPoints, setPoint } from '../query/points.ts'
import { postingOf } from '../query/row-set.ts'
import { placesBySquare } from '../query/squares.ts'
import {
  bucketOf,
  bucketTerm,
  columnGramTerm,
  gramTerm,
  largeFrom,
  partTerm,
  segmentRows,
  valueKey,
  valueTerm,
  wordedKinds,
} from '../query/terms.ts'

/** What is written of up to 32,768 rows so that they are found. */
export interface SegmentIndex {
  readonly segment: number
  readonly postings: Iterable<{ readonly term: string; readonly rows: Buffer }>
  /** `shape`: the points are boxes around what stands in this column. */
  readonly places?: { readonly bounds: Bounds; readonly points: Buffer; readonly shape?: string }
}

/** Pairs of letters kept for one row. */
const mostGrams = 400
/** A value of so many rows of a segment has a term of its own; rarer ones only where a column has few. */
const often = 32
const mostRare = 512
/** Values whose pairs of letters are remembered, and not longer than this. */
const mostRemembered = 5000
const longestRemembered = 60

/** One place mostly: a list is made for the second one. */
type Places = number | number[]

/** Collects the terms of rows, segment by segment, within bounded memory. */
export class SegmentBuilder {
  readonly #definition: DatasetDefinition
  readonly #numeric: readonly boolean[]
  readonly #gramsOf = remembered(gramsOf)
  readonly #fineGramsOf = remembered(fineGramsOf)
  #segment = 0
  #rows = 0
  #values: Map<string, Places>[] = []
  #parts: Map<string, Places>[] = []
  #pairs = new Map<number, Places>()
  #columnGrams: Map<number, Places>[] = []
  #points: Int32Array
  #bounds: Bounds | undefined

  /** Whether what only pays in large versions is written too. */
  readonly #many: boolean

  /** `rows`: those of the whole version. */
  constructor(definition: DatasetDefinition, rows: number) {
    this.#many = rows > largeFrom
    this.#definition = definition
    this.#points = this.#room()
    this.#numeric = definition.columns.map(({ kind }) => ['integer', 'number'].includes(outputType(kind)))
    this.#begin()
  }

  get full(): boolean {
    return this.#rows === segmentRows
  }

  get empty(): boolean {
    return this.#rows === 0
  }

  /** The next row. */
  add(texts: readonly string[], lon: number | null, lat: number | null, box?: Bounds): void {
    const at = this.#rows
    let pairs = 0
    this.#definition.columns.forEach(({ kind }, column) => {
      const text = texts[column] ?? ''
      // Nobody asks for a shape by all of its places.
      if (kind === 'shape' && text !== '') return
      put(this.#values[column], valueKey(text, this.#numeric[column] ?? false), at)
      if (text === '') return
      if (kind === 'multi') for (const part of new Set(text.split(';'))) put(this.#parts[column], part, at)
      if (!wordedKinds.has(kind)) return
      if (this.#many) for (const gram of this.#fineGramsOf(text)) put(this.#columnGrams[column], gram, at)
      for (const gram of this.#gramsOf(text)) if (pairs < mostGrams && put(this.#pairs, gram, at)) pairs += 1
    })
    if (this.#definition.geometry?.shape === undefined) setPoint(this.#points, at, lon, lat)
    else setBox(this.#points, at, box)
    if (box !== undefined) this.#bounds = widen(widen(this.#bounds, box[0], box[1]), box[2], box[3])
    else if (lon !== null && lat !== null) this.#bounds = widen(this.#bounds, lon, lat)
    this.#rows += 1
  }

  /** What was collected; the next row begins the next segment. */
  finish(): SegmentIndex {
    const [values, parts, pairs, rows] = [this.#values, this.#parts, this.#pairs, this.#rows]
    const { columns, geometry } = this.#definition
    const isOfPoints = geometry?.shape === undefined
    const [points, many, columnGrams] = [this.#points, this.#many, this.#columnGrams]
    function* postings(): Generator<{ term: string; rows: Buffer }> {
      for (const [column, { id }] of columns.entries()) {
        yield* valuePostings(id, values[column] ?? new Map(), rows)
        for (const [gram, places] of columnGrams[column] ?? [])
          yield { term: columnGramTerm(id, gram), rows: postingOf(listOf(places), rows) }
        for (const [part, places] of parts[column] ?? [])
          yield { term: partTerm(id, part), rows: postingOf(listOf(places), rows) }
      }
      for (const [gram, places] of pairs) yield { term: gramTerm(gram), rows: postingOf(listOf(places), rows) }
      if (many && isOfPoints) yield* placesBySquare(points, rows)
    }
    const done: SegmentIndex = {
      segment: this.#segment,
      postings: postings(),
      ...(this.#bounds === undefined ? {} : { places: this.#placesOf(this.#bounds, rows) }),
    }
    this.#segment += 1
    this.#begin()
    return done
  }

  #placesOf(bounds: Bounds, rows: number): NonNullable<SegmentIndex['places']> {
    const shape = this.#definition.geometry?.shape
    return shape === undefined
      ? { bounds, points: bytesOfPoints(this.#points, rows) }
      : { bounds, points: bytesOfBoxes(this.#points, rows), shape }
  }

  #room(): Int32Array {
    return this.#definition.geometry?.shape === undefined ? roomForPoints(segmentRows) : roomForBoxes(segmentRows)
  }

  #begin(): void {
    this.#rows = 0
    this.#values = this.#definition.columns.map(() => new Map())
    this.#parts = this.#definition.columns.map(() => new Map())
    this.#pairs = new Map()
    this.#columnGrams = this.#definition.columns.map(() => new Map())
    this.#points = this.#room()
    this.#bounds = undefined
  }
}

/** Cells repeat: what was worked out of a text is kept for a while. */
function remembered(work: (text: string) => readonly number[]): (text: string) => readonly number[] {
  const known = new Map<string, readonly number[]>()
  return (text) => {
    const before = known.get(text)
    if (before) return before
    const grams = work(text)
    if (text.length <= longestRemembered) {
      if (known.size >= mostRemembered) known.clear()
      known.set(text, grams)
    }
    return grams
  }
}

/** Adds a place to a term. False: it was there already. */
function put<Key>(map: Map<Key, Places> | undefined, key: Key, at: number): boolean {
  const known = map?.get(key)
  if (known === undefined) map?.set(key, at)
  else if (typeof known === 'number') {
    if (known === at) return false
    map?.set(key, [known, at])
  } else {
    if (known.at(-1) === at) return false
    known.push(at)
  }
  return true
}

const listOf = (places: Places): readonly number[] => (typeof places === 'number' ? [places] : places)
const countOf = (places: Places): number => (typeof places === 'number' ? 1 : places.length)

/** Rare values of a column of names or numbers share terms: a term for each would be a row for each of the dataset's. */
function* valuePostings(
  column: string,
  values: ReadonlyMap<string, Places>,
  rows: number,
): Generator<{ term: string; rows: Buffer }> {
  let rare = 0
  for (const places of values.values()) if (countOf(places) < often) rare += 1
  const shared = rare > mostRare
  const together = new Map<number, number[]>()
  for (const [value, places] of values) {
    if (!shared || countOf(places) >= often) {
      yield { term: valueTerm(column, value), rows: postingOf(listOf(places), rows) }
      continue
    }
    const bucket = bucketOf(value)
    const list = together.get(bucket)
    if (list) list.push(...listOf(places))
    else together.set(bucket, [...listOf(places)])
  }
  for (const [bucket, places] of together)
    yield {
      term: bucketTerm(column, bucket),
      rows: postingOf(
        places.sort((a, b) => a - b),
        rows,
      ),
    }
}

function widen(bounds: Bounds | undefined, lon: number, lat: number): Bounds {
  if (bounds === undefined) return [lon, lat, lon, lat]
  const [west, south, east, north] = bounds
  return [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)]
}
