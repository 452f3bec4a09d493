import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { OgcApiEndpoint } from '@camptocamp/ogc-client'
import { check } from '@placemarkio/check-geojson'
import { Ajv } from 'ajv'
import jsonld from 'jsonld'
import { Parser, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { featuresByGdal, hasGdal, layersByGdal } from './gdal.ts'
import { askOf, featureTests, tileTests } from './ogc-abstract-tests.ts'
import { type ServedPortal, servePortal } from './served-portal.ts'

let served: ServedPortal
let folder: string
beforeAll(async () => {
  served = await servePortal()
  folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-conformance-'))
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

const fetchJson = async (to: string) => {
  const response = await fetch(served.origin + to)
  expect(response.status, to).toBe(200)
  return response.json()
}
const withPlaces = () =>
  [...served.rows.keys()].filter((id) => served.portal.definition(id).geometry !== undefined).sort()
const slugOf = (id: string) => `352128-${served.portal.definition(id).file}`

describe.skipIf(!hasGdal)('GDAL (left out where gdal-bin is not installed)', () => {
  test('finds every collection, and reads each whole, page by page', async () => {
    const source = `OAPIF:${served.origin}/ogc/`
    expect(await layersByGdal(source)).toEqual(withPlaces())
    await Promise.all(
      withPlaces().map(async (id) => {
        const features = await featuresByGdal(source, id, ['-oo', 'PAGE_SIZE=40'])
        const rows = served.rows.get(id) ?? []
        expect(features, id).toHaveLength(rows.length)
        expect(
          features.filter(({ geometry }) => geometry !== null),
          id,
        ).toHaveLength(
          rows.filter(({ lat, lon, shape }) => (shape ?? '') !== '' || ((lat ?? '') !== '' && (lon ?? '') !== ''))
            .length,
        )
      }),
    )
  })

  test('is given what lies in a box, and what has a value', async () => {
    const source = `OAPIF:${served.origin}/ogc/`
    const [west, south, east, north] = [132.1, 33.94, 132.13, 33.98]
    const within = (served.rows.get('evacuation-space') ?? []).filter(
      ({ lat, lon }) =>
        lat !== '' && Number(lon) >= west && Number(lon) <= east && Number(lat) >= south && Number(lat) <= north,
    )
    expect(within.length).toBeGreaterThan(0)
    const box = [west, south, east, north].map(String)
    expect(await featuresByGdal(source, 'evacuation-space', ['-spat', ...box])).toHaveLength(within.length)
    const area = ['132.10', '34.00', '132.11', '34.01']
    expect(await featuresByGdal(source, 'city-area', ['-spat', ...area])).toHaveLength(1)
    const cisterns = (served.rows.get('fire-hydrant') ?? []).filter(({ type }) => type === '防火水そう')
    const found = await featuresByGdal(source, 'fire-hydrant', ['-where', `"type" = '防火水そう'`])
    expect(found).toHaveLength(cisterns.length)
  })

  test('reads the files: GeoJSON with its places, CSV with its columns', async () => {
    const save = async (name: string, id = 'aed') => {
      const response = await fetch(`${served.origin}/dataset/${slugOf(id)}/${name}`)
      const file = path.join(folder, name)
      writeFileSync(file, Buffer.from(await response.arrayBuffer()))
      return file
    }
    const rows = served.rows.get('aed') ?? []
    const places = await featuresByGdal(await save('352128_aed.geojson'), '')
    expect(places).toHaveLength(rows.length)
    // Well-known text is what GDAL takes a column of a table for.
    const courses = await save('352128_walking_course.csv', 'walking-course')
    const lines = await featuresByGdal(courses, '', ['-oo', 'GEOM_POSSIBLE_NAMES=図形'])
    expect(lines.map(({ geometry }) => (geometry as { type: string } | null)?.type)).toContain('MultiLineString')
    const table = await featuresByGdal(await save('352128_aed.csv'), '')
    expect(table.map(({ properties }) => properties.名称)).toEqual(rows.map(({ name }) => name))
  })
})

test('an OGC client of a browser sees the API, its collections and their features', async () => {
  const endpoint = new OgcApiEndpoint(`${served.origin}/ogc`)
  expect(await endpoint.hasFeatures).toBe(true)
  const names = (await endpoint.featureCollections).map((each) => (typeof each === 'string' ? each : each))
  expect([...names].sort()).toEqual(withPlaces())
  const items = await endpoint.getCollectionItems('aed', 3)
  expect(items).toHaveLength(3)
})

describe('OGC API - Features, Annex A', () => {
  test.each(Object.entries(featureTests))('%s', (_, check) => check(askOf(`${served.origin}/ogc`)))
})

describe('OGC API - Tiles, Annex A', () => {
  test.each(Object.entries(tileTests))('%s', (_, check) => check(askOf(`${served.origin}/ogc`)))
})

test('every Data Package is one by the published profile', async () => {
  const profile = JSON.parse(
    readFileSync('src/capabilities/opendata/test-support/profiles/datapackage-2.0.json', 'utf8'),
  )
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(profile)
  for (const id of served.rows.keys()) {
    const described = await fetchJson(`/dataset/${slugOf(id)}/datapackage.json`)
    expect(validate(described), `${id}: ${JSON.stringify(validate.errors)}`).toBe(true)
  }
})

test('the catalogue and every dataset are what DCAT-AP asks', async () => {
  const shapes = new Store(new Parser().parse(readFileSync('test/conformance/shapes/dcat-ap-SHACL.ttl', 'utf8')))
  const validator = new Validator(shapes)
  for (const to of ['/catalog.jsonld', ...[...served.rows.keys()].map((id) => `/dataset/${slugOf(id)}.jsonld`)]) {
    const quads = await jsonld.toRDF(await fetchJson(to), {
      format: 'application/n-quads',
      documentLoader: (url) => {
        throw new Error(`${url} must not be fetched: the context stands in the document.`)
      },
    })
    const data = new Store(new Parser({ format: 'N-Quads' }).parse(quads))
    expect(data.size).toBeGreaterThan(20)
    const report = await validator.validate(data)
    const told = report.results.map(
      ({ message, path: at, focusNode }) => `${focusNode?.value} ${at?.value} ${message[0]?.value}`,
    )
    expect(told, to).toEqual([])
    expect(report.conforms, to).toBe(true)
  }
})

test('every GeoJSON file is faultless', async () => {
  for (const id of withPlaces()) {
    const { file } = served.portal.definition(id)
    const response = await fetch(`${served.origin}/dataset/${slugOf(id)}/352128_${file}.geojson`)
    const read = check(await response.text()) as { readonly features: readonly unknown[] }
    expect(read.features, id).toHaveLength(served.rows.get(id)?.length ?? -1)
  }
})

describe('CKAN', () => {
  test('a harvester walks the whole catalogue, fetches every file and finds the same again by day of change', async () => {
    const action = (name: string, query = '') => fetchJson(`/api/3/action/${name}${query}`)
    const found: {
      name: string
      resources: { url: string; id: string; datastore_active: boolean; format: string }[]
    }[] = []
    for (let start = 0; ; start += 5) {
      // As ckanext-harvest asks: by id, so that what changes meanwhile moves nothing.
      const { result } = await action('package_search', `?rows=5&start=${start}&sort=id+asc`)
      found.push(...result.results)
      if (result.results.length === 0) break
      expect(result.count).toBe(served.rows.size)
    }
    expect(found.map(({ name }) => name).sort()).toEqual((await action('package_list')).result)
    for (const { name, resources } of found) {
      expect((await action('package_show', `?id=${name}`)).result.name).toBe(name)
      for (const { url, id, datastore_active } of resources) {
        const file = await fetch(url)
        expect(file.status, url).toBe(200)
        expect((await file.arrayBuffer()).byteLength, url).toBeGreaterThan(50)
        if (!datastore_active) continue
        const { result } = await action('datastore_search', `?resource_id=${id}&limit=2`)
        expect(result.total, name).toBeGreaterThan(0)
      }
    }
    // What ckanext-harvest's import asks besides, and how it narrows a harvest to one publisher or topic.
    const [first] = found as unknown as { organization: { name: string }; groups: { name: string }[] }[]
    const organization = first?.organization ?? expect.fail('There is no dataset.')
    const group = first?.groups[0]
    for (const [name, id] of [
      ['organization_show', organization.name],
      ['group_show', group?.name],
    ]) {
      const { result } = await action(`${name}`, `?id=${id}`)
      expect(Object.keys(result)).toEqual(
        expect.arrayContaining(['id', 'name', 'title', 'type', 'state', 'image_display_url']),
      )
    }
    const one = await action(
      'package_search',
      `?fq=organization:${organization.name}+metadata_modified:[2026-11-29T00:00:00Z+TO+*]&rows=100`,
    )
    expect(one.result.count).toBe(found.length)
    expect(new Set(found.flatMap(({ resources }) => resources.map(({ id }) => id))).size).toBe(
      found.reduce((sum, { resources }) => sum + resources.length, 0),
    )
    const since = await action('package_search', '?fq=metadata_modified:[2026-11-29T00:00:00Z+TO+*]&rows=0')
    expect(since.result.count).toBe(found.length)
    const later = await action('package_search', '?fq=metadata_modified:[2031-01-01T00:00:00Z+TO+*]&rows=0')
    expect(later.result.count).toBe(0)
  })

  test('ckan.js walks it too (left out where it is not installed)', async ({ skip }) => {
    const library = await import('ckan').catch(() => undefined)
    if (library === undefined) return skip()
    const client = new library.Client(served.origin)
    const ask = <T>(name: string, given: unknown) =>
      new Promise<T>((resolve, reject) => {
        client.action(name, given, (error, answer) => (error ? reject(error) : resolve(answer.result as T)))
      })
    const names = await ask<string[]>('package_list', {})
    expect(names).toHaveLength(served.rows.size)
    for (const id of names) {
      const { resources } = await ask<{ resources: { id: string; datastore_active: boolean }[] }>('package_show', {
        id,
      })
      const stored = resources.find(({ datastore_active }) => datastore_active)
      const rows = await ask<{ records: unknown[] }>('datastore_search', { resource_id: stored?.id, limit: 3 })
      expect(rows.records.length, id).toBeGreaterThan(0)
    }
  })
})
