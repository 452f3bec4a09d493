import { badSearch } from '../problems.ts'
import type { Corpus, Points } from './corpus.ts'

const usual = 'score desc, metadata_modified desc'

/** What can be sorted by, and the field whose first value decides; undefined: the points. */
const fields: Readonly<Record<string, string | undefined>> = {
  score: undefined,
  rank: undefined,
  id: 'id',
  name: 'name',
  title: 'title',
  title_string: 'title',
  metadata_created: 'metadata_created',
  metadata_modified: 'metadata_modified',
  organization: 'organization',
}

/** Which of two datasets comes first, by their places in the corpus. */
export type Comparison = (a: number, b: number) => number

/** The order that a `sort` names, as it was understood, and its comparison; by name where all else is the same. Throws a search error. */
export function orderOf(sort = usual): {
  readonly sort: string
  compare(corpus: Corpus, points: Points): Comparison
} {
  const parts = sort.split(',').map((part) => {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    if (!Object.hasOwn(fields, field)) throw badSearch('This field can not be sorted by.')
    if (more.length > 0 || !/^(?:asc|desc)$/i.test(direction))
      throw badSearch('A sort is written field asc or field desc.')
    return { of: fields[field], sign: direction.toLowerCase() === 'desc' ? -1 : 1, field }
  })
  return {
    sort: parts.map(({ field, sign }) => `${field} ${sign < 0 ? 'desc' : 'asc'}`).join(', '),
    compare: (corpus, points) => {
      const keys = [...parts, { of: 'name', sign: 1 }].map(({ of, sign }) => ({
        sign,
        of: of === undefined ? points : corpus.ranks(of),
      }))
      return (a, b) => {
        for (const { of, sign } of keys) {
          const more = (of[a] ?? 0) - (of[b] ?? 0)
          if (more !== 0) return more * sign
        }
        return 0
      }
    },
  }
}

/** For more than these the whole is put in order. */
const mostKept = 1000

/** The first so many in an order, without putting all of them in order. */
export function firstOf(all: Uint32Array, compare: Comparison, count: number): readonly number[] {
  if (count >= mostKept || count >= all.length) return [...all.slice().sort(compare).subarray(0, count)]
  const first: number[] = []
  for (const each of all) {
    const last = first[count - 1]
    if (last !== undefined && compare(each, last) >= 0) continue
    let [low, high] = [0, first.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (compare(each, first[middle] ?? 0) < 0) high = middle
      else low = middle + 1
    }
    first.splice(low, 0, each)
    if (first.length > count) first.pop()
  }
  return first
}
