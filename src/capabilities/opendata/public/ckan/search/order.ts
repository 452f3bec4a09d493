import type { DatasetDict } from '../dataset-dict.ts'
import { badSearch } from '../problems.ts'

/** What an order looks at. */
export interface SortedBy
  extends Pick<DatasetDict, 'id' | 'name' | 'title' | 'metadata_created' | 'metadata_modified'> {
  readonly organization: Pick<DatasetDict['organization'], 'name'>
}

export interface Found {
  readonly dict: SortedBy
  readonly score: number
}

const usual = 'score desc, metadata_modified desc'

const values: Readonly<Record<string, (found: Found) => string | number>> = {
  score: ({ score }) => score,
  rank: ({ score }) => score,
  id: ({ dict }) => dict.id,
  name: ({ dict }) => dict.name,
  title: ({ dict }) => dict.title,
  title_string: ({ dict }) => dict.title,
  metadata_created: ({ dict }) => dict.metadata_created,
  metadata_modified: ({ dict }) => dict.metadata_modified,
  organization: ({ dict }) => dict.organization.name,
}

/** The order that a `sort` names, as it was understood, and the comparison; by name where all else is the same. Throws a search error. */
export function orderOf(sort = usual): { readonly sort: string; compare(a: Found, b: Found): number } {
  const parts = sort.split(',').map((part) => {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    const value = Object.hasOwn(values, field) ? values[field] : undefined
    if (value === undefined) throw badSearch('This field can not be sorted by.')
    if (more.length > 0 || !/^(?:asc|desc)$/i.test(direction))
      throw badSearch('A sort is written field asc or field desc.')
    return { value, sign: direction.toLowerCase() === 'desc' ? -1 : 1, field }
  })
  return {
    sort: parts.map(({ field, sign }) => `${field} ${sign < 0 ? 'desc' : 'asc'}`).join(', '),
    compare: (a, b) => {
      for (const { value, sign } of parts) {
        const [left, right] = [value(a), value(b)]
        if (left !== right) return left < right ? -sign : sign
      }
      return a.dict.name < b.dict.name ? -1 : 1
    },
  }
}
