import { brotliCompressSync } from 'node:zlib'
import { type HTMLElement, parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPortal, openPortal } from '../../test-support/portal.ts'
import type { MapConfig } from './map-config.ts'
import { mapSettingsOf, walkingTo } from './map-settings.ts'
import { frameAround, intoPicture, outlineOf, simplify } from './picture-frame.ts'

const site = (id: string, name: string, lat: number, lon: number, more: Record<string, string> = {}) => ({
  ...{ id, name, address: `山口県柳井市${name}`, lat: String(lat), lon: String(lon), ...more },
})
let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  const { office, definition } = portal
  await office.publish(definition('evacuation-space'), [
    site('s1', '柳井小学校', 33.966, 132.104, { flood: '1', earthquake: '1' }),
    site('s2', '<b>新庄</b>', 33.99, 132.08, { earthquake: '1' }),
    site('s3', '平郡', 33.77, 132.2, { flood: '1', tsunami: '1' }),
    { id: 's4', name: '位置のない所', flood: '1' },
  ])
  await office.publish(
    definition('fire-hydrant'),
    Array.from({ length: 450 }, (_, at) => ({
      ...{ id: String(at), type: '消火栓', lat: String(33.95 + at / 9000), lon: '132.1' },
    })),
  )
  await office.publish(definition('population'), [
    {
      counted_on: '2025-11-30',
      area: '柳井',
      total: '300',
      male: '140',
      female: '160',
      age_0_4_male: '140',
      age_85_over_female: '160',
    },
    {
      counted_on: '2026-11-30',
      area: '柳井',
      total: '280',
      male: '130',
      female: '150',
      age_0_4_male: '130',
      age_85_over_female: '150',
    },
    {
      counted_on: '2026-11-30',
      area: '阿月',
      total: '20',
      male: '10',
      female: '10',
      age_0_4_male: '10',
      age_85_over_female: '10',
    },
  ])
  await portal.load()
})
afterAll(() => portal.close())

async function open(path: string) {
  const response = await portal.fetch(path)
  const text = await response.text()
  expect(response.status, path).toBe(200)
  return { html: parse(text), text, headers: response.headers }
}
const names = (html: HTMLElement) => html.querySelectorAll('.map-place b').map((name) => name.text.trim())
const configOf = (html: HTMLElement): MapConfig =>
  JSON.parse(html.querySelector('city-map')?.getAttribute('data-config') ?? '{}')

describe('the map of the city', () => {
  test('shows where one flees to, as a picture and as a list that says the same', async () => {
    const { html } = await open('/map')
    expect(names(html)).toEqual(['柳井小学校', '<b>新庄</b>', '平郡'])
    expect(html.querySelectorAll('.map-picture .map-filled path, .map-picture .map-hollow path')).toHaveLength(3)
    expect(html.querySelector('.map-picture')?.getAttribute('aria-label')).toContain('指定緊急避難場所一覧3か所')
    expect(html.querySelectorAll('input[name=layer]').map((box) => box.getAttribute('value'))).toEqual([
      'evacuation-space',
      'fire-hydrant',
    ])
    expect(html.querySelector('.map-place')?.text).toContain('洪水・地震')
    expect(html.querySelector('.map-place a[rel]')?.getAttribute('href')).toBe(
      'https://www.google.com/maps/dir/?api=1&travelmode=walking&destination=33.966,132.104',
    )
    expect(html.text).toContain('国土数値情報')
  })

  test('by kind of disaster only the sites that can be used', async () => {
    const { html } = await open('/map?hazard=tsunami')
    expect(names(html)).toEqual(['平郡'])
    expect(configOf(html).layers.map(({ id, flag, shown }) => [id, flag, shown])).toEqual([
      ['evacuation-space', 'tsunami', true],
      ['fire-hydrant', undefined, false],
    ])
    expect((await open('/map?hazard=volcano')).html.text).toContain('「火山現象」のときに使える場所はありません')
  })

  test('by town the nearest first, with the distance', async () => {
    const { html } = await open(`/map?layer=evacuation-space&town=${encodeURIComponent('平郡')}`)
    expect(names(html)[0]).toBe('平郡')
    expect(html.querySelector('.map-place .nowrap')?.text).toMatch(/^約[\d.]+ k?m$/)
    expect(html.querySelector('.map-here')).not.toBeNull()
    expect(html.querySelector('#list h2')?.text).toBe('平郡に近い順')
  })

  test('tells when a picture has only a part, and is light before the map is asked for', async () => {
    const { html, text } = await open('/map?layer=fire-hydrant&layer=evacuation-space')
    expect(html.querySelectorAll('.map-filled path, .map-picture .map-hollow path').length).toBeGreaterThanOrEqual(403)
    expect(html.text).toContain('この図には一部だけを出しています')
    expect(brotliCompressSync(text).length).toBeLessThan(40_000)
  })

  test.each(['?layer=nothing', '?hazard=x&town=y', '?layer=evacuation-space%00', '?town=%F0%9F%98%80'])(
    '%s is the usual map',
    async (query) => {
      expect(names((await open(`/map${query}`)).html)).toHaveLength(3)
    },
  )

  test('runs a worker of its own and asks nobody outside', async () => {
    const policy = (await open('/map')).headers.get('content-security-policy') ?? ''
    expect(policy).toContain("worker-src 'self';")
    expect(policy).toContain("connect-src 'self';")
    expect(policy).not.toContain('cyberjapandata')
    const other = (await portal.fetch('/opendata')).headers.get('content-security-policy')
    expect(other).not.toContain('worker-src')
  })

  test('of a city without data says so, in every language', async () => {
    expect(parse(await (await portal.fetch('/map', {}, 'mihon')).text()).text).toContain('まだありません')
    for (const lang of ['easy', 'en'])
      expect((await open(`/map?lang=${lang}&hazard=flood`)).html.querySelectorAll('.map-place')).toHaveLength(2)
  })

  test('stands on ground that is made of open data and kept with the program', async () => {
    const response = await portal.fetch('/map/base.json')
    const ground = (await response.json()) as {
      attribution: string[]
      land: { geometry: { coordinates: unknown[] } }
      towns: { features: unknown[] }
    }
    expect(ground.attribution.join()).toMatch(/CC BY-SA 4.0.*Geolonia/)
    expect(ground.land.geometry.coordinates.length).toBeGreaterThan(10)
    expect(ground.towns.features.length).toBeGreaterThan(40)
    expect(
      (await portal.fetch('/map/base.json', { headers: { 'if-none-match': response.headers.get('etag') ?? '' } }))
        .status,
    ).toBe(304)
    expect(await (await portal.fetch('/map/base.json', {}, 'mihon')).json()).toMatchObject({
      land: { geometry: { coordinates: [] } },
    })
  })
})

describe('the page of a dataset', () => {
  test('draws the rows that its table shows, and tells the map of the browser which they are', async () => {
    const { html, headers } = await open('/dataset/352128-evacuation_space?is.flood=1&q=%E5%B9%B3%E9%83%A1')
    expect(html.querySelectorAll('#map .map-filled path')).toHaveLength(1)
    expect(configOf(html).layers).toMatchObject([
      { id: 'evacuation-space', keys: ['s3'], rows: '/dataset/352128-evacuation_space/row/' },
    ])
    expect(configOf(html).tiles).toBe('/tiles/evacuation-space.json')
    expect(headers.get('content-security-policy')).toContain("worker-src 'self'")
    expect(configOf((await open('/dataset/352128-evacuation_space')).html).layers[0]?.keys).toBeUndefined()
  })

  test('has charts, and none of a map where rows are no places', async () => {
    const { html } = await open('/dataset/352128-evacuation_space')
    expect(html.querySelectorAll('#charts tbody th').map((cell) => cell.text)).toEqual(['洪水', '地震', '津波'])
    const population = await open('/dataset/352128-population')
    expect(population.html.querySelector('#map')).toBeNull()
  })

  test('of the population shows the newest pyramid, the trend and every area; another area and day are a question away', async () => {
    const { html } = await open('/dataset/352128-population')
    expect(html.querySelector('#charts .chart')?.getAttribute('aria-label')).toMatch(
      /市全体の人口ピラミッド、令和8年11月30日（月）。15歳未満は47%、65歳以上は53%/,
    )
    const areas = (from: HTMLElement) =>
      from
        .querySelectorAll('#charts table')
        .at(-1)
        ?.querySelectorAll('tbody tr')
        .map((row) =>
          row
            .querySelectorAll('th, td')
            .map((cell) => cell.text)
            .slice(0, 3),
        )
    expect(areas(html)).toEqual([
      ['柳井', '280', '−20'],
      ['阿月', '20', ''],
    ])
    expect(html.querySelectorAll('#charts polyline').length).toBeGreaterThan(0)
    const chosen = await open(`/dataset/352128-population?area=${encodeURIComponent('柳井')}&day=2025-11-30&lang=en`)
    expect(chosen.html.querySelector('#charts .chart')?.getAttribute('aria-label')).toContain(
      'Population pyramid of 柳井, Sunday 30 November 2025',
    )
    expect(chosen.html.querySelectorAll('#charts details tbody tr')).toHaveLength(18)
  })
})

describe('a drawn map', () => {
  test('keeps what it shows within its frame, and shortens longitudes', () => {
    const frame = frameAround([132, 33.9, 132.2, 34.1])
    expect(frame.width).toBe(640)
    expect(frame.height).toBe(560)
    const [left, top] = intoPicture([132, 34.1], frame)
    const [right, bottom] = intoPicture([132.2, 33.9], frame)
    expect((right - left) / (bottom - top)).toBeCloseTo(Math.cos((34 * Math.PI) / 180), 2)
    for (const at of [left, top, right, bottom]) expect(at).toBeGreaterThan(0)
    expect(frameAround([132, 34, 132, 34]).bounds[2]).toBeGreaterThan(132.005)
  })
  test('has no more points than can be seen', () => {
    expect(
      simplify(
        [
          [0, 0],
          [1, 0.1],
          [2, 0],
          [3, 5],
          [4, 0],
        ],
        0.5,
      ),
    ).toEqual([
      [0, 0],
      [2, 0],
      [3, 5],
      [4, 0],
    ])
    const frame = frameAround([132, 33.9, 132.2, 34.1])
    expect(
      outlineOf(
        [
          [135, 35],
          [135.1, 35],
          [135.1, 35.1],
          [135, 35],
        ],
        frame,
      ),
    ).toBeUndefined()
  })
})

test('a setting that says nothing useful leaves the map as it is; 地理院タイル and another service are chosen by it', () => {
  expect(mapSettingsOf({}).background).toBe('bundled')
  expect(mapSettingsOf({ map: { background: 'elsewhere' } }).background).toBe('bundled')
  expect(mapSettingsOf({ map: { walking: { name: 'x', url: 'javascript:{lat}{lon}' } } }).walking.name).toBe(
    'Google マップ',
  )
  const settings = mapSettingsOf({
    map: { background: 'gsi', walking: { name: '道', url: 'https://example.jp/{lat}/{lon}' } },
  })
  expect([settings.background, walkingTo(settings, 33.9, 132.1)]).toEqual(['gsi', 'https://example.jp/33.9/132.1'])
})
