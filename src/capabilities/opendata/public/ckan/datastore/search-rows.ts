import { pageOfRows } from '../../query/page-of-outlines.ts'
import { askRows } from '../../query/read-rows.ts'
import { rowNumber } from '../../query/row-query.ts'
import { flagOf, naturalOf, type Parameters, requiredText, textOf } from '../parameters.ts'
import { invalid } from '../problems.ts'
import type { Shelf } from '../shelf.ts'
import { fieldOf } from './fields.ts'
import { questionOf, shownColumns } from './question.ts'
import { recordFormatOf, recordsOf } from './records.ts'
import { storedResource } from './stored.ts'

const usualLimit = 100
const mostRows = 32_000
/** Outlines are long. */
const mostShapes = 500
/** What PostgreSQL counts in. */
const deepest = 2_000_000_000

/** `datastore_search`: rows by value, words and order, page by page. */
export async function searchRows(given: Parameters, shelf: Shelf) {
  const { dataset, resource } = storedResource(shelf, requiredText(given, 'resource_id'))
  if (flagOf(given, 'distinct', false)) throw invalid('distinct', 'Distinct rows are not offered here')
  const most = dataset.definition.geometry?.shape === undefined ? mostRows : mostShapes
  const asked = naturalOf(given, 'limit', usualLimit, most)
  const offset = naturalOf(given, 'offset', 0, deepest)
  const format = recordFormatOf(textOf(given, 'records_format'))
  const columns = shownColumns(given, dataset.definition)
  const query = { versionKey: dataset.version.key, ...questionOf(given, dataset.definition) }
  const withTotal = flagOf(given, 'include_total', true)
  const { page, counted } = await askRows(shelf.db, query, dataset.version.rows)
  const { shape } = dataset.definition.geometry ?? {}
  const { rows, more } = await pageOfRows(page, shape, offset, asked)
  // Long outlines end a page early; as with CKAN's own limits, the answer says what was kept to.
  const limit = more ? rows.length : asked
  return {
    include_total: withTotal,
    limit,
    ...(offset > 0 ? { offset } : {}),
    records_format: format,
    resource_id: resource.uuid,
    total_estimation_threshold: null,
    fields: columns.map((column) => (column === undefined ? { id: rowNumber, type: 'int' } : fieldOf(column))),
    records: recordsOf(rows, columns, format),
    _links: linksOf(given, offset, limit),
    ...(withTotal ? { total: counted.total, total_was_estimated: counted.estimated } : {}),
  }
}

/** Addresses below the portal, as CKAN gives them: `next` also behind the end, where there are no rows any more. */
function linksOf(given: Parameters, offset: number, limit: number) {
  const at = (from: number): string => {
    const search = new URLSearchParams()
    for (const [name, value] of given)
      if (name !== 'offset') search.set(name, typeof value === 'string' ? value : JSON.stringify(value))
    if (from > 0) search.set('offset', String(from))
    return `/api/3/action/datastore_search?${search}`
  }
  return {
    start: at(0),
    ...(offset > 0 ? { prev: at(Math.max(0, offset - limit)) } : {}),
    next: at(offset + limit),
  }
}
