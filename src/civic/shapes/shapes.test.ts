import { expect, test } from 'vitest'
import { faultOf, tidy } from './faults.ts'
import { isInArea, meetsBox, metresTo, placeOn } from './meet.ts'
import { readGeometry } from './read-geometry.ts'
import { boxOf, countPlaces, type Shape } from './shape.ts'
import { readWkt, writeWkt } from './wkt.ts'

const square =
  'POLYGON ((132 33, 133 33, 133 34, 132 34, 132 33), (132.4 33.4, 132.4 33.6, 132.6 33.6, 132.6 33.4, 132.4 33.4))'
const shape = (text: string): Shape => readWkt(text) ?? expect.fail(text)

test.each([
  ['POINT (132.1 33.9)', 'POINT (132.1 33.9)'],
  ['point z(132.123456789 33.9 5)', 'POINT (132.1234568 33.9)'],
  ['MULTIPOINT (132 33, 133 34)', 'MULTIPOINT ((132 33), (133 34))'],
  ['SRID=6668;LINESTRING(132 33,133 34)', 'LINESTRING (132 33, 133 34)'],
  ['MULTILINESTRING ((132 33, 133 34), (1e2 3.3E1, 131 33))', 'MULTILINESTRING ((132 33, 133 34), (100 33, 131 33))'],
  [square, square],
  ['MULTIPOLYGON (((132 33, 133 33, 133 34, 132 33)))', 'MULTIPOLYGON (((132 33, 133 33, 133 34, 132 33)))'],
])('%s is read and written', (text, written) => {
  expect(writeWkt(shape(text))).toBe(written)
  expect(readGeometry(JSON.parse(JSON.stringify(shape(text))))).toEqual(shape(text))
})

test.each([
  ...[
    '',
    'POINT EMPTY',
    'POINT (1)',
    'POINT (1 2, 3 4)',
    'POINT (1 2 3 4 5)',
    'LINESTRING (1 2, 3)',
    'POLYGON (1 2, 3 4)',
  ],
  ...[
    'POINT (1 2) x',
    'POINT (1 2',
    'GEOMETRYCOLLECTION (POINT (1 2))',
    'SRID=2443;POINT (1 2)',
    'POINT Z (1 2)',
    'CIRCLE (1 2)',
  ],
])('%s is no shape', (text) => {
  expect(readWkt(text)).toBeUndefined()
})

test.each([
  null,
  5,
  {},
  { type: 'Point', coordinates: ['1', 2] },
  { type: 'Polygon', coordinates: [] },
  { type: 'LineString', coordinates: [[1]] },
])('%j is no geometry', (value) => {
  expect(readGeometry(value)).toBeUndefined()
})

test('rings are closed and turned, places twice in a row are one', () => {
  expect(writeWkt(tidy(shape('POLYGON ((132 33, 132 34, 132 34, 133 34, 133 33))')))).toBe(
    'POLYGON ((132 33, 133 33, 133 34, 132 34, 132 33))',
  )
})

test.each([
  ['LINESTRING (33 132, 34 133)', 'swapped'],
  ['LINESTRING (132 33, 532 33)', 'outside-world'],
  ['LINESTRING (0 0, 132 33)', 'outside-japan'],
  ['LINESTRING (132 33, 132 33)', 'too-few-places'],
  ['POLYGON ((132 33, 133 33, 132 33))', 'too-few-places'],
  ['POLYGON ((132 33, 133 34, 133 33, 132 33.8, 132 33))', 'crosses-itself'],
  [square, undefined],
])('%s: %s', (text, fault) => {
  expect(faultOf(tidy(shape(text)))).toBe(fault)
})

test('a box is met by what is in it, passes through it, or lies around it; not by the hole of an area', () => {
  const area = shape(square)
  expect(meetsBox(area, [131, 32, 134, 35])).toBe(true)
  expect(meetsBox(area, [132.1, 33.1, 132.2, 33.2])).toBe(true)
  expect(meetsBox(area, [132.45, 33.45, 132.55, 33.55])).toBe(false)
  expect(meetsBox(area, [133, 34, 135, 35])).toBe(true)
  expect(meetsBox(area, [133.0001, 33, 135, 35])).toBe(false)
  const line = shape('LINESTRING (132 33, 133 34)')
  expect(meetsBox(line, [132.4, 33.45, 132.6, 33.55])).toBe(true)
  expect(meetsBox(line, [132.6, 33.1, 133, 33.3])).toBe(false)
  expect(meetsBox(shape('POINT (179.5 0)'), [179, -1, -179, 1])).toBe(true)
})

test('a shape has a box, a place that stands for it, and a distance', () => {
  const area = shape(square)
  expect([boxOf(area), countPlaces(area)]).toEqual([[132, 33, 133, 34], 10])
  expect(isInArea(placeOn(area), area.coordinates as never)).toBe(true)
  expect(placeOn(shape('LINESTRING (132 33, 132 33.2, 132 34)'))).toEqual([132, 33.5])
  expect(metresTo(area, [132.2, 33.2])).toBe(0)
  expect(metresTo(area, [132.5, 33.5])).toBeGreaterThan(9000)
  expect(Math.round(metresTo(shape('LINESTRING (132 33, 132 34)'), [132.01, 33.5]) / 10)).toBe(93)
})
