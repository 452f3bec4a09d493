import { describe, expect, it } from 'vitest'
import type { Field } from '../language/definition.ts'
import type { FieldContext, Posted } from './kind.ts'
import { mapShape } from './map-shape.ts'

const label = { ja: '場所', easy: '場所《ばしょ》', en: 'Place' }

function contextOf(extra: Partial<Field> = {}, more: Partial<FieldContext> = {}): FieldContext {
  return {
    field: { id: 'x', type: 'map-shape', label, ...extra },
    today: '2026-11-20',
    choices: [],
    entries: [],
    city: { settings: {}, register: () => [], isClosedDay: () => false },
    ...more,
  }
}

function posted(parts: Readonly<Record<string, string>>): Posted {
  const all = (part: string): readonly string[] => [parts[part] ?? []].flat()
  return { all, get: (part) => all(part).at(-1) ?? '', parts: () => Object.keys(parts) }
}

function shape(kind: string, points: string, extra: Partial<Field> = {}, more: Partial<FieldContext> = {}) {
  const { answer, problems } = mapShape.read(posted({ kind, points }), contextOf(extra, more), undefined)
  return answer ?? problems.map(({ code, part }) => (part ? `${code} ${part}` : code))
}

describe('what is drawn on the map', () => {
  const square = '33.96,132.1\n33.96,132.1001\n33.9601,132.1001\n33.9601,132.1'
  it('is kept as a geometry with longitude first, however it was written', () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [132.1, 33.96],
        [132.101, 33.961],
      ],
    }
    for (const text of [
      '33.96, 132.1\n33.961, 132.101',
      '３３．９６，１３２．１\r\n３３．９６１　１３２．１０１',
      '132.1, 33.96\n132.101, 33.961',
      '(33.96, 132.1);(33.961, 132.101)',
      '33.9600001, 132.1\n33.96, 132.1\n\n33.961, 132.1010000004\n',
    ])
      expect(shape('line', text), text).toEqual(line)
    expect(shape('point', '33.96 132.1')).toEqual({ type: 'Point', coordinates: [132.1, 33.96] })
    expect(shape('area', square)).toEqual(shape('area', `${square}\n33.96,132.1`))
  })

  it('is measured by the server, in whole numbers for expressions', () => {
    const answer = shape('area', square)
    const value = mapShape.value(answer as never, contextOf())
    expect(value).toMatchObject({ kind: 'area', points: 4, area: 103, length: 41 })
    expect((value as { areaHundredths: number }).areaHundredths).toBeGreaterThan(10_200)
    expect(JSON.parse((value as { geojson: string }).geojson)).toMatchObject({ type: 'Polygon' })
    expect(mapShape.show(answer as never, contextOf()).ja).toMatch(/^面：4点、面積 約10\d\.\d\d m²/)
  })

  it.each<[string, string, string, string]>([
    ['nothing chosen', '', square, 'shape-kind kind'],
    ['a kind nobody knows', 'volume', square, 'shape-kind kind'],
    ['words', 'line', '駅前\n市役所', 'shape-line points'],
    ['half a place', 'line', '33.96\n33.97', 'shape-line points'],
    ['NaN and more', 'line', 'NaN, NaN\nInfinity, 1e9', 'shape-line points'],
    ['another country', 'line', '48.85, 2.35\n48.86, 2.36', 'map-range points'],
    ['one point for a line', 'line', '33.96, 132.1', 'shape-few points'],
    ['one point again and again', 'line', '33.96, 132.1\n33.96, 132.1', 'shape-few points'],
    ['two points for an area', 'area', '33.96, 132.1\n33.961, 132.1', 'shape-few points'],
    ['two points for a point', 'point', '33.96, 132.1\n33.961, 132.1', 'shape-many points'],
    [
      'an area that crosses itself',
      'area',
      '33.96,132.1\n33.961,132.101\n33.96,132.101\n33.961,132.1',
      'shape-crossing points',
    ],
    ['an area without width', 'area', '33.96,132.1\n33.961,132.1\n33.962,132.1', 'shape-crossing points'],
    [
      'thousands of points',
      'line',
      Array.from({ length: 900 }, (_, i) => `33.9${i}, 132.1`).join('\n'),
      'shape-many points',
    ],
    ['a book', 'line', '33.96, 132.1\n'.repeat(100_000), 'shape-many points'],
    ['markup', 'line', '<script>1</script>', 'shape-line points'],
  ])('%s is refused with a sentence', (_, kind, points, expected) => {
    expect(shape(kind, points)).toEqual([expected])
  })

  it('outside the city is refused, a little over the simplified line is not', () => {
    const around = [
      [
        [132, 33.9],
        [132.2, 33.9],
        [132.2, 34],
        [132, 34],
      ],
    ] as const
    const city = { ...contextOf().city, boundary: around }
    expect(shape('point', '33.96, 132.1', {}, { city })).toMatchObject({ type: 'Point' })
    expect(shape('point', '34.001, 132.1', {}, { city })).toMatchObject({ type: 'Point' })
    expect(shape('point', '34.01, 132.1', {}, { city })).toEqual(['shape-outside points'])
  })

  it('only what the field lets draw; the only kind need not be chosen', () => {
    expect(shape('point', square, { shapes: ['line', 'area'] })).toEqual(['shape-kind kind'])
    expect(shape('', square, { shapes: ['area'] })).toMatchObject({ type: 'Polygon' })
  })

  it.each([
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [132.1, 33.96],
            [132.2, 33.96],
          ],
        ],
      },
    ],
    [{ type: 'Polygon', coordinates: [] }],
    [
      {
        type: 'LineString',
        coordinates: [
          [Number.NaN, 33],
          [132, 33],
        ],
      },
    ],
    [
      {
        type: 'LineString',
        coordinates: [
          ['132', '33'],
          ['133', '33'],
        ],
      },
    ],
    [{ type: 'Point', coordinates: [132.1, 33.96, 5] }],
    [{ type: 'MultiPoint', coordinates: [[132.1, 33.96]] }],
    [{ type: 'LineString', coordinates: Array.from({ length: 5000 }, () => [132.1, 33.96]) }],
  ])('a record that is no such shape is unreadable, never a fault: %#', (answer) => {
    const context = contextOf()
    expect(mapShape.check(answer as never, context).length).toBeGreaterThan(0)
    expect(() => [
      mapShape.value(answer as never, context),
      mapShape.show(answer as never, context),
      mapShape.typed(answer as never),
    ]).not.toThrow()
  })
})
