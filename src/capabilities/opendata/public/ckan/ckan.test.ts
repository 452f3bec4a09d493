import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenPortal, openPortal } from '../../test-support/portal.ts'
import { actions } from './actions/index.ts'

let portal: OpenPortal
beforeAll(async () => {
  portal = await openPortal()
  const { office, definition } = portal
  await office.publish(
    definition('fire-hydrant'),
    Array.from({ length: 25 }, (_, at) => ({
      id: String(at + 1),
      type: at % 5 === 0 ? '防火水そう' : '消火栓',
      address: `山口県柳井市${at < 12 ? '柳井' : '阿月'}${at + 1}`,
      lat: (33.9 + at / 1000).toFixed(3),
      lon: (132.1 + at / 1000).toFixed(3),
      ...(at === 3 ? {} : { diameter: String(100 - at) }),
    })),
    { oldSlugs: ['shouka'] },
  )
  await office.publish(definition('aed'), [{ id: 'a1', name: '市役所, "本館"\n1階', place: '玄関 <北> & 南' }], {
    publishedAt: '2026-11-30T03:00:00.000Z',
  })
  await office.publish(definition('event'), [{ id: 'e1', name: '白壁まつり' }])
  await portal.load()
  await office.withdraw('event')
  await portal.load()
})
afterAll(() => portal.close())

/** As a client in get-only mode asks: values that are no texts as JSON. */
async function get(action: string, given: Record<string, unknown> = {}) {
  const search = new URLSearchParams(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  )
  return answer(await portal.fetch(`/api/3/action/${action}?${search}`))
}

async function post(action: string, body: unknown, headers: Record<string, string> = {}, base = '/api/action') {
  return answer(
    await portal.fetch(`${base}/${action}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    }),
  )
}

async function answer(response: Response) {
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) }
}

const resultOf = async (action: string, given: Record<string, unknown> = {}) => {
  const asked = await get(action, given)
  expect(asked.status, asked.text).toBe(200)
  return asked.body.result
}
const storedId = async (name = '352128-fire_hydrant'): Promise<string> => {
  const { resources } = await resultOf('package_show', { id: name })
  return resources.find((each: { datastore_active: boolean }) => each.datastore_active).id
}

describe('the way in', () => {
  test('both addresses, both methods, with and without a slash, with and without a body', async () => {
    const names = ['352128-aed', '352128-fire_hydrant']
    for (const base of ['/api/3/action', '/api/action'])
      for (const end of ['', '/']) {
        expect((await answer(await portal.fetch(`${base}/package_list${end}`))).body.result).toEqual(names)
        for (const body of ['{}', ''])
          expect((await post(`package_list${end}`, body, {}, base)).body.result).toEqual(names)
      }
    expect((await post('package_list', { limit: 1, offset: 1 })).body.result).toEqual(names.slice(1))
  })

  test('JSON, a form, a form of parts, and JSON that is called a form', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    const parts = '--x\r\ncontent-disposition: form-data; name="id"\r\n\r\n352128-aed\r\n--x--\r\n'
    for (const { body } of [
      await post('package_show', { id: '352128-aed' }),
      await post('package_show', 'id=352128-aed', form),
      await post('package_show', '{"id": "352128-aed"}', form),
      await post('package_show', parts, { 'content-type': 'multipart/form-data; boundary=x' }),
    ])
      expect(body).toMatchObject({ success: true, result: { name: '352128-aed' } })
  })

  test('every site may ask, also by POST, and also when the browser sends a cookie', async () => {
    const other = { origin: 'https://map.example', 'sec-fetch-site': 'cross-site', cookie: 'session=x' }
    const asked = await post('package_list', {}, other)
    expect(asked.status).toBe(200)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    expect(asked.headers.get('set-cookie')).toBeNull()
    const before = await portal.fetch('/api/3/action/package_list', { method: 'OPTIONS' })
    expect([before.status, before.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'Content-Type, Authorization, X-CKAN-API-Key',
    ])
  })

  test('what can not be read, and what nobody knows, is answered by a text of JSON', async () => {
    for (const body of ['{', '[]', '"x"', '7', 'null', '{"id": "\\u0000"}', '{"q": {"\\ud800": 1}}'])
      expect((await post('package_show', body)).body, body).toMatch(/^Bad request - /)
    expect((await post('package_show', '{')).status).toBe(400)
    const unknown = await get('make_coffee')
    expect([unknown.status, unknown.body]).toEqual([400, 'Bad request - Action name not known: make_coffee'])
    expect((await get('constructor')).status).toBe(400)
    expect((await post('package_show', `{"id": "${'x'.repeat(70_000)}"}`)).status).toBe(413)
  })

  test('errors have the types that clients tell apart', async () => {
    const type = async (action: string, given = {}) => {
      const { status, body } = await get(action, given)
      expect(body).toMatchObject({ success: false, help: expect.stringContaining(`help_show?name=${action}`) })
      return [status, body.error.__type]
    }
    expect(await type('package_show', { id: 'nothing' })).toEqual([404, 'Not Found Error'])
    expect(await type('package_show')).toEqual([409, 'Validation Error'])
    expect(await type('package_show', { id: ['a'] })).toEqual([404, 'Not Found Error'])
    expect((await post('package_show', { id: ['a'] })).body.error).toEqual({
      __type: 'Validation Error',
      id: ['Must be a text'],
    })
    expect(await type('package_search', { q: 'title:(' })).toEqual([400, 'Search Query Error'])
    expect(await type('package_search', { sort: 'secret asc' })).toEqual([400, 'Search Query Error'])
    expect(await type('package_search', { rows: '-1' })).toEqual([409, 'Validation Error'])
    expect(await type('package_create', { name: 'x' })).toEqual([403, 'Authorization Error'])
    expect(await type('datastore_search_sql', { sql: 'select 1' })).toEqual([403, 'Authorization Error'])
  })

  test('every action has its help, and answers a question without anything', async () => {
    for (const name of actions.keys()) {
      expect((await resultOf('help_show', { name })).length, name).toBeGreaterThan(10)
      expect((await post(name, {})).status, name).toBeLessThan(500)
    }
  })
})

describe('datasets', () => {
  test('a dataset is whole', async () => {
    const dict = await resultOf('package_show', { id: '352128-fire_hydrant' })
    expect(dict).toMatchObject({
      title: '消防水利施設一覧',
      type: 'dataset',
      state: 'active',
      private: false,
      isopen: true,
      license_id: 'CC-BY-4.0',
      organization: { name: '352128', title: '柳井市', is_organization: true },
      groups: [{ name: 'safety', title: '防災・安全' }],
      metadata_modified: '2026-11-30T00:00:00.000000',
      num_resources: 5,
    })
    expect(dict.owner_org).toBe(dict.organization.id)
    expect(dict.notes).toContain('架空のデータ')
    expect(dict.resources.map(({ format }: { format: string }) => format)).toEqual([
      'CSV',
      'CSV',
      'XLSX',
      'JSON',
      'GeoJSON',
    ])
    const [csv] = dict.resources
    expect(csv).toMatchObject({ package_id: dict.id, position: 0, mimetype: 'text/csv', datastore_active: true })
    expect(csv.url).toBe(
      `http://localhost:4000/dataset/352128-fire_hydrant/resource/${csv.id}/download/352128_fire_hydrant.csv`,
    )
    const spatial = dict.extras.find(({ key }: { key: string }) => key === 'spatial')
    expect(JSON.parse(spatial.value).coordinates[0][0]).toEqual([132.1, 33.9])
    expect(await resultOf('package_show', { id: dict.id })).toEqual(dict)
    expect(await resultOf('package_show', { id: 'shouka' })).toEqual(dict)
    expect(await resultOf('resource_show', { id: csv.id })).toEqual(csv)
    const all = await resultOf('current_package_list_with_resources', { limit: 1, page: 2 })
    expect(all).toEqual([dict])
  })

  test('a withdrawn one is not found, with the reason, and in no list', async () => {
    const { status, body } = await get('package_show', { id: '352128-event' })
    expect([status, body.error.__type, body.error.withdrawn.reason]).toEqual([
      404,
      'Not Found Error',
      '内容に誤りがあったため',
    ])
    expect((await resultOf('package_search', { q: '白壁' })).count).toBe(0)
    expect((await get('package_show', { id: '352128-aed' })).status).toBe(200)
    const elsewhere = await portal.fetch('/api/3/action/package_list', {}, 'mihon')
    expect((await elsewhere.json()).result).toEqual([])
  })

  test('search: page, order, filters and facets', async () => {
    const both = await resultOf('package_search', {})
    expect(both).toMatchObject({ count: 2, sort: 'score desc, metadata_modified desc', facets: {}, search_facets: {} })
    expect(both.results.map(({ name }: { name: string }) => name)).toEqual(['352128-aed', '352128-fire_hydrant'])
    expect(both.results[0]).toEqual(await resultOf('package_show', { id: '352128-aed' }))
    expect((await resultOf('package_search', { q: 'AED', fq: '-tags:AED' })).count).toBe(0)
    expect((await resultOf('package_search', { fq_list: ['groups:safety', 'name:*aed'] })).count).toBe(1)
    const old = await resultOf('package_search', { q: 'metadata_modified:[2026-11-30T01:00:00Z TO *]' })
    expect(old.count).toBe(1)
    const faceted = await resultOf('package_search', { rows: '0', 'facet.field': ['organization', 'res_format'] })
    expect(faceted.results).toEqual([])
    expect(faceted.facets).toEqual({
      organization: { 352128: 2 },
      res_format: { CSV: 2, GeoJSON: 2, JSON: 2, XLSX: 2 },
    })
    expect(faceted.search_facets.organization).toEqual({
      title: 'organization',
      items: [{ name: '352128', display_name: '柳井市', count: 2 }],
    })
  })

  test('a harvester walks pages until one is empty, and no two bodies are the same', async () => {
    const bodies: string[] = []
    const ids = new Set<string>()
    for (let start = 0; ; start += 100) {
      const fq = 'organization:352128 OR organization:352071 metadata_modified:[2026-01-01T00:00:00.000000Z TO *]'
      const page = await answer(
        await portal.fetch(
          `/api/3/action/package_search?rows=100&start=${start}&sort=id+asc&fq=${encodeURIComponent(fq)}`,
        ),
      )
      expect(bodies).not.toContain(page.text)
      bodies.push(page.text)
      if (page.body.result.results.length === 0) break
      for (const { id, resources } of page.body.result.results) {
        ids.add(id)
        expect(resources.length).toBeGreaterThan(0)
      }
    }
    expect([ids.size, bodies.length]).toEqual([2, 2])
  })

  test('organizations, groups, tags, licences, words', async () => {
    expect(await resultOf('organization_list')).toEqual(['352128'])
    expect(await resultOf('organization_list', { all_fields: true })).toMatchObject([{ package_count: 2 }])
    const organization = await resultOf('organization_show', { id: '352128', include_datasets: true })
    expect(organization.packages).toHaveLength(2)
    expect(await resultOf('organization_show', { id: organization.id })).toMatchObject({ name: '352128' })
    expect(await resultOf('group_list')).toContain('safety')
    expect(await resultOf('group_show', { id: 'safety' })).toMatchObject({ package_count: 2, title: '防災・安全' })
    expect((await get('group_show', { id: 'nothing' })).status).toBe(404)
    expect(await resultOf('tag_list', { query: 'aed' })).toEqual(['AED'])
    expect((await resultOf('tag_show', { id: 'AED', include_datasets: true })).packages).toHaveLength(1)
    expect(await resultOf('license_list')).toMatchObject([{ id: 'CC-BY-4.0', od_conformance: 'approved' }])
    expect(await resultOf('package_autocomplete', { q: '消防' })).toEqual([
      {
        name: '352128-fire_hydrant',
        title: '消防水利施設一覧',
        match_field: 'title',
        match_displayed: '消防水利施設一覧',
      },
    ])
    expect(await resultOf('site_read')).toBe(true)
    expect(await resultOf('status_show')).toMatchObject({ site_url: 'http://localhost:4000', locale_default: 'ja' })
    const csv = await resultOf('resource_search', { query: 'format:csv', limit: 1 })
    expect([csv.count, csv.results.length]).toEqual([4, 1])
    expect((await get('resource_search', { query: 'AED' })).status).toBe(409)
  })
})

describe('rows', () => {
  const search = async (given: Record<string, unknown>) =>
    resultOf('datastore_search', { resource_id: await storedId(), ...given })
  const idsOf = (found: { records: { id: string }[] }) => found.records.map(({ id }) => id)

  test('the first page, with its fields and the way on', async () => {
    const found = await search({ limit: 2 })
    expect(found).toMatchObject({ total: 25, total_was_estimated: false, limit: 2, records_format: 'objects' })
    expect(found.fields[0]).toEqual({ id: '_id', type: 'int' })
    expect(found.fields.find(({ id }: { id: string }) => id === 'lat')).toMatchObject({
      type: 'numeric',
      info: { label: '緯度' },
    })
    expect(found.records[1]).toMatchObject({ _id: 2, id: '2', type: '消火栓', lat: 33.901, diameter: 99 })
    // Every field is there, also when it is empty.
    expect(Object.keys(found.records[1])).toEqual(found.fields.map(({ id }: { id: string }) => id))
    expect(found._links.start).not.toContain('offset')
    let pages = 0
    let seen = 0
    for (let next = found._links.start; ; pages += 1) {
      const page = (await answer(await portal.fetch(next))).body.result
      if (page.records.length === 0) break
      seen += page.records.length
      next = page._links.next
    }
    expect([pages, seen]).toEqual([13, 25])
  })

  test('filters by id or heading, by values, number, row, emptiness', async () => {
    expect((await search({ filters: { type: '防火水そう' } })).total).toBe(5)
    expect(idsOf(await search({ filters: { 種別: ['防火水そう'], id: ['1', '2', 6] } }))).toEqual(['1', '6'])
    expect(idsOf(await search({ filters: { diameter: 98 } }))).toEqual(['3'])
    expect(idsOf(await search({ filters: { diameter: '98.0' } }))).toEqual(['3'])
    expect(idsOf(await search({ filters: { diameter: null } }))).toEqual(['4'])
    expect(idsOf(await search({ filters: { _id: [7, 9] } }))).toEqual(['7', '9'])
  })

  test('words anywhere or in one field, order, fields, formats', async () => {
    expect((await search({ q: '阿月' })).total).toBe(13)
    expect(idsOf(await search({ q: { address: '阿月13' } }))).toEqual(['13'])
    expect(idsOf(await search({ sort: 'diameter asc', limit: 2 }))).toEqual(['25', '24'])
    expect(idsOf(await search({ sort: '_id desc', limit: 2 }))).toEqual(['25', '24'])
    expect(idsOf(await search({ sort: '"種別" desc, _id desc', limit: 2 }))).toEqual(['21', '16'])
    expect((await search({ fields: 'id,種別', limit: 1 })).records).toEqual([{ id: '1', type: '防火水そう' }])
    expect((await search({ fields: ['id'], limit: 2, records_format: 'lists' })).records).toEqual([['1'], ['2']])
    expect((await search({ fields: 'id,type', limit: 1, records_format: 'tsv' })).records).toBe('1\t防火水そう\r\n')
    expect(await search({ include_total: false })).not.toHaveProperty('total')
    expect((await search({ limit: 99_999_999 })).limit).toBe(32_000)
  })

  test('hostile questions are refused or find nothing, and nothing breaks', async () => {
    const nasty = `x'; drop table open_row; --`
    const refused: readonly Record<string, unknown>[] = [
      { filters: { [nasty]: 1 } },
      { filters: { __proto__x: 1 } },
      { filters: '{"__proto__": "x"}' },
      { filters: { diameter: '1); select 1' } },
      { filters: { diameter: '1e400' } },
      { filters: { _id: '99999999999' } },
      { filters: { id: { $gt: '' } } },
      { filters: '[1]' },
      { filters: { id: Array.from({ length: 201 }, String) } },
      { fields: nasty },
      { sort: 'id; drop table open_row' },
      { sort: '(select 1) desc' },
      { limit: '-1' },
      { offset: '1e9' },
      { q: { id: 7 } },
      { q: 'a '.repeat(21) },
      { q: '柳'.repeat(101) },
      { filters: { id: Array.from({ length: 200 }, String), address: Array.from({ length: 200 }, String), type: 'x' } },
      { records_format: 'php' },
      { distinct: true },
    ]
    for (const given of refused) {
      const { status, body } = await post('datastore_search', { resource_id: await storedId(), ...given })
      expect([status, body.error?.__type], JSON.stringify(given)).toEqual([409, 'Validation Error'])
    }
    for (const given of [
      { q: nasty },
      { filters: { id: [nasty, `"}'`] } },
      { q: { id: `%' or 1=1` } },
      { offset: 2e9 },
    ])
      expect((await search(given)).records, JSON.stringify(given)).toEqual([])
    const deep = await post('datastore_search', `{"filters": ${'['.repeat(20_000)}${']'.repeat(20_000)}}`)
    expect(deep.status).toBe(409)
    expect((await search({})).total).toBe(25)
    for (const resource_id of [nasty, 'open_row', (await resultOf('package_show', { id: '352128-aed' })).id])
      expect((await get('datastore_search', { resource_id })).status).toBe(404)
  })

  test('what a table is, and all of it as a file', async () => {
    const id = await storedId('352128-aed')
    const info = await resultOf('datastore_info', { id })
    expect(info).toMatchObject({ meta: { id, count: 1 }, fields: expect.arrayContaining([{ id: '_id', type: 'int' }]) })
    const dump = async (question: string) =>
      Buffer.from(await (await portal.fetch(`/datastore/dump/${id}?${question}`)).arrayBuffer()).toString()
    expect(await dump('fields=_id,name,place')).toBe('_id,name,place\r\n1,"市役所, ""本館""\n1階",玄関 <北> & 南\r\n')
    expect(await dump('fields=name&bom=true&format=tsv')).toBe('\ufeffname\r\n"市役所, ""本館""\n1階"\r\n')
    expect(JSON.parse(await dump('fields=_id,place,lat&format=json'))).toEqual({
      fields: [{ id: '_id' }, { id: 'place' }, { id: 'lat' }],
      records: [[1, '玄関 <北> & 南', null]],
    })
    expect(await dump('fields=place&format=xml')).toContain(
      '<row _id="1"><place>玄関 &lt;北&gt; &amp; 南</place></row>',
    )
    const whole = await portal.fetch(`/datastore/dump/${await storedId()}`)
    expect(whole.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect((await whole.text()).trim().split('\r\n')).toHaveLength(26)
    const some = await portal.fetch(`/datastore/dump/${await storedId()}?offset=20&limit=10&format=json`)
    expect((await some.json()).records).toHaveLength(5)
    expect((await portal.fetch(`/datastore/dump/${id}?format=exe`)).status).toBe(409)
    expect((await portal.fetch('/datastore/dump/nothing')).status).toBe(404)
  })
})
