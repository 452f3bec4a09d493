import { describe, expect, test } from 'vitest'
import { Corpus } from './corpus.ts'
import { type Document, score, Value, Values } from './match.ts'
import { firstOf, orderOf } from './order.ts'
import { parseQuery } from './parse.ts'
import { QueryBroken } from './query.ts'
import { pointsOf } from './score-all.ts'

const aed: Document = new Map(
  Object.entries({
    name: ['352128-aed'],
    title: ['AED設置箇所一覧', 'AED locations'],
    tags: ['AED', '救命'],
    groups: ['safety'],
    organization: ['352128'],
    res_format: ['CSV', 'GeoJSON'],
    metadata_modified: ['2026-11-30T09:00:00.000000'],
    extras_category: ['司法・安全・環境'],
    text: ['AED設置箇所一覧', 'AED locations', '心臓が止まったときに使うAEDが、どこにあるか。', '救命', '352128-aed'],
  }).map(([field, values]) => [field, new Values(values.map((value) => new Value(value)))]),
)
const corpus = new Corpus([new Map(), aed, new Map()])
/** Alone and among others it is found alike. */
const finds = (query: string): boolean => {
  const alone = score(parseQuery(query), aed)
  expect(pointsOf(parseQuery(query), corpus)[1]).toBe(alone === undefined ? 0 : alone + 1)
  return alone !== undefined
}

describe('a search is understood', () => {
  test.each([
    '',
    '*:*',
    '*',
    'AED',
    'aed',
    'ＡＥＤ',
    '設置',
    'あるか',
    'アルカ',
    '"AED設置"',
    '"aed locations"',
    'loc*',
    '*cations',
    'title:*cations',
    'name:352128-a*',
    'title:loc*',
    'title:AED設置*',
    'title: aed',
    'name:352128-aed',
    'name:352128*',
    'name:*aed',
    'tags:救命',
    'tags:"救命"',
    'tags:(防災 OR 救命)',
    'groups:safety OR groups:welfare',
    'groups:welfare OR groups:safety',
    'groups:(+safety -welfare)',
    'organization:352128 -organization:131229',
    'NOT groups:welfare',
    '!groups:welfare',
    '-groups:welfare',
    '+AED +groups:safety',
    'AED AND groups:safety AND NOT tags:水',
    'AED && (groups:welfare || groups:safety)',
    'res_format:csv',
    'extras_category:司法・安全・環境',
    'title:*',
    'metadata_modified:[2026-01-01T00:00:00.000000Z TO *]',
    'metadata_modified:[* TO 2026-11-30T09:00:00Z]',
    'metadata_modified:[2026-11-30 TO 2026-12-01}',
    'name:[352127 TO 352129]',
    'title:AED^4 OR nothing^0.5',
    'name:352128\\-aed',
    // As harvesters join filters: one of the two, and the day.
    'organization:131229 OR organization:352128 metadata_modified:[2026-01-01T00:00:00.000000Z TO *]',
    'AED　設置',
  ])('%s finds it', (query) => expect(finds(query)).toBe(true))

  test.each([
    'ED',
    '設直',
    'location',
    'title:救命',
    'title:locat',
    'name:352128',
    'tags:救',
    'nowhere:AED',
    'nowhere:*',
    'AED groups:welfare',
    'AED AND NOT groups:safety',
    '-AED',
    '-(AED OR 水)',
    'organization:352128 OR organization:131229 metadata_modified:[2027-01-01T00:00:00.000000Z TO *]',
    'metadata_modified:{2026-11-30T09:00:00Z TO *]',
    'metadata_modified:[* TO 2026-11-30T09:00:00Z}',
    '"設置 locations"',
    'name:352128\\*',
    'AND\\ x',
  ])('%s does not', (query) => expect(finds(query)).toBe(false))

  test.each([
    '"open',
    '(AED',
    'AED)',
    ')',
    'title:',
    'AED AND',
    'OR AED',
    'AED OR OR x',
    'NOT',
    '[a TO b]',
    'name:[a b]',
    'name:[a TO b',
    'x]',
    '{!func}x',
    'AED^x',
    '^2',
    'metadata_modified:[yesterday TO *]',
    'metadata_modified:[2026-13-01 TO *]',
    '('.repeat(50),
    `${'('.repeat(50)}a${')'.repeat(50)}`,
    'a '.repeat(5000),
  ])('%s is an error', (query) => expect(() => finds(query)).toThrow(QueryBroken))

  test('what is in the name or title comes first, and a boost counts', () => {
    const scored = (query: string): number => score(parseQuery(query), aed) ?? 0
    expect(scored('AED')).toBeGreaterThan(scored('救命'))
    expect(scored('救命')).toBeGreaterThan(scored('心臓'))
    expect(scored('救命^3')).toBe(scored('救命') * 3)
  })

  test('no search takes long, whatever stands in it', () => {
    const began = performance.now()
    const hostile = [
      `name:${'*a'.repeat(1900)}`,
      '-'.repeat(3900),
      `"${'\\'.repeat(3900)}`,
      `title:${'x*'.repeat(1900)}`,
      'a:'.repeat(1900),
    ]
    for (const query of hostile)
      try {
        finds(query)
      } catch (error) {
        expect(error).toBeInstanceOf(QueryBroken)
      }
    expect(performance.now() - began).toBeLessThan(2000)
  })
})

describe('an order', () => {
  const named = (name: string, day: string): Document =>
    new Map(
      Object.entries({ name: [name], metadata_modified: [day] }).map(([field, values]) => [
        field,
        new Values(values.map((value) => new Value(value))),
      ]),
    )
  const many = new Corpus([
    named('b', '2026-02'),
    named('a', '2026-02'),
    named('d', '2026-01'),
    named('c', '2026-03'),
    named('B', '2026-03'),
  ])
  const places = Uint32Array.of(0, 1, 2, 3, 4)
  const ordered = (sort: string | undefined, count: number, points = [1, 1, 3, 1, 1]): string =>
    firstOf(places, orderOf(sort).compare(many, Float32Array.from(points)), count)
      .map((at) => many.documents[at]?.get('name')?.list[0]?.text)
      .join('')

  test('puts the first so many as it puts all', () => {
    for (const sort of [undefined, 'name desc', 'metadata_modified asc, name desc', 'score asc', 'id asc'])
      for (const count of [1, 2, 3, 4]) expect(ordered(sort, count)).toBe(ordered(sort, 5).slice(0, count))
  })

  test('counts what fits best, then the newest, then the name', () => {
    expect(ordered(undefined, 5)).toBe('dBcab')
    expect(ordered('metadata_modified asc, name desc', 5)).toBe('dbacB')
    expect(ordered('score asc, name desc', 5)).toBe('cbaBd')
  })
})
