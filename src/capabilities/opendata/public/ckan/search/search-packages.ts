import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseJson } from '../../../../../platform/parse-json.ts'
import type { DatasetDict } from '../dataset-dict.ts'
import { naturalOf, type Parameters, textOf } from '../parameters.ts'
import { badSearch, invalid } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { documentOf } from './document.ts'
import { facetsOf } from './facets.ts'
import { type Document, score } from './match.ts'
import { orderOf } from './order.ts'
import { parseQuery } from './parse.ts'
import { QueryBroken } from './query.ts'

const usualRows = 10
const mostRows = 1000
/** For more than these the whole is put in order. */
const mostKept = 1000

const documents = new WeakMap<DatasetDict, Document>()

/** `package_search`. Results are whole: harvesters ask for nothing more. */
export async function searchPackages(given: Parameters, shelf: Shelf) {
  const entries = await prepare(shelf)
  const rows = naturalOf(given, 'rows', usualRows, mostRows)
  const start = naturalOf(given, 'start', 0)
  const { sort, compare } = orderOf(textOf(given, 'sort'))
  const found = searching(() => {
    const q = parseQuery(textOf(given, 'q') ?? '')
    const filters = [...textsOf(given, 'fq'), ...textsOf(given, 'fq_list')].map(parseQuery)
    const reached: (Entry & { readonly score: number })[] = []
    for (const { dict, document } of entries) {
      if (filters.some((filter) => score(filter, document) === undefined)) continue
      const points = score(q, document)
      if (points !== undefined) reached.push({ dict, document, score: points })
    }
    return reached
  })
  let names: ReadonlyMap<string, string> | undefined
  return {
    count: found.length,
    sort,
    results: firstOf(found, compare, start + rows)
      .slice(start)
      .map(({ dict }) => dict),
    ...facetsOf(
      given,
      found.map(({ document }) => document),
      (field, value) => {
        names ??= namesOf(shelf)
        return names.get(`${field} ${value}`) ?? value
      },
    ),
  }
}

interface Entry {
  readonly dict: DatasetDict
  readonly document: Document
}

const prepared = new WeakMap<Shelf['datasets'], readonly Entry[]>()

/** What is searched of each dataset is made once; of ten thousand in pieces, so that others are answered in between. */
async function prepare({ datasets, dict }: Shelf): Promise<readonly Entry[]> {
  const known = prepared.get(datasets)
  if (known) return known
  const entries: Entry[] = []
  let made = 0
  for (const dataset of datasets) {
    const each = dict(dataset)
    const before = documents.get(each)
    const document = before ?? documentOf(each)
    entries.push({ dict: each, document })
    if (before !== undefined) continue
    documents.set(each, document)
    made += 1
    if (made % 100 === 0) await nextTurn()
  }
  prepared.set(datasets, entries)
  return entries
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

/** What people call the values of facets whose values are names. */
function namesOf({ datasets, dict }: Shelf): ReadonlyMap<string, string> {
  return new Map(
    datasets
      .map(dict)
      .flatMap(({ organization, groups, license_id, license_title }) => [
        [`organization ${organization.name}`, organization.title] as const,
        ...groups.map(({ name, title }) => [`groups ${name}`, title] as const),
        [`license_id ${license_id}`, license_title] as const,
      ]),
  )
}
