import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { testServices } from '../../../../test/support/services.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { HttpProblem, type WebEnv } from '../../../platform/http/index.ts'
import { openXlsx } from '../../../platform/tabular/xlsx/read-xlsx.ts'
import { readZip } from '../../../platform/tabular/zip/read-zip.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { officeOf } from '../test-support/publish.ts'
import { openCatalogueOf } from './catalogue.ts'
import { pagesOfRows, VersionGone } from './files/pages-of-rows.ts'
import { loadNextVersion } from './load/load-version.ts'
import { openDataRoutes } from './routes.ts'

const { datasets } = readDatasetFolder(path.resolve('.'))
const dataset = (id: string) => datasets.find((each) => each.id === id) ?? expect.fail(id)

let database: TestDatabase
let app: Hono<WebEnv>
let office: ReturnType<typeof officeOf>
let services: ReturnType<typeof testServices<'internet'>>
const rows = Array.from({ length: 70 }, (_, at) => ({
  id: `F${at}`,
  type: at % 7 === 0 ? '防火水そう' : '消火栓',
  address: `山口県柳井市阿月${at}`,
  lat: String(33.9 + at / 1000),
  lon: '132.1',
  diameter: String(100 - at),
}))

async function loadAll(): Promise<void> {
  const db = services.db.city<InternetDb>('yanai')
  const loader = { db, files: services.files, cityId: 'yanai', now: () => services.clock.now() }
  while (await loadNextVersion(loader)) {}
  openCatalogueOf(services).changed('yanai')
}

beforeAll(async () => {
  database = await testDatabase()
  services = testServices({ zone: 'internet', db: database })
  const city = services.cities[0] ?? expect.fail()
  office = officeOf(services.db.city<InternetDb>('yanai'), services.files)
  await office.publish(dataset('fire-hydrant'), rows, { oldSlugs: ['shouka'] })
  await office.publish(dataset('aed'), [{ id: 'a/1', name: '<b>港', place: '1階', note: '=1+1' }])
  await loadAll()
  app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    const asked = c.req.query('lang')
    c.set('city', city)
    c.set('surface', 'portal')
    c.set('requestId', 'r')
    c.set('locale', asked === 'en' || asked === 'easy' ? asked : 'ja')
    c.set('now', services.clock.now())
    c.set('assets', { css: '/a.css', js: '/a.js' })
    await next()
  })
  openDataRoutes(app, services)
  app.onError((error, c) => c.text(error.message, error instanceof HttpProblem ? error.status : 500))
})
afterAll(() => database.close())

const get = (address: string, init: RequestInit = {}) => app.request(address, init)
const csv = '/dataset/352128-fire_hydrant/352128_fire_hydrant.csv'

describe('a file', () => {
  test('is whole, under its standard name, readable from every origin, and says where its description is', async () => {
    const answer = await get(csv)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': expect.stringContaining('text/csv'),
      'content-disposition': 'attachment; filename="352128_fire_hydrant.csv"',
      'access-control-allow-origin': '*',
      'cache-control': expect.stringContaining('public'),
      link: expect.stringMatching(/datapackage\.json>; rel="describedby".*rel="license"/),
    })
    expect((await answer.text()).trimEnd().split('\r\n')).toHaveLength(71)
  })

  test('is compressed when asked', async () => {
    const answer = await get(csv, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer())).toString()).toContain('F69')
  })

  test.each(['json', 'geojson'])('as %s holds every row', async (ending) => {
    const read = await (await get(csv.replace(/csv$/, ending))).json()
    expect(read.rows ?? read.features).toHaveLength(70)
  })

  test('that a client has already is not sent again, by its tag or its day', async () => {
    const first = await get(csv, { method: 'HEAD' })
    expect(await first.text()).toBe('')
    const etag = first.headers.get('etag') ?? ''
    const asked = async (headers: Record<string, string>) => (await get(csv, { headers })).status
    expect(await asked({ 'if-none-match': `"other", ${etag}` })).toBe(304)
    expect(await asked({ 'if-none-match': '"other"' })).toBe(200)
    expect(await asked({ 'if-modified-since': first.headers.get('last-modified') ?? '' })).toBe(304)
    expect(await asked({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).toBe(200)
    expect((await get(`${csv}?bom=yes`)).headers.get('etag')).not.toBe(etag)
  })

  test('may be asked for by a program of another origin with headers of its own', async () => {
    const answer = await get(csv, { method: 'OPTIONS' })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-headers')).toContain('if-none-match')
  })

  test('is found by id, UUID, old slug and short name, which lead to the one address', async () => {
    const { dataset: found } = (await openCatalogueOf(services).find('yanai', 'fire-hydrant')) ?? expect.fail()
    for (const name of ['fire-hydrant', found.uuid, 'shouka']) {
      const answer = await get(`/dataset/${name}/352128_fire_hydrant.csv?layout=recommended`)
      expect([answer.status, answer.headers.get('location')]).toEqual([301, `${csv}?layout=recommended`])
    }
    expect((await get('/dataset/352128-fire_hydrant/fire_hydrant.csv')).headers.get('location')).toBe(csv)
    expect((await get('/dataset/shouka.jsonld')).headers.get('location')).toBe('/dataset/352128-fire_hydrant.jsonld')
  })

  test('has an address by its UUID, as CKAN clients follow it', async () => {
    const described = await (await get('/dataset/352128-fire_hydrant.jsonld')).json()
    const address = new URL(described['dcat:distribution'][0]['@id']).pathname
    expect((await get(`${address}/download/any.csv`)).headers.get('content-type')).toContain('text/csv')
    expect((await get(address)).headers.get('location')).toBe('/dataset/352128-fire_hydrant#files')
  })

  test.each(['x.csv', '352128_fire_hydrant.csv?layout=none', '352128_fire_hydrant.exe'])(
    '%s is not there',
    async (name) => {
      expect((await get(`/dataset/352128-fire_hydrant/${name}`)).status).toBe(404)
    },
  )

  test('goes on where it broke off: a part of it, counted in its own bytes', async () => {
    const whole = Buffer.from(await (await get(csv)).arrayBuffer())
    const part = async (range: string, more: Record<string, string> = {}) => {
      const answer = await get(csv, { headers: { range, 'accept-encoding': 'gzip', ...more } })
      return {
        status: answer.status,
        range: answer.headers.get('content-range'),
        bytes: Buffer.from(await answer.arrayBuffer()),
      }
    }
    const middle = await part('bytes=100-299')
    expect([middle.status, middle.range]).toEqual([206, `bytes 100-299/${whole.length}`])
    expect(middle.bytes.equals(whole.subarray(100, 300))).toBe(true)
    expect((await part('bytes=-50')).bytes.equals(whole.subarray(-50))).toBe(true)
    expect((await part(`bytes=${whole.length - 3}-`)).bytes.equals(whole.subarray(-3))).toBe(true)
    expect(await part(`bytes=${whole.length}-`)).toMatchObject({ status: 416, range: `bytes */${whole.length}` })
    for (const odd of ['bytes=5-2', 'bytes=0-1,3-4', 'rows=1-2', 'bytes=-'])
      expect((await part(odd)).status, odd).toBe(200)
    const tag = (await get(csv)).headers.get('etag') ?? ''
    expect(tag).not.toContain('W/')
    expect((await part('bytes=0-9', { 'if-range': tag })).status).toBe(206)
    expect((await part('bytes=0-9', { 'if-range': '"another"' })).status).toBe(200)
  })

  test('as a workbook: numbers are numbers, codes and texts that look like formulas are texts', async () => {
    const answer = await get('/dataset/352128-fire_hydrant/352128_fire_hydrant.xlsx')
    expect(answer.headers.get('content-encoding')).toBeNull()
    const [sheet] = await openXlsx(Buffer.from(await answer.arrayBuffer()))
    const lines: string[][] = []
    for await (const { cells } of sheet?.rows() ?? []) lines.push(cells.map(String))
    expect(lines).toHaveLength(71)
    expect(lines[0]).toContain('口径')
    expect(lines[1]).toEqual(expect.arrayContaining(['F0', '防火水そう', '33.9', '100']))
  })

  test('all of them at once are one ZIP with a folder for each dataset, and a sitemap names the pages', async () => {
    const file = Buffer.from(await (await get('/opendata/all.zip')).arrayBuffer())
    const names = readZip(file, { entries: 10, entry: 1e6, total: 1e7, ratio: 1000 }).map(({ name }) => name)
    expect(names.sort()).toEqual([
      '352128-aed/352128_aed.csv',
      '352128-aed/datapackage.json',
      '352128-fire_hydrant/352128_fire_hydrant.csv',
      '352128-fire_hydrant/datapackage.json',
    ])
    expect(await (await get('/opendata/sitemap.xml')).text()).toContain('/dataset/352128-fire_hydrant</loc>')
  })

  test('never ends early: when its version is removed while it is sent, it breaks off', async () => {
    const pages = pagesOfRows(services.db.city<InternetDb>('yanai'), { key: 999_999, rows: 5 })
    await expect(pages.next()).rejects.toThrow(VersionGone)
    const { dataset: found } = (await openCatalogueOf(services).find('yanai', 'fire-hydrant')) ?? expect.fail()
    const sizes: number[] = []
    for await (const page of pagesOfRows(services.db.city<InternetDb>('yanai'), found.version, 30))
      sizes.push(page.length)
    expect(sizes).toEqual([30, 30, 10])
  })
})

describe('a page', () => {
  const text = async (address: string) => (await get(address)).text()

  test('lists the datasets and finds them', async () => {
    expect(await text('/opendata')).toContain('全70件')
    expect(await text('/opendata?q=ＡＥＤ')).not.toContain('352128-fire_hydrant')
    expect(await text('/opendata?topic=nothing')).toContain('352128-fire_hydrant')
  })

  test('of a dataset filters, sorts and pages on the server', async () => {
    const page = '/dataset/352128-fire_hydrant'
    expect(await text(page)).toContain('70件のうち 1–50')
    expect(await text(`${page}?page=2`)).toContain('70件のうち 51–70')
    expect(await text(`${page}?is.type=防火水そう`)).toContain('10件のうち 1–10')
    const sorted = await text(`${page}?sort=diameter`)
    expect(sorted.indexOf('/row/F69')).toBeLessThan(sorted.indexOf('/row/F68'))
    expect(await text(`${page}?q=そんなものはない`)).toContain('あてはまるものはありません')
    expect(await text(`${page}?page=1000000`)).toContain('あてはまるものはありません')
  })

  test.each(['ja', 'easy', 'en'])(
    'in %s says that the data are made up, whose they are, and what it is to machines',
    async (lang) => {
      const html = await text(`/dataset/352128-aed?lang=${lang}`)
      expect(html).toMatch(/デモのために作った|ために 作|練習|made up/)
      expect(html).toContain('0820-00-0011')
      const block = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(html)?.[1] ?? expect.fail()
      expect(JSON.parse(block)).toMatchObject({ '@type': 'Dataset' })
    },
  )

  test('of a row says everything, a slash in its name does no harm, and markup stays text', async () => {
    const html = await text('/dataset/352128-aed/row/a%2F1')
    expect(html).toContain('&lt;b>港')
    expect((await get('/dataset/352128-aed/row/none')).status).toBe(404)
  })
})

test('the feed and the catalogue tell of every dataset and change their tags with it', async () => {
  const feed = await get('/opendata/feed.atom')
  expect((await feed.text()).match(/<entry>/g)).toHaveLength(2)
  const catalogue = await get('/catalog.jsonld')
  expect((await catalogue.json())['dcat:dataset']).toHaveLength(2)
  await office.publish(
    dataset('aed'),
    [
      { id: 'a1', name: '港' },
      { id: 'a/1', name: '<b>港', place: '2階', phone: '0820-00-0099' },
    ],
    { number: 2, publishedAt: '2026-11-30T05:00:00Z' },
  )
  await loadAll()
  const known = { headers: { 'if-none-match': feed.headers.get('etag') ?? '' } }
  const next = await get('/opendata/feed.atom', known)
  expect(next.status).toBe(200)
  expect((await next.text()).match(/<entry>/g)).toHaveLength(3)
})

test('what a version changed is told cell by cell, but no telephone number; where there is nothing before it there is no page', async () => {
  const html = await (await get('/dataset/352128-aed/changes/2')).text()
  const told = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
  expect(told).toMatch(/1階.*→.*2階/)
  expect(told).toContain('&lt;b>港')
  expect(told).toContain('追加')
  expect(html).not.toContain('0820-00-0099')
  const past = await (await get('/dataset/352128-aed/versions/1')).text()
  expect(past.replaceAll(/<[^>]*>/g, ' ')).toMatch(
    /1階[\s\S]*いまの内容ではありません|いまの内容ではありません[\s\S]*1階/,
  )
  expect(past).toContain('/dataset/352128-aed/versions/1.csv')
  const file = await get('/dataset/352128-aed/versions/1.csv')
  expect(file.headers.get('content-disposition')).toContain('352128_aed_v1.csv')
  const csv = await file.text()
  expect(csv).toContain('1階')
  expect(csv).not.toMatch(/0820|電話番号/)
  for (const none of ['0', '3', '-1', 'x', '99999999999'])
    expect((await get(`/dataset/352128-aed/versions/${none}`)).status, none).toBe(404)
  for (const none of ['1', '3', '-1', '99999999999', 'x'])
    expect((await get(`/dataset/352128-aed/changes/${none}`)).status, none).toBe(404)
  expect(await (await get('/dataset/352128-aed')).text()).toContain('/dataset/352128-aed/changes/2')
})

test('withdrawn: 410 with the reason for people and for programs, and out of the catalogue', async () => {
  await office.withdraw('aed')
  openCatalogueOf(services).changed('yanai')
  const file = await get('/dataset/352128-aed/352128_aed.csv')
  expect(file.status).toBe(410)
  expect(await file.json()).toMatchObject({ detail: '内容に誤りがあったため', withdrawnOn: '2026-12-01' })
  for (const path of ['/dataset/352128-aed', '/dataset/352128-aed/row/a1']) {
    const page = await get(path)
    expect(page.status).toBe(410)
    expect(await page.text()).toContain('内容に誤りがあったため')
  }
  const program = await get('/dataset/352128-aed', { headers: { accept: 'application/json' } })
  expect([program.status, program.headers.get('content-type')]).toEqual([410, 'application/problem+json'])
  expect((await get('/dataset/352128-aed/datapackage.json')).status).toBe(410)
  expect(await (await get('/opendata')).text()).not.toContain('352128-aed')
  expect((await (await get('/catalog.jsonld')).json())['dcat:dataset']).toHaveLength(1)
  expect(await (await get('/opendata/feed.atom')).text()).toContain('公開をやめました')
})
