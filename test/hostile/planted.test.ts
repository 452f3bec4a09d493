import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filesInUse } from '../../src/app/city-hall.ts'
import type { InternetDb } from '../../src/platform/database/generated/internet.ts'
import type { ZoneServices } from '../../src/platform/services.ts'
import { zones } from '../../src/platform/zone.ts'
import { type TestCityHall, testCityHall } from '../support/city-hall.ts'
import { Browser } from '../tour/browser.ts'
import { StaffMember } from '../tour/staff.ts'
import { contactWithDraft, exampleOf } from './people.ts'

/** Words that stand nowhere else, each in a field, most of them with something that means more than it says somewhere. */
const planted = {
  'owner.name.family': '植込Qzfamily',
  'owner.name.given': 'Qzgiven',
  'owner.address.building': 'Qzhouse"><img src=x onerror=alert(1)>',
  'contact.phone': '080-9753-1864',
  'dog.name': '=HYPERLINK("Qzdog")',
  'dog.breed': "Qzbreed<script>alert(1)</script>';--",
  'dog.color': 'Qzcolor #a \\ $x$ *b* @r <a>',
  'shot.vet': 'Qzvet Bcc: x@evil.example',
} as const
const email = 'qzmail@example.jp'
const markers = [
  'Qzfamily',
  'Qzgiven',
  'Qzhouse',
  '9753-1864',
  '97531864',
  'Qzdog',
  'Qzbreed',
  'Qzcolor',
  'Qzvet',
  'qzmail',
]

let hall: TestCityHall
let casePage = ''
let csv = ''
let letter: Buffer = Buffer.alloc(0)
let receiptNumber = ''
const addresses: string[] = []

beforeAll(async () => {
  hall = await testCityHall()
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    addresses.push(String(input))
    return real(input, init)
  }
  try {
    await theWholeWay()
  } finally {
    globalThis.fetch = real
  }
}, 180_000)
afterAll(() => hall.close())

async function theWholeWay(): Promise<void> {
  const resident = await contactWithDraft(hall.portal, email, 'dog-registration')
  const typed = exampleOf('dog-registration', '01-new-with-shot')
  await resident.fill({ ...typed, values: { ...typed.values, ...planted } })
  const submitted = await resident.submit()
  receiptNumber = submitted.receiptNumber
  const clerk = new StaffMember(hall.office, 'A031')
  await clerk.openCase(receiptNumber)
  await clerk.take()
  casePage = clerk.browser.current().html
  await clerk.check()
  await clerk.recordPayment(3550, receiptNumber)
  await clerk.propose('registered', { number: '1001', vaccinationNumber: '2001' }, '')
  const head = new StaffMember(hall.office, 'A033')
  await head.act('犬の登録', 'decide')
  await clerk.deliver(receiptNumber, 'handed-over', (pdf) => {
    letter = pdf
  })
  csv = (await clerk.browser.open(`${hall.office}/cases/export/dog-registration/register?queue=all`)).bytes.toString(
    'utf8',
  )
  await resident.readResult(submitted.application, '登録・交付する')
}

const hits = (text: string): readonly string[] => markers.filter((marker) => text.includes(marker))

/** The marker as it stands in a text, in hex of a bytea, and in base64 at each of the three offsets. */
function hitsAnywhere(text: string): readonly string[] {
  return markers.filter((marker) => {
    const bytes = Buffer.from(marker, 'utf8')
    // Only the characters that depend on nothing but the marker: six at least.
    const base64 = [0, 1, 2].map((pad) =>
      Buffer.concat([Buffer.alloc(pad), bytes])
        .toString('base64')
        .slice(Math.ceil((pad * 8) / 6), Math.floor(((pad + bytes.length) * 8) / 6)),
    )
    return [marker, bytes.toString('hex'), ...base64].some((form) => text.includes(form))
  })
}

async function rowsOf(zone: string): Promise<ReadonlyMap<string, string>> {
  const owner = await hall.db.owner()
  const tables = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = $1 and table_type = 'BASE TABLE'`,
    [zone],
  )
  const found = new Map<string, string>()
  for (const { name } of tables.rows) {
    const { rows } = await owner.query<{ text: string }>(`select t::text as text from ${zone}."${name}" t`)
    found.set(name, rows.map(({ text }) => text).join('\n'))
  }
  return found
}

describe('what was planted', () => {
  test('is where it belongs: on the page of the case and in the export (control)', () => {
    expect(hits(casePage)).toEqual(expect.arrayContaining(['Qzfamily', 'Qzhouse', 'Qzdog', 'Qzbreed']))
    expect(hits(csv)).toEqual(expect.arrayContaining(['Qzfamily', 'Qzdog', 'Qzbreed']))
  })
  test('is in no log line', () => {
    expect(hall.logs.length).toBeGreaterThan(50)
    expect(hall.logs.filter((line) => hits(line).length > 0)).toEqual([])
  })
  test('is in no address', () => {
    expect(addresses.length).toBeGreaterThan(50)
    expect(addresses.filter((address) => hits(decodeURIComponent(address)).length > 0)).toEqual([])
  })
  test.each([...zones])('is in no column of the %s zone', async (zone) => {
    const tables = await rowsOf(zone)
    expect([...tables].filter(([, text]) => hitsAnywhere(text).length > 0).map(([name]) => name)).toEqual([])
    if (zone === 'office') expect(tables.get('case_file')).toContain(receiptNumber)
  })
  test('would be found in a column as text, as bytes and in base64 (control)', () => {
    const bytes = Buffer.from('a Qzfamily b', 'utf8')
    expect(hitsAnywhere('(x,Qzfamily)')).toEqual(['Qzfamily'])
    expect(hitsAnywhere(bytes.toString('hex'))).toEqual(['Qzfamily'])
    for (const before of ['', 'a', 'ab'])
      expect(hitsAnywhere(Buffer.from(`${before}Qzfamily b`, 'utf8').toString('base64'))).toEqual(['Qzfamily'])
  })
  test('is in no file of the data folder', () => {
    const files = readdirSync(hall.config.dataDir, { recursive: true, withFileTypes: true }).filter((each) =>
      each.isFile(),
    )
    expect(files.length).toBeGreaterThan(3)
    const found = files.filter(
      (each) => hitsAnywhere(readFileSync(path.join(each.parentPath, each.name), 'latin1')).length > 0,
    )
    expect(found.map(({ name }) => name)).toEqual([])
  })
  test('is in no subject or text of a mail', async () => {
    const browser = new Browser()
    await browser.open(`${hall.portal}/demo/outbox`)
    expect(browser.says()).toContain(receiptNumber)
    expect(hits(browser.says()).filter((marker) => marker !== 'qzmail')).toEqual([])
  })
})

describe('what could be taken for code', () => {
  test('is text on the page of the case', () => {
    expect(casePage).not.toMatch(/<script>alert|<img src=x/)
    expect(casePage).toContain('&lt;script')
  })
  test('is no formula in the export', () => {
    expect(csv).not.toMatch(/(?:^|,|\n)"?[=+@-]HYPERLINK/)
    expect(csv).toContain('HYPERLINK')
  })
  test('comes into the letter without breaking it', () => {
    expect(letter.subarray(0, 5).toString()).toBe('%PDF-')
  })
  test('left the tables where they are', async () => {
    expect((await rowsOf('office')).get('case_file')).toContain(receiptNumber)
  })
})

test('every file that lies in a zone is one that something names', async () => {
  for (const zone of ['internet', 'office'] as const) {
    const services = hall.hall.zones.get(zone)?.services
    if (services === undefined) throw new Error(`no ${zone}`)
    const named = new Set<string>()
    for await (const address of filesInUse(hall.capabilities, zone, services, 'yanai')) named.add(address)
    const lying: string[] = []
    for await (const address of services.files.list('yanai')) lying.push(address)
    expect(lying.length).toBeGreaterThan(0)
    const unnamed = lying.filter((address) => !named.has(address))
    // Tiles of a version that is past are left for the daily sweep: one file for each of them at most.
    expect(unnamed.length).toBeLessThanOrEqual(zone === 'internet' ? await pastVersions(services) : 0)
  }
})

async function pastVersions({ db }: ZoneServices): Promise<number> {
  const past = db.city<InternetDb>('yanai').selectFrom('open_version').select('number').where('state', '=', 'past')
  return (await past.execute()).length
}
