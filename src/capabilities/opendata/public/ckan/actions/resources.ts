import type { Actions } from '../action.ts'
import type { ResourceDict } from '../dataset-dict.ts'
import { naturalOf, type Parameters, requiredText, textOf } from '../parameters.ts'
import { invalid, notFound } from '../problems.ts'

const fields = ['id', 'name', 'description', 'url', 'format', 'mimetype', 'package_id', 'hash', 'created'] as const
type Field = (typeof fields)[number]

/** What is asked of single files. */
export const resourceActions: Actions = {
  resource_show: {
    help: 'One resource. Parameter: id, its UUID.',
    run: (given, shelf) => {
      const id = requiredText(given, 'id').toLowerCase()
      const found = shelf.resource(id)
      if (found === undefined) throw notFound()
      return shelf.dict(found.dataset).resources.find((each) => each.id === id)
    },
  },
  resource_search: {
    help: `Resources whose fields contain a text. Parameters: query, field:text or a list of them (${fields.join(', ')}); order_by, offset, limit.`,
    run: (given, { datasets, dict }) => {
      const conditions = queriesOf(given)
      const found = datasets
        .flatMap((dataset) => dict(dataset).resources)
        .filter((resource) => conditions.every(({ field, text }) => said(resource, field).includes(text)))
      const order = textOf(given, 'order_by')
      if (order !== undefined) {
        const field = fieldOf(order, 'order_by')
        found.sort((a, b) => (said(a, field) < said(b, field) ? -1 : 1))
      }
      const offset = naturalOf(given, 'offset', 0)
      return { count: found.length, results: found.slice(offset, offset + naturalOf(given, 'limit', found.length)) }
    },
  },
}

function queriesOf(given: Parameters): readonly { readonly field: Field; readonly text: string }[] {
  const value = given.get('query')
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.map((each) => {
    const [field, ...rest] = typeof each === 'string' ? each.split(':') : []
    if (field === undefined || rest.length === 0) throw invalid('query', 'Must be <field>:<value> pair(s)')
    return { field: fieldOf(field, 'query'), text: rest.join(':').toLowerCase() }
  })
}

function fieldOf(name: string, parameter: string): Field {
  const field = fields.find((each) => each === name)
  if (field === undefined) throw invalid(parameter, `The field must be one of ${fields.join(', ')}`)
  return field
}

function said(resource: ResourceDict, field: Field): string {
  return String(resource[field] ?? '').toLowerCase()
}
