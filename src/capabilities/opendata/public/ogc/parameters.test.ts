import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../../language/folder.ts'
import { formatOf } from './format.ts'
import { readItemsQuery } from './parameters.ts'
import { OgcProblem } from './problems.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const hydrants = datasets.find(({ id }) => id === 'fire-hydrant') ?? expect.fail()
const read = (text: string) => readItemsQuery(new URLSearchParams(text), hydrants, 7)

describe('what a list is asked for', () => {
  test('the usual, and what clients send', () => {
    expect(read('')).toEqual({ versionKey: 7, conditions: [], words: [], sort: [], limit: 10, offset: 0 })
    expect(read('limit=3&offset=0&f=json')).toMatchObject({ limit: 3, offset: 0 })
    expect(read('limit=999999').limit).toBe(5000)
    expect(read('bbox=132.099999999999994,33.7999999999999972,132.2,34').bounds).toEqual([132.1, 33.8, 132.2, 34])
    expect(read('bbox=132,33,-100,134,34,9000').bounds).toEqual([132, 33, 134, 34])
    expect(read('bbox=170,-40,-170,40').bounds).toEqual([170, -40, -170, 40])
    expect(read('bbox=-720,-100,720,100').bounds).toEqual([-180, -90, 180, 90])
    expect(read('crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84').limit).toBe(10)
    for (const time of [
      '2026-04-01',
      '2026-04-01T00:00:00Z',
      '../2026-04-01',
      '2026-04-01/..',
      '2026-04-01/2026-05-01',
    ])
      expect(read(`datetime=${time}`).conditions).toEqual([])
  })

  test('a property is a condition: equal, as a number where it is one', () => {
    expect(read('type=消火栓&diameter=75').conditions).toEqual([
      { kind: 'is', column: 'type', values: ['消火栓'] },
      { kind: 'between', column: 'diameter', from: '75', to: '75', numeric: true },
    ])
  })

  test.each([
    'colour=red',
    'Limit=1',
    'limit=0',
    'limit=-1',
    'limit=x',
    'limit=1&limit=2',
    'offset=1.5',
    'bbox=1,2,3',
    'bbox=1,2,3,x',
    'bbox=1,2,3,4,5',
    'bbox=NaN,1,2,3',
    'bbox=1,34,2,33',
    'bbox=1e3,1,2,3',
    'datetime=yesterday',
    'datetime=2026-13-01',
    'datetime=2026-05-01/2026-04-01',
    'datetime=/',
    'datetime=2026-04-01/2026-04-02/2026-04-03',
    'crs=EPSG:4326',
    'bbox-crs=http://www.opengis.net/def/crs/EPSG/0/4326',
    'diameter=1) or (1=1',
    'type=%00',
    'lat=33.9',
  ])('%s is refused', (text) => expect(() => read(text)).toThrow(OgcProblem))
})

describe('the format', () => {
  test.each([
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'application/json', 'json'],
    [undefined, 'application/geo+json, application/json', 'json'],
    [undefined, 'application/json,application/schema+json', 'json'],
    [undefined, 'application/schema+json', 'json'],
    [undefined, 'application/vnd.oai.openapi+json;version=3.0, application/openapi+json;version=3.0', 'json'],
    [undefined, 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    [undefined, 'text/html;q=0.5, application/json', 'json'],
    ['html', 'application/json', 'html'],
    ['json', 'text/html', 'json'],
    ['geojson', undefined, 'json'],
  ])('f=%s, Accept: %s is %s', (f, accept, format) => expect(formatOf(f, accept)).toBe(format))

  test('what is not there is refused', () => {
    expect(() => formatOf('gml', undefined)).toThrow(expect.objectContaining({ status: 400 }))
    expect(() => formatOf(undefined, 'image/png')).toThrow(expect.objectContaining({ status: 406 }))
    expect(() => formatOf(undefined, 'application/json;q=0')).toThrow(expect.objectContaining({ status: 406 }))
  })
})
