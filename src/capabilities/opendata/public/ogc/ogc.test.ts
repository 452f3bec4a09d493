import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPortal, openPortal } from '../../test-support/portal.ts'
import { filterColumns } from './parameters.ts'

let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  const { office, definition } = portal
  await office.publish(
    definition('fire-hydrant'),
    Array.from({ length: 25 }, (_, at) => ({
      id: at === 6 ? 'a/7 水' : String(at + 1),
      type: at % 5 === 0 ? '防火水そう' : '消火栓',
      address: `山口県柳井市柳井${at + 1}`,
      ...(at === 24 ? {} : { lat: (33.9 + at / 1000).toFixed(3), lon: (132.1 + at / 1000).toFixed(3) }),
      diameter: String(100 - at),
    })),
  )
  await office.publish(definition('population'), [{ date: '2026-04-01' }])
  await office.publish(definition('aed'), [{ id: 'a1', name: '市役所' }])
  await portal.load()
  await office.withdraw('aed')
  await portal.load()
})
afterAll(() => portal.close())

const ask = async (to: string, headers: Record<string, string> = {}) => {
  const response = await portal.fetch(`/ogc${to}`, { headers })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text.startsWith('{') ? JSON.parse(text) : {},
  }
}
const items = '/collections/fire-hydrant/items'
const idsOf = async (question: string): Promise<string[]> => {
  const { body, text } = await ask(`${items}?limit=100&${question}`)
  return (body.features ?? expect.fail(text)).map(({ id }: { id: string }) => id)
}

describe('the way in', () => {
  test('every link of the landing page leads somewhere of its type, for programs and for people', async () => {
    const { body, headers } = await ask('?f=json')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    const rels = body.links.map(({ rel }: { rel: string }) => rel)
    expect(rels.slice(0, 6)).toEqual(['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data'])
    expect(rels.slice(6).map((rel: string) => rel.split('/').at(-1))).toEqual(['tilesets-vector', 'tiling-schemes'])
    for (const { href, type } of body.links) {
      const there = await portal.fetch(href.replace('http://localhost:4000', ''))
      expect([there.status, there.headers.get('content-type')?.split(';')[0]], href).toEqual([200, type.split(';')[0]])
    }
    expect((await ask('/')).body.links).toHaveLength(8)
    expect((await ask('/conformance')).body.conformsTo).toContain(
      'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
    )
  })

  test('collections are the published datasets with places', async () => {
    const { body } = await ask('/collections', { accept: 'application/json' })
    expect(body.collections).toHaveLength(1)
    expect(body.collections[0]).toMatchObject({
      id: 'fire-hydrant',
      title: '消防水利施設一覧',
      itemType: 'feature',
      extent: { spatial: { bbox: [[132.1, 33.9, 132.123, 33.923]] } },
    })
    expect(body.collections[0]).toEqual((await ask('/collections/fire-hydrant')).body)
    for (const [id, status] of [
      ['aed', 410],
      ['population', 404],
      ['nothing', 404],
      ['constructor', 404],
    ] as const)
      expect([(await ask(`/collections/${id}/items`)).status, id]).toEqual([status, id])
    expect((await ask('/collections/aed')).body.description).toContain('内容に誤りがあったため')
    expect(await (await portal.fetch('/ogc/collections', {}, 'mihon')).json()).toMatchObject({ collections: [] })
  })

  test('the API document names every parameter that is taken, and its references lead somewhere', async () => {
    const { body, text, headers } = await ask('/api')
    expect(headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0')
    const names = body.paths[items].get.parameters.map(
      (each: { name?: string; $ref?: string }) => each.name ?? each.$ref?.split('/').at(-1),
    )
    expect(names.slice(0, 8)).toEqual(['f', 'lang', 'limit', 'offset', 'bbox', 'bbox-crs', 'crs', 'datetime'])
    expect(names.slice(8)).toEqual(filterColumns(portal.definition('fire-hydrant')).map(({ id }) => id))
    for (const [, reference = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = reference.split('/').reduce((at, name) => at?.[name], body)
      expect(found, reference).toBeTypeOf('object')
    }
  })
})

describe('features', () => {
  test('the first page holds every property, the count, and the way on to the last', async () => {
    const { body, headers } = await ask(`${items}?limit=10`, { accept: 'application/geo+json, application/json' })
    expect(headers.get('content-type')).toBe('application/geo+json')
    expect(body).toMatchObject({ type: 'FeatureCollection', numberMatched: 25, numberReturned: 10 })
    const [first] = body.features
    expect(first).toMatchObject({
      type: 'Feature',
      id: '1',
      geometry: { type: 'Point', coordinates: [132.1, 33.9] },
      properties: { type: '防火水そう', diameter: 100, note: null },
    })
    expect(first.properties).not.toHaveProperty('lat')
    const seen: string[] = []
    for (let to: string | undefined = `/ogc${items}?type=消火栓&limit=6`; to !== undefined; ) {
      const page = (await (await portal.fetch(to)).json()) as {
        features: { id: string }[]
        links: { rel: string; href: string }[]
      }
      seen.push(...page.features.map(({ id }) => id))
      to = page.links.find(({ rel }) => rel === 'next')?.href.replace('http://localhost:4000', '')
    }
    expect(seen).toHaveLength(20)
    expect(new Set(seen).size).toBe(20)
  })

  test('by box, by property, and a row without a place has no geometry', async () => {
    expect(await idsOf('bbox=132.099999999999994,33.8999999999999972,132.1015,33.92')).toEqual(['1', '2'])
    expect(await idsOf('bbox=132.1225,-90,-170,90')).toEqual(['24'])
    expect(await idsOf('bbox=170,-90,132.1005,90')).toEqual(['1'])
    expect(await idsOf('bbox=0,0,1,1')).toEqual([])
    expect(await idsOf('diameter=99.0')).toEqual(['2'])
    expect(await idsOf(`type=${encodeURIComponent("x' or 1=1")}`)).toEqual([])
    expect(await idsOf('offset=100')).toEqual([])
    const last = await ask(`${items}?offset=24`)
    expect(last.body.features).toMatchObject([{ id: '25', geometry: null }])
    expect(last.body.links.map(({ rel }: { rel: string }) => rel)).toEqual(['self', 'alternate', 'prev', 'collection'])
  })

  test('one by its id, whatever letters it has', async () => {
    const { body } = await ask(`${items}/${encodeURIComponent('a/7 水')}`)
    expect(body).toMatchObject({ id: 'a/7 水', properties: { id: 'a/7 水' } })
    expect((await portal.fetch(body.links[0].href.replace('http://localhost:4000', ''))).status).toBe(200)
    expect((await ask(`${items}/nothing`)).body).toEqual({ code: 'NotFound', description: 'There is no such feature' })
    expect((await ask(`${items}/%00`)).status).toBe(404)
    expect((await ask(`${items}/${encodeURIComponent("1' or '1'='1")}`)).status).toBe(404)
  })

  test('what is wrong is refused and says so', async () => {
    for (const question of ['colour=red', 'limit=0', 'bbox=1,2,3', 'datetime=x', 'crs=x', 'f=gml'])
      expect((await ask(`${items}?${question}`)).body, question).toMatchObject({ code: 'InvalidParameterValue' })
    for (const path of ['', '/conformance', '/api', '/collections', '/collections/fire-hydrant', `${items}/1`])
      expect((await ask(`${path}?colour=red`)).status, path).toBe(400)
    expect((await ask('/collections', { accept: 'image/png' })).status).toBe(406)
  })

  test('people get pages in their language, with the way to each place', async () => {
    const accept = { accept: 'text/html,*/*;q=0.8' }
    for (const path of ['', '/conformance', '/api', '/collections', '/collections/fire-hydrant', items, `${items}/1`])
      for (const lang of ['ja', 'easy', 'en']) {
        const { status, text } = await ask(`${path}?lang=${lang}`, accept)
        expect(status, path).toBe(200)
        expect(parse(text).querySelectorAll('h1')).toHaveLength(1)
        expect(parse(text).querySelector('main')?.text ?? '', path).not.toMatch(/undefined|\[object/)
      }
    const list = parse((await ask(items, accept)).text)
    const links = list.querySelectorAll('main table a').map((each) => each.getAttribute('href') ?? '')
    expect(links).toHaveLength(10)
    const seventh = await portal.fetch(links[6] ?? '')
    expect(parse(await seventh.text()).querySelector('main')?.text).toContain('a/7 水')
    expect((await ask(`${items}?colour=red`, accept)).headers.get('content-type')).toContain('text/html')
  })
})
