import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../../language/folder.ts'
import { readSeedRows, seedIds } from '../../office/read-seeds.ts'
import { cellsOf } from '../../table/to-rows.ts'
import { sampleDataset } from '../../test-support/sample-dataset.ts'
import { dataPackageOf } from './data-package.ts'
import { dcatCatalogue, dcatDataset } from './dcat.ts'
import { atomFeed } from './feed.ts'
import { schemaOrgOf } from './schema-org.ts'
import { type SchemaField, tableSchemaOf } from './table-schema.ts'

const root = path.resolve('.')
const { datasets, shared } = readDatasetFolder(root)
const origin = 'http://localhost:4000'
const by = { origin, topics: shared.topics }
const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }

const profile = JSON.parse(
  readFileSync(path.resolve('src/capabilities/opendata/test-support/profiles/datapackage-2.0.json'), 'utf8'),
)
const conforms = new Ajv({ strict: false, validateFormats: false }).compile(profile)

/** The state's data of evacuation sites hold no telephone numbers, which both layouts demand: the schema says so truly. */
const gaps: Readonly<Record<string, readonly string[]>> = { 'evacuation-space': ['電話番号: empty'] }

describe('Data Package', () => {
  test.each(datasets.map((each) => [each.id, each] as const))(
    '%s conforms to the published profile',
    (_id, definition) => {
      conforms(dataPackageOf(sampleDataset(definition), origin))
      expect(conforms.errors ?? []).toEqual([])
    },
  )

  test('the profile notices what is wrong (control)', () => {
    const made = dataPackageOf(sampleDataset(datasets[0] ?? expect.fail()), origin)
    expect(conforms({ ...made, resources: [] })).toBe(false)
    expect(
      conforms({ ...made, resources: [{ name: 'a', path: 'a.csv', schema: { fields: [{ type: 'number' }] } }] }),
    ).toBe(false)
  })

  test.each(seedIds(root, 'yanai'))('the rows of %s are what its Table Schema says', (id) => {
    const definition = datasets.find((each) => each.id === id) ?? expect.fail(id)
    const rows = readSeedRows(root, 'yanai', definition, city)
    for (const layout of ['standard', 'recommended']) {
      if (definition.editions[layout] === undefined) continue
      const { fields } = tableSchemaOf(definition, layout)
      const wrong = rows.flatMap((row) =>
        cellsOf(definition, layout, row, city).flatMap((cell, at) => problemsOf(fields[at], cell)),
      )
      expect(wrong.filter((each) => !gaps[id]?.includes(each))).toEqual([])
    }
  })

  test('codes are texts with a pattern, in every layout', () => {
    const tourism = datasets.find(({ id }) => id === 'tourism') ?? expect.fail()
    const { fields, primaryKey } = tableSchemaOf(tourism, 'recommended')
    expect(fields[0]).toMatchObject({ type: 'string', constraints: { pattern: '^[0-9]{6}$' } })
    expect(primaryKey).toEqual(['NO'])
  })
})

/** What a reader of the schema would complain about. */
function problemsOf(field: SchemaField | undefined, cell: string): readonly string[] {
  if (field === undefined) return ['no field']
  const { required, pattern, minimum, maximum, enum: allowed } = field.constraints ?? {}
  if (cell === '') return required ? [`${field.name}: empty`] : []
  const readable = {
    string: () => true,
    integer: () => /^-?\d+$/.test(cell),
    number: () => /^-?\d+(\.\d+)?$/.test(cell),
    date: () => /^\d{4}-\d{2}-\d{2}$/.test(cell),
  }[field.type]()
  const fits =
    readable &&
    (pattern === undefined || new RegExp(pattern).test(cell)) &&
    (minimum === undefined || Number(cell) >= minimum) &&
    (maximum === undefined || Number(cell) <= maximum) &&
    (allowed === undefined || allowed.includes(cell))
  return fits ? [] : [`${field.name}: ${cell}`]
}

describe('DCAT-AP', () => {
  const sample = sampleDataset(datasets.find(({ id }) => id === 'aed') ?? expect.fail())

  /** Every object that is linked to says its type; telephone and mail addresses are plain references. */
  function untyped(node: unknown, at: string): readonly string[] {
    if (Array.isArray(node)) return node.flatMap((each) => untyped(each, at))
    if (typeof node !== 'object' || node === null) return []
    const object = node as Record<string, unknown>
    if ('@value' in object) return []
    const plain = /^(tel|mailto):/.test(String(object['@id'] ?? ''))
    const own = '@type' in object || plain ? [] : [at]
    return [
      ...own,
      ...Object.entries(object).flatMap(([key, value]) => (key === '@context' ? [] : untyped(value, key))),
    ]
  }

  test('a dataset has what the profile demands, and everything it links to says what it is', () => {
    const made = dcatDataset(sample, by)
    expect(untyped(made, 'dataset')).toEqual([])
    expect(made).toMatchObject({ '@type': 'dcat:Dataset', 'dct:title': [{ '@language': 'ja' }, { '@language': 'en' }] })
    expect(made['dcat:distribution']).toHaveLength(5)
    expect(made['dcat:contactPoint']).toMatchObject({ '@type': expect.arrayContaining(['vcard:Kind']) })
    expect(made['dct:spatial']).toMatchObject({
      'dcat:bbox': { '@value': expect.stringMatching(/^POLYGON\(\(132\.00000012 33\.8, 132\.2 33\.8, /) },
    })
  })

  test('the catalogue holds the datasets', () => {
    const made = dcatCatalogue({ name: '柳井市', nameEn: 'Yanai' }, [sample], sample.modifiedAt, by)
    expect(untyped(made, 'catalogue')).toEqual([])
    expect(made['dcat:dataset']).toHaveLength(1)
    expect(made).toMatchObject({ 'dct:publisher': { '@type': 'foaf:Agent' } })
  })

  test('what search engines read is long enough and says whose it is', () => {
    const made = schemaOrgOf(sample, origin)
    expect(String(made.description).length).toBeGreaterThanOrEqual(50)
    expect(made).toMatchObject({ license: expect.stringContaining('creativecommons'), version: '3' })
  })
})

test('the feed holds markup as text, the newest first', () => {
  const sample = sampleDataset(datasets[0] ?? expect.fail(), {
    state: 'withdrawn',
    notice: { reason: '<b>&"誤り"\u0000', withdrawnOn: '2026-12-01' },
  })
  const { version, uuid, slug, definition } = sample
  const change = { ...version, uuid, slug, definition, publishedAt: new Date('2026-11-01T00:00:00Z') }
  const feed = atomFeed({ origin, name: '柳井市', updated: sample.modifiedAt, changes: [change], withdrawn: [sample] })
  expect(feed).toContain('&lt;b&gt;&amp;&quot;誤り&quot;</summary>')
  expect(feed.indexOf('公開をやめました')).toBeLessThan(feed.indexOf('更新しました'))
  expect(feed.match(/<entry>/g)).toHaveLength(2)
})
