import { describe, expect, test } from 'vitest'
import { fineGramsOf, standsIn, wordGrams } from './grams.ts'
import type { RowOrder } from './look-up.ts'
import { rowsOfPage, runsOfPage } from './order-runs.ts'
import { pageOfRows } from './page-of-outlines.ts'
import { boxOf, pointsInBox, roomForPoints, setPoint } from './points.ts'
import { postingOf, RowSet } from './row-set.ts'
import { setOf } from './select-rows.ts'
import { placesBySquare, placesInBox, squaresOf } from './squares.ts'
import { bucketOf, segmentRows, valueKey, valueTerm } from './terms.ts'

const numbers = (set: RowSet) => set.slice(0, Number.POSITIVE_INFINITY)

describe('a set of rows', () => {
  const rows = segmentRows + 100
  const every = (step: number) => Array.from({ length: Math.ceil(rows / step) }, (_, at) => at * step)
  const setOf = (places: readonly number[]) => {
    const set = new RowSet(rows)
    for (const at of places) set.add(at)
    return set
  }

  test('counts, is cut into pages from both ends, and knows nothing beyond its rows', () => {
    const set = setOf(every(7))
    set.add(rows)
    expect(set.count).toBe(every(7).length)
    expect(set.slice(1000, 3)).toEqual([7000, 7007, 7014])
    expect(set.slice(0, 2, true)).toEqual(every(7).slice(-2).reverse())
    expect(set.slice(5000, 10)).toEqual([])
    expect(RowSet.all(rows).count).toBe(rows)
  })

  test('is kept, added and dropped by others', () => {
    const both = setOf(every(2))
    both.keep(setOf(every(3)))
    expect(numbers(both)).toEqual(every(6))
    both.addAll(setOf([1]))
    both.drop(setOf(every(12)))
    expect(both.slice(0, 3)).toEqual([1, 6, 18])
  })

  test.each([
    ['few', every(1000)],
    ['many', every(3)],
    ['all', every(1)],
    ['one', [5]],
  ])('postings of %s rows are read as they were written', (_, places) => {
    const set = new RowSet(rows)
    for (const segment of [0, 1]) {
      const own = places.filter((at) => Math.floor(at / segmentRows) === segment).map((at) => at % segmentRows)
      if (own.length > 0) set.addPosting(segment, postingOf(own, segment === 0 ? segmentRows : 100))
    }
    expect(numbers(set)).toEqual(places)
  })
})

test('numbers have one spelling, texts their own', () => {
  const keys = ['100', '100.0', '+0100.00', '-0', '-1.50', '007', '1e3'].map((text) => valueKey(text, true))
  expect(keys).toEqual(['100', '100', '100', '0', '-1.5', '7', '1e3'])
  expect(valueKey('007', false)).toBe('007')
})

test('terms differ and spread', () => {
  const terms = new Set(Array.from({ length: 20_000 }, (_, at) => valueTerm('id', `H${at}`)))
  expect(terms.size).toBe(20_000)
  expect(valueTerm('a', 'b')).not.toBe(valueTerm('ab', ''))
  const counts = new Map<number, number>()
  for (let at = 0; at < 32_768; at += 1) counts.set(bucketOf(`H${at}`), (counts.get(bucketOf(`H${at}`)) ?? 0) + 1)
  expect(Math.max(...counts.values())).toBeLessThan(80)
})

test('a page of long outlines ends early, is never empty, and the next begins behind it', async () => {
  const lengths = [...Array(12).fill(10), 3_000_000, 900_000, 200_000, 9_000_000, 5, 5]
  const page = async (offset: number, limit: number) =>
    lengths.slice(offset, offset + limit).map((length, at) => ({
      rowNo: offset + at + 1,
      rowKey: '',
      cells: { shape: 'x'.repeat(length) },
      lon: null,
      lat: null,
    }))
  const pages = async (limit: number) => {
    const found: number[] = []
    for (let [offset, more] = [0, true]; more; ) {
      const part = await pageOfRows(page, 'shape', offset, limit)
      found.push(part.rows.length)
      offset += part.rows.length
      more = part.more
    }
    return found
  }
  expect(await pages(100)).toEqual([15, 1, 2])
  expect(await pages(7)).toEqual([7, 7, 2, 2])
  const { rows, more } = await pageOfRows(page, undefined, 0, 18)
  expect([rows.length, more]).toEqual([18, false])
})

describe('an order of rows', () => {
  // Ten pieces of seven entries, a value of one to twelve rows each.
  const values = [3, 1, 1, 12, 5, 1, 7, 2, 11, 9, 8, 4, 1, 5].flatMap((count, value) => Array(count).fill(value))
  const numbers = values.map((_, at) => ((at * 29) % values.length) + 1)
  const entries = Uint32Array.from(numbers, (number, at) =>
    values[at] === values[at - 1] ? number : number | (2 ** 31),
  )
  const order: RowOrder = {
    rows: entries.length,
    pieces: 10,
    rowsOf: () => 7,
    read: async (first, pieces) =>
      Array.from({ length: pieces }, (_, n) => entries.slice((first + n) * 7, (first + n + 1) * 7)),
  }
  const runs = [...new Set(values)].map((value) =>
    numbers.filter((_, at) => values[at] === value).map((number) => number - 1),
  )

  test.each([
    ['all', RowSet.all(values.length)],
    [
      'some',
      setOf(
        numbers.filter((number) => number % 3 > 0),
        values.length,
      ),
    ],
  ])('gives %s of its rows page by page, with all that are equal at both ends', async (_, among) => {
    for (const descending of [false, true]) {
      const whole = (descending ? runs.map((run) => [...run].reverse()).reverse() : runs)
        .map((run) => run.filter((at) => among.has(at)))
        .filter((run) => run.length > 0)
      const rows = whole.flat()
      for (let offset = 0; offset <= rows.length; offset += 1)
        for (const limit of [1, 5, 20]) {
          const page = rows.slice(offset, offset + limit)
          expect(await rowsOfPage(order, among, descending, { offset, limit })).toEqual(page)
          const found = await runsOfPage(order, among, descending, { offset, limit })
          const lists = found.runs.map((run) => run.rows as number[])
          expect(lists).toEqual(whole.filter((run) => run.some((at) => page.includes(at))))
          expect(lists.flat().slice(found.skipped, found.skipped + limit)).toEqual(page)
        }
    }
  })
})

test('places by squares are found as among all places, with the same ones near the border', () => {
  const rows = 500
  const points = roomForPoints(rows)
  for (let at = 0; at < rows; at += 1)
    setPoint(points, at, at === 7 ? null : 132 + ((at * 7919) % 3000) / 1e5, 33.9 - ((at * 104_729) % 2000) / 1e5)
  const kept = new Map([...placesBySquare(points, rows)].map(({ term, rows: bytes }) => [term, bytes]))
  for (const box of [
    [132, 33.88, 132.03, 33.9],
    [132.005, 33.885, 132.01, 33.89],
    [132.0051, 33.8851, 132.0052, 33.8852],
    [-10, -10, -9.999, -9.999],
  ] as const) {
    const squares = squaresOf(box)
    const [found, expected]: [[number, boolean][], [number, boolean][]] = [[], []]
    for (const term of squares?.terms ?? [])
      placesInBox(kept.get(term) ?? Buffer.alloc(0), squares?.box ?? boxOf(box), (...told) => found.push(told))
    pointsInBox(points, box, (...told) => expected.push(told))
    expect(squares).toBeDefined()
    expect(found.sort(([a], [b]) => a - b)).toEqual(expected)
  }
  expect([squaresOf([132, 33, 133, 34]), squaresOf([179, 0, -179, 1])]).toEqual([undefined, undefined])
})

test('a word of two or three letters stands where its letters do, a longer one is looked at', () => {
  const grams = new Set(fineGramsOf('柳井市伊保庄３丁目\n白壁'))
  const among = (word: string) => wordGrams(word).grams.every((gram) => grams.has(gram))
  expect(['伊保', '伊保庄', '3丁目', '保庄3丁', '市白', '井保'].map(among)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ])
  expect(['庄', '伊保', '伊保庄', '伊保庄3', '、'].map((word) => wordGrams(word).exact)).toEqual([
    false,
    true,
    true,
    false,
    true,
  ])
  expect([standsIn('イホ', 'いほ'), standsIn('市白', '市\n白'), standsIn('', 'x')]).toEqual([true, false, true])
})

test('points in a box, near its border, across the 180th meridian, and without a place', () => {
  const points = roomForPoints(5)
  const places: [number | null, number | null][] = [
    [132.1, 33.9],
    [132.2, 33.9],
    [179.9, 0],
    [-179.9, 0],
    [null, null],
  ]
  places.forEach(([lon, lat], at) => {
    setPoint(points, at, lon, lat)
  })
  const told = (...box: [number, number, number, number]) => {
    const found: [number, boolean][] = []
    pointsInBox(points, box, (at, edge) => found.push([at, edge]))
    return found
  }
  expect(told(132, 33, 132.15, 34)).toEqual([[0, false]])
  expect(told(132, 33, 132.2, 34)).toEqual([
    [0, false],
    [1, true],
  ])
  expect(told(179, -1, -179, 1)).toEqual([
    [2, false],
    [3, false],
  ])
})
