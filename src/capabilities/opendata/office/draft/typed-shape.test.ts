import { expect, test } from 'vitest'
import { drawnOf, listOfPlaces, readDrawn, readShapeFile, readShapeText } from './typed-shape.ts'

const line = 'LINESTRING (132.1012 33.9635, 132.105 33.965)'
const area = 'POLYGON ((132.1 33.9, 132.2 33.9, 132.2 34, 132.1 33.9))'
const geometry = {
  type: 'LineString',
  coordinates: [
    [132.1012, 33.9635],
    [132.105, 33.965],
  ],
}
const feature = (of: unknown = geometry) => ({ type: 'Feature', properties: {}, geometry: of })
const file = (content: unknown, name = 'c.geojson') =>
  readShapeFile(name, Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)))

test('a shape of one part is drawn, and comes back from its list as it was', () => {
  for (const [kind, wkt] of [
    ['line', line],
    ['area', area],
    ['point', 'POINT (132.1 33.9)'],
  ] as const) {
    const drawn = drawnOf(wkt) ?? expect.fail(wkt)
    expect(drawn.kind).toBe(kind)
    expect(readDrawn(kind, listOfPlaces(drawn))).toEqual({ wkt })
  }
})

test.each([
  'MULTILINESTRING ((132.1 33.9, 132.2 33.9), (132.3 33.9, 132.4 33.9))',
  'POLYGON ((132 33, 133 33, 133 34, 132 33), (132.4 33.2, 132.5 33.2, 132.5 33.3, 132.4 33.2))',
  `LINESTRING (${Array.from({ length: 501 }, (_, i) => `132.${1000 + i} 33.9`).join(', ')})`,
  'no shape',
  '',
])('what has several parts, holes or too many places is not drawn by hand: %.30s', (cell) => {
  expect(drawnOf(cell)).toBeUndefined()
})

test('a list is read as people paste it: full width, in brackets, either order; what is wrong is told by its line', () => {
  expect(readDrawn('line', '（33.9635、132.1012）\r\n\r\n132.105，33.965')).toEqual({ wkt: line })
  expect(readDrawn('line', ' \n ')).toEqual({ wkt: '' })
  expect(readDrawn('line', '33.9, 132.1\n北緯33度, 東経132度')).toEqual({ refusal: { why: 'line', line: 2 } })
  expect(readDrawn('line', '33.9, 132.1, 5')).toEqual({ refusal: { why: 'line', line: 1 } })
  expect(readDrawn('', '33.9, 132.1')).toEqual({ refusal: { why: 'kind' } })
  expect(readDrawn('point', '33.9, 132.1\n33.8, 132.1')).toEqual({ refusal: { why: 'kind' } })
  expect(readDrawn('area', '33.9, 132.1\n'.repeat(501))).toEqual({ refusal: { why: 'many' } })
})

test('a file or a text holds one shape; anything else is told by its name', () => {
  expect(file(feature())).toEqual({ wkt: line })
  expect(file({ type: 'FeatureCollection', features: [feature(), feature(null)] })).toEqual({ wkt: line })
  expect(file(geometry)).toEqual({ wkt: line })
  expect(file(`\uFEFF${line}\n`, 'c.wkt')).toEqual({ wkt: line })
  expect(readShapeText(JSON.stringify(geometry))).toEqual({ wkt: line })
  const two = { type: 'FeatureCollection', features: [feature(), feature()] }
  expect(file(two)).toEqual({ refusal: { why: 'several', name: 'c.geojson' } })
  expect(file({ type: 'FeatureCollection', features: [] })).toEqual({ refusal: { why: 'none', name: 'c.geojson' } })
  for (const bad of ['<kml/>', '{"type":"LineString"', '', 'LINESTRING (1 2'])
    expect(file(bad)).toEqual({ refusal: { why: 'file', name: 'c.geojson' } })
  expect(readShapeText('=cmd()')).toEqual({ refusal: { why: 'text' } })
  expect(readShapeFile('x.bin', new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject({ refusal: { why: 'file' } })
})
