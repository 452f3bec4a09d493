import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseJson } from '../../../../../platform/parse-json.ts'
import type { PublicDataset } from '../../catalogue.ts'
import { datasetDict } from '../dataset-dict.ts'
import { naturalOf, type Parameters, textOf } from '../parameters.ts'
import { badSearch, invalid } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { documentOf } from './document.ts'
import { facetsOf } from './facets.ts'
import type { Document } from './match.ts'
import { type Found, orderOf, type SortedBy } from './order.ts'
import { parseQuery } from './parse.ts'
import { QueryBroken } from './query.ts'
import { Corpus, scoreAll } from './score-all.ts'

const usualRows = 10
const mostRows = 1000
/** For more than these the whole is put in order. */
const mostKept = 1000

/** `package_search`. Results are whole: harvesters ask for nothing more. */
export async function searchPackages(given: Parameters, shelf: Shelf) {
  const { entries, names, corpus } = await prepare(shelf)
  const rows = naturalOf(given, 'rows', usualRows, mostRows)
  const start = naturalOf(given, 'start', 0)
  const { sort, compare } = orderOf(textOf(given, 'sort'))
  const found = searching(() => {
    const q = parseQuery(textOf(given, 'q') ?? '')
    const filters = [...textsOf(given, 'fq'), ...textsOf(given, 'fq_list')].map(parseQuery)
    const points = scoreAll(q, corpus)
    const passed = filters.map((filter) => scoreAll(filter, corpus))
    const reached: Reached[] = []
    for (const [at, entry] of entries.entries()) {
      const own = points(at)
      if (own === undefined || passed.some((filter) => filter(at) === undefined)) continue
      reached.push({ entry, dict: entry.sortedBy, score: own })
    }
    return reached
  })
  return {
    count: found.length,
    sort,
    results: firstOf(found, compare, start + rows)
      .slice(start)
      .map(({ entry }) => shelf.dict(entry.dataset)),
    ...facetsOf(
      given,
      found.map(({ entry }) => entry.document),
      (field, value) => names.get(`${field} ${value}`) ?? value,
    ),
  }
}

/** What is kept of a dataset for searching. Its whole description is made when it is among the results. */
interface Entry {
  readonly dataset: PublicDataset
  readonly sortedBy: SortedBy
  readonly document: Document
  /** What people call the values of facets whose values are names. */
  readonly names: readonly (readonly [value: string, name: string])[]
}

interface Reached extends Found {
  readonly entry: Entry
}

interface Prepared {
  readonly entries: readonly Entry[]
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
    entries,
    names: new Map(entries.flatMap(({ names }) => names)),
    corpus: new Corpus(entries.map(({ document }) => document)),
  }
  prepared.set(shelf.datasets, done)
  return done
}

function entryOf(dataset: PublicDataset, { topics, origin }: Shelf): Entry {
  const dict = datasetDict(dataset, topics, origin)
  const { id, name, title, metadata_created, metadata_modified, organization, groups, license_id, license_title } = dict
  return {
    dataset,
    sortedBy: { id, name, title, metadata_created, metadata_modified, organization: { name: organization.name } },
    document: documentOf(dict),
    names: [
      [`organization ${organization.name}`, organization.title],
      ...groups.map((group) => [`groups ${group.name}`, group.title] as const),
      [`license_id ${license_id}`, license_title],
    ],
  }
}

/** The first so many in an order, without putting all of them in order. */
export function firstOf<T>(all: readonly T[], compare: (a: T, b: T) => number, count: number): readonly T[] {
  if (count >= mostKept || count >= all.length) return [...all].sort(compare).slice(0, count)
  const first: T[] = []
  for (const each of all) {
    const last = first[count - 1]
    if (last !== undefined && compare(each, last) >= 0) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(each, first[middle] as T) < 0) high = middle
      else low = middle + 1
    }
    first.splice(low, 0, each)
    if (first.length > count) first.pop()
  }
  return first
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
