import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type HTMLElement, parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import { type OpenPortal, openPortal } from '../../test-support/portal.ts'
import type { MapConfig } from '../map/map-config.ts'
import { fetchNeighbour } from './fetch-neighbour.ts'
import { readKeptNeighbours, renewNeighbour } from './keep-neighbours.ts'
import { readNeighbours } from './source.ts'

/** The neighbour is a portal of our own, asked as any CKAN. */
let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  await portal.office.publish(portal.definition('evacuation-space'), [
    { id: 'N1', name: '見本小学校', address: '山口県見本町1', lat: '33.9', lon: '132.1' },
    { id: 'N2', name: '見本公園', address: '山口県見本町2' },
  ])
  await portal.load()
})
afterAll(() => portal.close())

const source = {
  dataset: 'evacuation-space',
  name: '見本町',
  portal: 'http://localhost:4000',
  package: '352128-evacuation_space',
  files: ['https://example.jp'],
}
const get = ((address: string) => {
  const { pathname, search } = new URL(address)
  return portal.fetch(pathname + search)
}) as typeof fetch
const renew = (now: string, asked = get) =>
  renewNeighbour(
    {
      db: portal.database.zone('internet'),
      clock: { now: () => new Date(now) } as never,
      config: { rootDir: path.resolve('.') } as never,
    },
    'yanai',
    source,
    asked,
  )

test('a neighbour is read by CKAN once a day, kept, shown to people and given to maps with its name', async () => {
  expect((await portal.fetch('/dataset/352128-evacuation_space/neighbours.geojson')).status).toBe(404)
  expect(await renew('2026-12-01T00:00:00Z')).toBe('read')
  expect(await renew('2026-12-01T12:00:00Z')).toBe('kept')
  expect(await renew('2026-12-02T01:00:00Z')).toBe('read')
  const db = portal.database.zone('internet').city<InternetDb>('yanai')
  const [kept] = await readKeptNeighbours(db, 'evacuation-space')
  expect(kept).toMatchObject({ name: '見本町', leftOut: 0, fetchedAt: new Date('2026-12-02T01:00:00Z') })
  expect(kept?.rows.map(({ id, name }) => [id, name])).toEqual([
    ['N1', '見本小学校'],
    ['N2', '見本公園'],
  ])
  const file = await (await portal.fetch('/dataset/352128-evacuation_space/neighbours.geojson')).json()
  expect(file.features).toHaveLength(1)
  expect(file.features[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [132.1, 33.9] },
    properties: { name: '見本小学校', published_by: '見本町' },
  })
  const html = await (await portal.fetch('/dataset/352128-evacuation_space/neighbours')).text()
  expect(html).toContain('見本町')
})

test('the map of the city has them as a layer of their own: off at first, with whose they are, by kind of disaster', async () => {
  const open = async (to: string) => parse(await (await portal.fetch(to)).text())
  const layerOf = (page: HTMLElement) =>
    (JSON.parse(page.querySelector('city-map')?.getAttribute('data-config') ?? '') as MapConfig).layers.at(-1)
  const usual = await open('/map')
  expect(layerOf(usual)).toMatchObject({ places: '/dataset/352128-evacuation_space/neighbours.geojson', shown: false })
  expect(usual.querySelector('#list')?.text).not.toContain('見本町のデータ')
  const shown = await open('/map?layer=_neighbours')
  expect(layerOf(shown)?.shown).toBe(true)
  expect(shown.querySelectorAll('.map-picture .map-hollow path')).toHaveLength(1)
  const place = shown.querySelector('#list .map-place')
  expect([place?.querySelector('b')?.text, place?.querySelector('a')?.text]).toEqual(['見本小学校', '見本町'])
  expect(shown.text).toMatch(/見本町のデータ（.+）を令和8年12月2日/)
  const flood = await open('/map?layer=_neighbours&hazard=flood')
  expect([layerOf(flood)?.flag, flood.querySelectorAll('#list .map-place').length]).toEqual(['flood', 0])
})

test('what can not be read leaves what was read before, and says why', async () => {
  const down = (async () => new Response(null, { status: 502 })) as typeof fetch
  await expect(renew('2026-12-09T00:00:00Z', down)).rejects.toThrow('unreachable')
  const db = portal.database.zone('internet').city<InternetDb>('yanai')
  expect((await readKeptNeighbours(db, 'evacuation-space'))[0]?.rows).toHaveLength(2)
})

const dict = (format: string, url = 'https://example.jp/x.csv') =>
  JSON.stringify({ success: true, result: { name: 'x', resources: [{ url, format }] } })
const answers = (shown: BodyInit, table: BodyInit): typeof fetch =>
  (async (address: string) => new Response(address.includes('package_show') ? shown : table)) as typeof fetch

test.each<[string, typeof fetch]>([
  ['not-ckan', answers('<html>', '')],
  ['not-ckan', answers('{"success":false}', '')],
  ['no-table', answers(dict('PDF'), '')],
  ['no-table', answers(dict('CSV', 'http://169.254.169.254/latest'), '名称\na')],
  ['no-table', answers(dict('CSV', 'http://example.jp:8080/x.csv'), '名称\na')],
  ['unreadable', answers(dict('CSV'), '')],
  ['unreadable', answers(dict('csv'), '名称,住所\n"開いたまま')],
  ['too-large', answers(dict('CSV'), new Uint8Array(21 * 1024 * 1024))],
])('%s', async (problem, asked) => {
  await expect(fetchNeighbour(source, portal.definition('evacuation-space'), asked)).rejects.toThrow(problem)
})

test('Shift_JIS is understood, and a row with a wrong place is left out', async () => {
  // 名称 and 緯度 in Shift_JIS.
  const name = Buffer.from([0x96, 0xbc, 0x8f, 0xcc])
  const lat = Buffer.from([0x88, 0xdc, 0x93, 0x78])
  const table = Buffer.concat([name, Buffer.from(','), lat, Buffer.from('\na,33.9\nb,999\n')])
  const read = await fetchNeighbour(source, portal.definition('evacuation-space'), answers(dict('CSV'), table))
  expect([read.rows.map((row) => row.name), read.leftOut]).toEqual([['a'], 1])
})

test('the list of sources: none without a file, an error for one that is not right', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'yanagi-neighbours-'))
  expect(readNeighbours(root, 'yanai')).toEqual([])
  mkdirSync(path.join(root, 'catalog', 'neighbours'), { recursive: true })
  const write = (text: string) => writeFileSync(path.join(root, 'catalog', 'neighbours', 'yanai.yaml'), text)
  write('- { dataset: aed, name: 見本町, portal: "https://data.example.jp", package: x-aed }\n')
  expect(readNeighbours(root, 'yanai')).toHaveLength(1)
  write('- { dataset: aed, name: 見本町, portal: "file:///etc/passwd", package: x-aed }\n')
  expect(() => readNeighbours(root, 'yanai')).toThrow()
  rmSync(root, { recursive: true })
})
