import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseJson } from '../../../../../platform/parse-json.ts'
import type { PublicDataset } from '../../catalogue.ts'
import { datasetDict } from '../dataset-dict.ts'
import { naturalOf, type Parameters, textOf } from '../parameters.ts'
import { badSearch, invalid } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { Corpus, type Points } from './corpus.ts'
import { documentOf } from './document.ts'
import { facetsOf } from './facets.ts'
import type { Document } from './match.ts'
import { firstOf, orderOf } from './order.ts'
import { parseQuery } from './parse.ts'
import { QueryBroken } from './query.ts'
import { pointsOf } from './score-all.ts'

const usualRows = 10
const mostRows = 1000

/** `package_search`. Results are whole: harvesters ask for nothing more. */
export async function searchPackages(given: Parameters, shelf: Shelf) {
  const { names, corpus } = await prepare(shelf)
  const rows = naturalOf(given, 'rows', usualRows, mostRows)
  const start = naturalOf(given, 'start', 0)
  const order = orderOf(textOf(given, 'sort'))
  const { points, found } = searching(() => {
    const points = pointsOf(parseQuery(textOf(given, 'q') ?? ''), corpus)
    for (const text of [...textsOf(given, 'fq'), ...textsOf(given, 'fq_list')]) {
      const passed = pointsOf(parseQuery(text), corpus)
      for (let at = 0; at < points.length; at += 1) if (passed[at] === 0) points[at] = 0
    }
    return { points, found: placesOf(points) }
  })
  return {
    count: found.length,
    sort: order.sort,
    results: firstOf(found, order.compare(corpus, points), start + rows)
      .slice(start)
      .flatMap((at) => shelf.datasets[at] ?? [])
      .map(shelf.dict),
    ...facetsOf(given, corpus, found, (field, value) => names.get(`${field} ${value}`) ?? value),
  }
}

/** Of those that were found. */
function placesOf(points: Points): Uint32Array {
  const places = new Uint32Array(points.length)
  let count = 0
  for (let at = 0; at < points.length; at += 1) if (points[at] !== 0) places[count++] = at
  return places.subarray(0, count)
}

/** What is kept of a dataset for searching. Its whole description is made when it is among the results. */
interface Entry {
  readonly document: Document
  /** What people call the values of facets whose values are names. */
  readonly names: readonly (readonly [value: string, name: string])[]
}

/** Places in the corpus are those on the shelf. */
interface Prepared {
  readonly names: ReadonlyMap<string, string>
  readonly corpus: Corpus
}

const prepared = new WeakMap<Shelf['datasets'], Prepared>()
const known = new WeakMap<PublicDataset, Entry>()

/** What is searched of each dataset is made once; of ten thousand in pieces, so that others are answered in between. */
async function prepare(shelf: Shelf): Promise<Prepared> {
  const before = prepared.get(shelf.datasets)
  if (before) return before
  const entries: Entry[] = []
  let made = 0
  for (const dataset of shelf.datasets) {
    const entry = known.get(dataset) ?? entryOf(dataset, shelf)
    entries.push(entry)
    if (known.has(dataset)) continue
    known.set(dataset, entry)
    made += 1
    if (made % 100 === 0) await nextTurn()
  }
  const done = {
    names: new Map(entries.flatMap(({ names }) => names)),
    corpus: new Corpus(entries.map(({ document }) => document)),
  }
  prepared.set(shelf.datasets, done)
  return done
}

function entryOf(dataset: PublicDataset, { topics, origin }: Shelf): Entry {
  const dict = datasetDict(dataset, topics, origin)
  const { organization, groups, license_id, license_title } = dict
  return {
    document: documentOf(dict),
    names: [
      [`organization ${organization.name}`, organization.title],
      ...groups.map((group) => [`groups ${group.name}`, group.title] as const),
      [`license_id ${license_id}`, license_title],
    ],
  }
}

function searching<T>(search: () => T): T {
  try {
    return search()
  } catch (error) {
    throw error instanceof QueryBroken ? badSearch(error.message) : error
  }
}

/** One text or several of them. */
function textsOf(given: Parameters, name: string): readonly string[] {
  const value = given.get(name)
  // No filter begins so: it is the text of a list.
  const read = typeof value === 'string' && value.startsWith('[') ? parseJson(value) : value
  const list = value === undefined || value === null ? [] : Array.isArray(read) ? read : [read]
  if (!list.every((each): each is string => typeof each === 'string')) throw invalid(name, 'Must be a text')
  return list
}
