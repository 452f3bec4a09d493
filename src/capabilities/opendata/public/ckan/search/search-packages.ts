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

const documents = new WeakMap<DatasetDict, Document>()

/** `package_search`. Results are whole: harvesters ask for nothing more. */
export function searchPackages(given: Parameters, shelf: Shelf) {
  const rows = naturalOf(given, 'rows', usualRows, mostRows)
  const start = naturalOf(given, 'start', 0)
  const { sort, compare } = orderOf(textOf(given, 'sort'))
  const found = searching(() => {
    const q = parseQuery(textOf(given, 'q') ?? '')
    const filters = [...textsOf(given, 'fq'), ...textsOf(given, 'fq_list')].map(parseQuery)
    return shelf.datasets.flatMap((dataset) => {
      const dict = shelf.dict(dataset)
      const document = cachedDocument(dict)
      if (filters.some((filter) => score(filter, document) === undefined)) return []
      const reached = score(q, document)
      return reached === undefined ? [] : [{ dict, document, score: reached }]
    })
  })
  const names = namesOf(shelf)
  return {
    count: found.length,
    sort,
    results: [...found]
      .sort(compare)
      .slice(start, start + rows)
      .map(({ dict }) => dict),
    ...facetsOf(
      given,
      found.map(({ document }) => document),
      (field, value) => names.get(`${field} ${value}`) ?? value,
    ),
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

function cachedDocument(dict: DatasetDict): Document {
  const made = documents.get(dict) ?? documentOf(dict)
  documents.set(dict, made)
  return made
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
