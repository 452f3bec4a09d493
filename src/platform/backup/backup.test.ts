import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testFolder } from '../../../test/support/folder.ts'
import { readConfig } from '../../config.ts'
import { connectAsOwner } from '../database/prepare.ts'
import { reachServer, roleNaming } from '../database/server.ts'
import { createKeyRing } from '../keys/create-key-ring.ts'
import { listKeys, rotateKeys } from '../keys/manage.ts'
import { unwrapKeyRing } from '../keys/wrap.ts'
import { quietLogger } from '../log/quiet-logger.ts'
import { zones } from '../zone.ts'
import { copyOut } from './copy-stream.ts'
import { createBackup } from './create-backup.ts'
import { dumpZone } from './dump-zone.ts'
import { KEY_RING_NAME } from './manifest.ts'
import { restoreBackup } from './restore-backup.ts'
import { readTar, writeTar } from './tar.ts'
import { copyOutStatement, listTables } from './zone-tables.ts'

const moment = new Date('2026-11-24T01:00:00Z')
const passphrase = '柳の下に 猫が三匹 2026'
const cities = ['yanai', 'mihon']
let db: TestDatabase
let keysDir: string
let filesDir: string
let witnessDir: string
let archive: string
const awkward = [
  '',
  '\\N',
  'tab\there',
  'line\nbreak\r\n',
  '\\.',
  'back\\slash',
  '髙﨑 葛\u{E0100}',
  '"quotes", commas',
  '🏛',
]

beforeAll(async () => {
  db = await testDatabase()
  const owner = await db.owner()
  await owner.query(`select set_config('search_path', 'office', false), set_config('yanagi.role_prefix', $1, false)`, [
    db.server.naming.prefix,
  ])
  await fill(db)
  keysDir = testFolder('keys')
  filesDir = testFolder('files')
  witnessDir = testFolder('witness')
  writeFileSync(path.join(witnessDir, 'office.yanai.head'), '{}')
  for (const zone of zones) createKeyRing(keysDir, zone, cities)
  for (const name of ['one', 'two']) writeFileSync(path.join(filesDir, name), Buffer.from(`content of ${name}`))
  const arriving = path.join(filesDir, 'office', 'yanai', '.arriving')
  mkdirSync(arriving, { recursive: true })
  writeFileSync(path.join(arriving, '0123'), 'broke off')
  archive = path.join(testFolder('backup'), 'backup.tar')
  await createBackup(
    archive,
    {
      zones: zones.map((zone) => ({ zone, owner: db.address })),
      keysDir,
      filesDir,
      witnessDir,
      settings: 'YANAGI_PORT=5000\n',
      cityIds: cities,
    },
    passphrase,
    moment,
    () => {},
  )
})
afterAll(() => db.close())

/** Mail rows of both cities in every zone: awkward texts, moments, nulls, and enough bytes for several parts. */
async function fill(database: TestDatabase): Promise<void> {
  for (const zone of zones) {
    for (const city of cities) {
      const own = database.zone(zone).city(city)
      for (const [at, text] of awkward.entries()) {
        await sql`insert into mail_outbox (idempotency_key, box, queued_at) values (${`${at} ${text}`}, ${Buffer.from(text)}, ${moment})`.execute(
          own,
        )
      }
      await sql`insert into mail_outbox (idempotency_key, box) select 'many ' || n, decode(repeat(md5(n::text), 600), 'hex') from generate_series(1, 500) n`.execute(
        own,
      )
    }
  }
}

function target(dataDir: string) {
  const read = readConfig({}, { dataDir })
  if (!read.ok) throw new Error(read.problems.join())
  const config = read.config
  return {
    dataDir,
    keysDir: config.keysDir,
    filesDir: config.filesDir,
    witnessDir: path.join(dataDir, 'evidence'),
    naming: () => roleNaming(config),
    migrationsFolder: path.resolve('db/migrations'),
    openServer: () => reachServer(config, quietLogger, () => {}),
  }
}

/** Every row of every table of every zone, as text. */
async function everything(address: Parameters<typeof connectAsOwner>[0]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const client = await connectAsOwner(address)
  await client.query(`set timezone = 'UTC'`)
  for (const zone of zones) {
    for (const table of await listTables(client, zone)) {
      const rows: Buffer[] = []
      for await (const chunk of copyOut(client, copyOutStatement(zone, table))) rows.push(chunk)
      found.set(`${zone}.${table.name}`, Buffer.concat(rows).toString('utf8'))
    }
  }
  await client.end()
  return found
}

describe('a backup', () => {
  test('restored into an empty folder is the same row for row, file for file, key for key', async () => {
    const place = target(path.join(testFolder('restored'), 'data'))
    const summary = await restoreBackup(archive, place, passphrase, () => {})
    expect(summary.files).toBe(2)
    const server = await place.openServer()
    const [before, after] = [await everything(db.address), await everything(server.owner('internet'))]
    await server.stop()
    expect(after).toEqual(before)
    expect(summary.rows).toBeGreaterThanOrEqual(zones.length * cities.length * 500)
    expect(readFileSync(path.join(place.filesDir, 'one'), 'utf8')).toBe('content of one')
    expect(existsSync(path.join(place.filesDir, 'office/yanai/.arriving'))).toBe(false)
    expect(readFileSync(path.join(place.witnessDir, 'office.yanai.head'), 'utf8')).toBe('{}')
    expect(readFileSync(path.join(place.dataDir, 'settings.env'), 'utf8')).toBe('YANAGI_PORT=5000\n')
    const box = createKeyRing(keysDir, 'office', cities).encrypt('yanai', 'case', Buffer.from('secret'), 'here')
    expect(createKeyRing(place.keysDir, 'office', cities).decrypt('yanai', 'case', box, 'here').toString()).toBe(
      'secret',
    )
  }, 60_000)

  test('holds the keys only wrapped', () => {
    const text = readFileSync(archive, 'latin1')
    for (const zone of zones) {
      const ring = JSON.parse(readFileSync(path.join(keysDir, `${zone}.keys.json`), 'utf8'))
      const secrets = [...JSON.stringify(ring).matchAll(/"(?:key|secretKey|seed|tokens)":"([^"]{20,})"/g)].map(
        (match) => match[1] ?? '',
      )
      expect(secrets.length).toBeGreaterThan(0)
      for (const secret of secrets) expect(text.includes(secret)).toBe(false)
    }
  })

  test('made while keys are rotated and heads are signed fits together', async () => {
    const folders = { keysDir: testFolder('keys'), witnessDir: testFolder('witness') }
    for (const zone of zones) createKeyRing(folders.keysDir, zone, cities)
    const head = path.join(folders.witnessDir, 'office.yanai.head')
    writeFileSync(head, 'before the rows')
    let rotated: string | undefined
    const file = path.join(testFolder('backup'), 'backup.tar')
    const source = {
      ...folders,
      zones: [{ zone: 'office' as const, owner: db.address }],
      filesDir,
      settings: '',
      cityIds: cities,
    }
    await createBackup(file, source, passphrase, moment, () => {
      if (rotated !== undefined) return
      // Said after the rows of the zone were read.
      writeFileSync(head, 'ahead of the rows')
      rotated = rotateKeys(folders.keysDir, 'office', 'yanai', moment)[0]?.id
    })
    const opened = testFolder('opened')
    for await (const { name, content } of readTar(file)) {
      if (name === 'evidence/office.yanai.head') expect(content.toString()).toBe('before the rows')
      if (name === KEY_RING_NAME) await unwrapKeyRing(opened, content.toString('utf8'), passphrase)
    }
    expect(listKeys(opened).map((line) => line.id)).toContain(rotated)
  })

  test('is refused with a wrong passphrase, and nothing is written', async () => {
    const place = target(path.join(testFolder('restored'), 'data'))
    const opened: string[] = []
    const watched = {
      ...place,
      openServer: () => {
        opened.push('server')
        return place.openServer()
      },
    }
    await expect(restoreBackup(archive, watched, 'wrong', () => {})).rejects.toThrow(/passphrase/)
    expect(opened).toEqual([])
  })

  test.runIf(existsSync('/proc/self'))('is neither written nor restored where no folder can be made', async () => {
    await expect(restoreBackup(archive, target('/proc/yanagi'), passphrase, () => {})).rejects.toThrow(
      /\/proc takes no new folders/,
    )
    const file = path.join(testFolder('in-the-way'), 'file')
    writeFileSync(file, '')
    await expect(restoreBackup(archive, target(file), passphrase, () => {})).rejects.toThrow(/file is not a folder/)
    expect(() => writeTar('/proc/yanagi/backup.tar', moment)).toThrow('The folder /proc/yanagi is not there.')
  })

  test('is refused into a folder that holds something', async () => {
    const place = target(testFolder('used'))
    writeFileSync(path.join(place.dataDir, 'something'), '')
    await expect(restoreBackup(archive, place, passphrase, () => {})).rejects.toThrow(
      /not empty \(something\).*--data DIR/,
    )
  })

  test.each([
    [
      'a changed byte',
      (bytes: Buffer) => {
        const at = Math.floor(bytes.length / 2)
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return bytes
      },
    ],
    ['a cut end', (bytes: Buffer) => bytes.subarray(0, bytes.length - 4096)],
    ['another kind of file', () => Buffer.from('not a backup'.repeat(100))],
  ])('with %s is refused before anything is touched', async (_what, damage) => {
    const file = path.join(testFolder('damaged'), 'backup.tar')
    writeFileSync(file, damage(readFileSync(archive)))
    const place = target(path.join(testFolder('restored'), 'data'))
    await expect(restoreBackup(file, place, passphrase, () => {})).rejects.toThrow(/Nothing was changed/)
  })

  test('whose rows were exchanged is noticed by the comparison (control)', async () => {
    const file = path.join(testFolder('forged'), 'backup.tar')
    const tar = writeTar(file, moment)
    for await (const { name, content } of readTar(archive)) {
      // Somebody who can write the manifest can write digests; the rows themselves still have to agree with them.
      const forged =
        name === 'manifest.json'
          ? Buffer.from(content.toString('utf8').replace(/("name":"mail_outbox".*?"sha256":")[0-9a-f]{4}/, '$10000'))
          : content
      tar.add(name, forged)
    }
    tar.finish()
    const place = target(path.join(testFolder('restored'), 'data'))
    await expect(restoreBackup(file, place, passphrase, () => {})).rejects.toThrow(
      /mail_outbox is not what the backup says/,
    )
  }, 60_000)
})

describe('a database owner who may not read all rows', () => {
  test('gets words instead of an empty backup', async () => {
    const owner = await db.owner()
    const plain = `plain_${Date.now()}`
    await owner.query(
      `create role ${plain} login password 'pw'; grant connect on database ${db.address.database} to ${plain}; grant usage on schema office to ${plain}`,
    )
    const client = await connectAsOwner({ ...db.address, user: plain, password: 'pw' })
    await expect(dumpZone(client, 'office', () => {})).rejects.toThrow(
      /may not read all rows of the office zone.*bypassrls/s,
    )
    await client.end()
    await owner.query(`drop owned by ${plain}; drop role ${plain}`)
  })
})

describe('an archive', () => {
  test('keeps names and bytes, long names and empty ones too', async () => {
    const file = path.join(testFolder('tar'), 'a.tar')
    const entries = [
      ['a', Buffer.from('x')],
      [`${'folder/'.repeat(15)}${'f'.repeat(90)}`, Buffer.alloc(513, 7)],
      ['empty', Buffer.alloc(0)],
    ] as const
    const tar = writeTar(file, moment)
    for (const [name, content] of entries) tar.add(name, content)
    tar.finish()
    const found: [string, Buffer][] = []
    for await (const { name, content } of readTar(file)) found.push([name, content])
    expect(found).toEqual(entries.map(([name, content]) => [name, content]))
  })
})
