import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { testFolder } from '../../../../test/support/folder.ts'
import { testServices } from '../../../../test/support/services.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { asSealedFor } from '../../../platform/keys/sealed.ts'
import { proceduresCapability } from '../capability.ts'
import { sampleProcedure, t } from '../language/test-support/sample.ts'
import { seedFingerprint } from '../seeds/fingerprint.ts'
import { putPublishedContent } from '../store/internet.ts'
import {
  addEntry,
  findSeededFrom,
  keepSeededFrom,
  listVersions,
  putClosedDay,
  putSetting,
  updateEntry,
} from '../store/office.ts'
import { brokenDefinitions } from './broken-definitions.ts'
import { catalogueOf } from './catalogue.ts'
import { factsOn } from './city-facts.ts'
import { seedProcedures } from './seed.ts'

const register = `schema: 1
id: items
label: 品目
facts: { tier: { label: 区分, type: text } }
entries:
  - { id: sofa, label: ${t('ソファー')}, from: "2026-04-01", capacity: 10, officeQuota: 3, facts: { tier: a } }
  - { id: old, label: ${t('古い')}, from: "2020-04-01", to: "2026-03-31", facts: {} }
`

function project(definition = sampleProcedure()): string {
  const root = testFolder('project')
  for (const [file, text] of Object.entries({
    'procedures/sample/procedure.yaml': definition,
    'procedures/sample/letters/notice.typ': '= 認定通知書',
    'catalog/registers/yanai/items.yaml': register,
  })) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  return root
}

describe('the catalogue of published procedures', () => {
  let db: TestDatabase
  beforeAll(async () => {
    db = await testDatabase()
  })
  afterAll(() => db.close())

  const office = (rootDir: string) => testServices({ zone: 'office', db, config: { rootDir } })
  const internet = () => testServices({ zone: 'internet', db })

  it('begins from files, becomes rows, and reaches the portal through the relay', async () => {
    const rootDir = project()
    const inside = office(rootDir)
    const outside = internet()
    proceduresCapability().parts.internet?.start?.(outside)
    await seedProcedures(inside, 'yanai')
    await seedProcedures(inside, 'yanai')
    const versions = await listVersions(inside.db.city<OfficeDb>('yanai'))
    expect(versions.map(({ number, publishedBy, effectiveFrom }) => ({ number, publishedBy, effectiveFrom }))).toEqual([
      { number: 1, publishedBy: 'seed', effectiveFrom: '2026-11-24' },
    ])
    expect(inside.relay.sent.map(({ payload }) => (payload as { what: string }).what)).toEqual([
      'register',
      'procedure',
      'settings',
      'closed-days',
    ])

    const city = outside.db.city<InternetDb>('yanai')
    for (const message of inside.relay.sent) {
      const header = { ...message, envelopeId: '', from: 'office' as const, arrivedAt: '', payloadHash: '', files: [] }
      for (const _ of ['once', 'twice']) {
        await city
          .transaction()
          .execute((trx) => outside.relay.deliver(trx as never, { header, payload: message.payload }))
      }
    }
    const catalogue = catalogueOf(outside)
    catalogue.changed('yanai')
    const [procedure] = await catalogue.current('yanai')
    expect(procedure?.definition.id).toBe('sample')
    expect(procedure?.hash).toBe(versions[0]?.hash)
    expect(await catalogue.version('yanai', 'sample', versions[0]?.hash ?? '')).toBe(procedure)
    expect(await catalogue.find('yanai', 'sample', 'f'.repeat(64))).toBeNull()
    expect((await catalogue.facts('yanai', '2026-11-24')).register('items').map(({ id, left }) => [id, left])).toEqual([
      ['sofa', 7],
    ])
    expect((await catalogue.facts('yanai', '2026-03-01')).register('items').map(({ id }) => id)).toEqual(['old'])
    expect((await catalogueOf(inside).facts('yanai', '2026-11-24')).register('items')[0]?.left).toBe(10)
  })

  it('is another city’s own affair', async () => {
    expect(await catalogueOf(internet()).current('mihon')).toEqual([])
  })

  it('takes up a new text of ours, never over a city’s own', async () => {
    const services = office(project(sampleProcedure({ officialName: '新しい名前' })))
    await seedProcedures(services, 'yanai')
    const city = services.db.city<OfficeDb>('yanai')
    const [newest] = await listVersions(city)
    expect(newest?.number).toBe(2)
    const [own] = await catalogueOf(services).current('yanai')
    expect(own?.definition.officialName).toBe('新しい名前')
  })

  it('a broken text stops the first start with every problem, and later leaves the last good version', async () => {
    const broken = project(sampleProcedure({ owner: '"子ども"', receiptPrefix: 'X' }))
    await expect(seedProcedures(office(broken), 'mihon')).rejects.toThrow(/receiptPrefix[\s\S]*owner/)
    const services = office(broken)
    await seedProcedures(services, 'yanai')
    const [current] = await catalogueOf(services).current('yanai')
    expect(current?.definition.officialName).toBe('新しい名前')
  })

  it('a city that is added to others gets what is good, and the broken rest keeps nobody from starting', async () => {
    const root = project(sampleProcedure({ owner: '"子ども"' }))
    const good = path.join(root, 'procedures/second')
    mkdirSync(good, { recursive: true })
    writeFileSync(path.join(good, 'procedure.yaml'), sampleProcedure({ id: 'second', receiptPrefix: 'SC' }))
    mkdirSync(path.join(good, 'letters'))
    writeFileSync(path.join(good, 'letters/notice.typ'), '= 認定通知書')
    const services = office(root)
    await proceduresCapability().parts.office?.start?.(services)
    expect((await catalogueOf(services).current('mihon')).map(({ definition }) => definition.id)).toEqual(['second'])
    expect(brokenDefinitions(services, 'mihon').join()).toContain('procedures/sample/procedure.yaml')
  })

  it.each([
    ['nothing', ''],
    ['half a file', sampleProcedure().slice(0, 900)],
    ['a bomb', 'a: &a [x, x]\nb: [*a, *a]'],
    ['a file of another program', '\ufeff{ "name": "x" }'],
    ['a file that is too large', `a: ${'x'.repeat(600_000)}`],
    ['a script', sampleProcedure({ officialName: '"<script>alert(1)</script>"' })],
  ])('%s at a later start leaves the last good version, and it is said aloud', async (_, source) => {
    const said: [string, unknown][] = []
    const services = office(project(source))
    const log = { ...services.log, error: (event: string, facts?: unknown) => void said.push([event, facts]) }
    const loud = { ...services, log } as typeof services
    await seedProcedures(loud, 'yanai')
    expect(new Set(said.map(([event]) => event))).toEqual(new Set(['procedure-definition-broken']))
    const told = brokenDefinitions(loud, 'yanai')
    expect(told).toHaveLength(said.length)
    for (const line of told) expect(line).toMatch(/^procedures\/sample\/procedure\.yaml:\d+:\d+ エラー .*[ぁ-ん]/)
    expect(loud.relay.sent).toEqual([])
    const [current] = await catalogueOf(loud).current('yanai')
    expect(current?.definition.officialName).toBe('新しい名前')
  })

  it('reads its files again when one of them changed, or something was wrong with them, and not otherwise', async () => {
    const city = office(project()).db.city<OfficeDb>('yanai')
    const newest = async () => (await listVersions(city))[0]?.number
    const good = project(sampleProcedure({ officialName: '三つ目' }))
    await seedProcedures(office(good), 'yanai')
    const number = await newest()
    expect(await findSeededFrom(city)).toBe(`${seedFingerprint(good)} *`)
    await seedProcedures(office(project('nothing')), 'yanai')
    expect(await findSeededFrom(city)).toBe(`${seedFingerprint(good)} *`)

    const other = project(sampleProcedure({ officialName: '四つ目' }))
    await keepSeededFrom(city, `${seedFingerprint(other)} *`)
    await seedProcedures(office(other), 'yanai')
    expect(await newest()).toBe(number)
    await seedProcedures(office(other), 'yanai', { only: ['sample'] })
    expect(await newest()).toBe((number ?? 0) + 1)
  })

  it('cities and zones share what was compiled, and hold no text of it', async () => {
    const root = project(sampleProcedure({ officialName: '共通' }))
    const [inside, again] = [office(root), office(root)]
    await seedProcedures(inside, 'yanai')
    await seedProcedures(again, 'mihon')
    const [one] = await catalogueOf(inside).current('yanai')
    const [other] = await catalogueOf(again).current('mihon')
    expect(one?.definition.officialName).toBe('共通')
    expect(other).toBe(one)
  })

  it('settings and closed days hold from their day on', async () => {
    const services = office(project())
    const city = services.db.city<OfficeDb>('yanai')
    await putSetting(city, { name: 'monthly', fromOn: '2026-12-01', value: 12_000, basis: '条例改正' })
    await putClosedDay(city, { day: '2026-11-25', kind: 'closed', reason: '設備の点検' })
    const catalogue = catalogueOf(services)
    catalogue.changed('yanai')
    expect((await catalogue.facts('yanai', '2026-11-30')).settings.monthly).toBeUndefined()
    const later = await catalogue.facts('yanai', '2026-12-01')
    expect(later.settings.monthly).toBe(12_000)
    expect([later.isClosedDay('2026-11-25'), later.isClosedDay('2026-11-26'), later.isClosedDay('2026-11-28')]).toEqual(
      [true, false, true],
    )
  })

  it('個人番号 is asked only where the city says so, and leaves the portal sealed to the my-number zone', async () => {
    const outside = internet()
    const catalogue = catalogueOf(outside)
    expect((await catalogue.facts('yanai', '2026-11-24')).sealNumber).toBeUndefined()
    const content = [{ name: 'individualNumberOnPortal', fromOn: '2026-11-01', value: 'sealed', basis: '規則' }]
    const sealed = { what: 'settings', id: 'settings', content } as const
    await putPublishedContent(outside.db.city<InternetDb>('yanai'), sealed, new Date('2026-12-01'))
    catalogue.changed('yanai')
    const { sealNumber } = await catalogue.facts('yanai', '2026-11-24')
    const answer = sealNumber?.('123456789018') ?? expect.fail('not asked')
    expect(JSON.stringify(answer)).not.toContain('123456789018')
    const box = Buffer.from(answer.box, 'base64')
    const { keys } = testServices({ zone: 'mynumber', db })
    expect(keys.openSealed('yanai', asSealedFor('mynumber', box)).toString()).toBe('123456789018')
    const wrong = testServices({ zone: 'office', db }).keys
    expect(() => wrong.openSealed('yanai', asSealedFor('office', box))).toThrow()
  })

  it('the city’s own rule of closed days is taken from its file', () => {
    const base = { closedDays: { weekdays: [0], nationalHolidays: false } }
    const facts = factsOn({ base, zone: 'office', registers: [], settings: [], closedDays: [] }, '2026-11-24')
    // A Saturday, a Sunday, a national holiday.
    expect(['2026-11-28', '2026-11-29', '2026-11-23'].map((day) => facts.isClosedDay(day))).toEqual([
      false,
      true,
      false,
    ])
  })

  it('two clerks on one register entry: the second is told', async () => {
    const city = office(project()).db.city<OfficeDb>('yanai')
    const entry = { id: 'bed', label: { ja: 'ベッド' }, from: '2026-04-01', facts: {} }
    expect(await addEntry(city, 'items', entry)).toBe(true)
    expect(await addEntry(city, 'items', entry)).toBe(false)
    expect(await updateEntry(city, 'items', { ...entry, capacity: 5 }, 1)).toBe(true)
    expect(await updateEntry(city, 'items', { ...entry, capacity: 6 }, 1)).toBe(false)
  })

  it('a published version can’t be changed or removed, not even by the program', async () => {
    const city = office(project()).db.city<OfficeDb>('yanai')
    await expect(city.updateTable('procedure_version').set({ source: 'x' }).execute()).rejects.toThrow(
      /permission denied/,
    )
    await expect(city.deleteFrom('procedure_version').execute()).rejects.toThrow(/permission denied/)
  })
})
