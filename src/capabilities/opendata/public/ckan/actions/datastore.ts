import type { Actions } from '../action.ts'
import { fieldsOf } from '../datastore/fields.ts'
import { searchRows } from '../datastore/search-rows.ts'
import { storedResource } from '../datastore/stored.ts'
import { requiredText, textOf } from '../parameters.ts'
import { denied, invalid } from '../problems.ts'

/** What is asked of rows. */
export const datastoreActions: Actions = {
  datastore_search: {
    help: [
      'Rows of a resource. Parameters: resource_id; filters {field: value or list}; q, words or {field: words}; fields; sort;',
      'limit (default 100, at most 32000); offset; include_total; records_format (objects, lists, csv, tsv).',
      'A field is named by its id or by its heading.',
    ].join(' '),
    run: searchRows,
  },
  datastore_info: {
    help: 'The fields and the number of rows of a resource. Parameter: id (or resource_id).',
    run: (given, shelf) => {
      const id = textOf(given, 'id') ?? textOf(given, 'resource_id')
      if (id === undefined) throw invalid('id', 'Missing value')
      const { dataset, resource } = storedResource(shelf, id)
      return {
        meta: { id: resource.uuid, count: dataset.version.rows, table_type: 'BASE TABLE', aliases: [] },
        fields: fieldsOf(dataset.definition),
      }
    },
  },
  datastore_search_sql: {
    help: 'Refused: no SQL of a client is run here. datastore_search asks by values, words, fields and order.',
    run: (given) => {
      requiredText(given, 'sql')
      throw denied(
        'SQL is not run here. Use datastore_search (filters, q, fields, sort, limit, offset), or /datastore/dump/{resource_id} for all rows',
      )
    },
  },
}
