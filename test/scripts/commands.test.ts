import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { testFolder } from '../support/folder.ts'

const base = testFolder('commands')
afterAll(() => rmSync(base, { recursive: true, force: true }))

interface Done {
  readonly code: number | null
  readonly answer: string
  readonly words: string
}

function yanagi(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Done> {
  const clean = { ...process.env, DATABASE_URL: '', ...env }
  const child = spawn(process.execPath, ['scripts/yanagi.mjs', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: clean,
  })
  let [answer, words] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    answer += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    words += part
  })
  return new Promise((done) => child.once('close', (code) => done({ code, answer, words })))
}

const data = path.join(base, 'hall')
const cityFile = path.join(base, 'city.yaml')
const person = [
  '--admin',
  '0001',
  '--admin-name',
  '見本 一',
  '--admin-kana',
  'ミホン ハジメ',
  '--trusted-proxies',
  '192.0.2.10',
]
const mailServer = { YANAGI_SMTP_URL: 'smtp://user:a-secret-word@mail.example:25' }
const passphrase = { YANAGI_BACKUP_PASSPHRASE: 'three willows by the water' }

describe('a real city, from its beginning to its restored backup', { timeout: 120_000 }, () => {
  let link = ''
  let open: readonly string[] = []

  beforeAll(async () => {
    const demo = readFileSync('catalog/cities/mihon.yaml', 'utf8')
    const origins = ['portal', 'office', 'files', 'office-files', 'mynumber'].map(
      (surface) => `  ${surface}: https://${surface}.town.example`,
    )
    writeFileSync(
      cityFile,
      `${demo.replace(/^demo: true$/m, '').replace(/^origins:.*$/m, '')}\norigins:\n${origins.join('\n')}\n`,
    )
    const unreachable = { ...mailServer, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing' }
    const failed = await yanagi(['init', '--data', data, '--city', cityFile, ...person, '--json'], unreachable)
    expect(failed.code).not.toBe(0)
    const begun = await yanagi(['init', '--data', data, '--city', cityFile, ...person, '--json'], mailServer)
    expect(begun.words + begun.answer).toContain('enrolment')
    link = JSON.parse(begun.answer).enrolment
    open = JSON.parse(begun.answer).open
  }, 120_000)

  test('begins with a link for the first administrator and settings that hold no demonstration', () => {
    expect(link).toMatch(/^https:\/\/office\.town\.example\/enrol\/[\w-]{20,}$/)
    const settings = path.join(data, 'settings.env')
    expect(readFileSync(settings, 'utf8')).toContain('YANAGI_DEMO=no')
    expect(statSync(settings).mode & 0o777).toBe(0o600)
  })

  test('says that cards wait for their provider, at the beginning and by the doctor', async () => {
    expect(open).toEqual([
      expect.stringMatching(/answers 503 until .*https:\/\/portal\.town\.example\/sign-in\/return/),
    ])
    const found = await yanagi(['doctor', '--data', data])
    expect(found.answer).toContain('warn   mihon card sign-in: Card sign-in answers 503 until')
  })

  test('does not begin twice', async () => {
    const again = await yanagi(['init', '--data', data, '--city', cityFile, ...person], mailServer)
    expect(again.code).toBe(1)
    expect(again.words).toContain('was set up already')
  })

  test('is looked at by the doctor, who finds no fault and no demonstration', async () => {
    const found = await yanagi(['doctor', '--data', data, '--json'])
    const findings = found.answer
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(findings.filter((one) => one.state === 'fault' && !one.about.endsWith('disk'))).toEqual([])
    for (const about of ['office wall between cities', 'internet migrations', 'mynumber keys', 'office evidence']) {
      expect(findings.map((one) => one.about)).toContain(about)
    }
  })

  test('has keys that are listed without being shown, and can be rotated', async () => {
    const list = async () =>
      (await yanagi(['keys', 'list', '--data', data, '--json'])).answer
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line))
    const before = await list()
    expect(Object.keys(before[0]).sort()).toEqual(['cityId', 'createdAt', 'current', 'id', 'secret', 'use', 'zone'])
    expect((await yanagi(['keys', 'rotate', 'office', 'mihon', '--data', data])).code).toBe(0)
    const after = await list()
    expect(after.length).toBeGreaterThan(before.length)
    expect(after.filter((line) => line.current)).toHaveLength(before.length)
  })

  test('is backed up and restored, secrets of the settings left out, evidence intact', async () => {
    const file = path.join(base, 'backup.tar')
    const backup = await yanagi(['backup', file, '--data', data], passphrase)
    expect(backup.words).toMatch(/office: \d+ tables, \d+ rows/)
    expect(backup.code).toBe(0)
    expect(readFileSync(file, 'latin1')).not.toContain('a-secret-word')
    const overwrite = await yanagi(['backup', file, '--data', data], passphrase)
    expect(overwrite.words).toContain('never overwrites')

    const restored = path.join(base, 'restored')
    const mistyped = await yanagi(['restore', file, '--data', restored], {
      YANAGI_BACKUP_PASSPHRASE: 'another long passphrase',
    })
    expect(mistyped.words).toContain('The passphrase does not open this backup')
    expect(mistyped.code).toBe(1)
    expect(existsSync(restored)).toBe(false)
    const restore = await yanagi(['restore', file, '--data', restored], passphrase)
    expect(restore.words).toMatch(/office: \d+ tables, \d+ rows, compared row for row/)
    expect(restore.code).toBe(0)
    const verified = await yanagi(['audit', 'verify', '--data', restored, '--city', cityFile, '--json'])
    expect(verified.code).toBe(0)
    const verdicts = verified.answer
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(verdicts.map((verdict) => [verdict.zone, verdict.ok])).toEqual([
      ['internet', true],
      ['office', true],
      ['mynumber', true],
    ])
  })

  test('proves its evidence from an exported file, without database and secrets', async () => {
    const [bundle, publicKeys] = [path.join(base, 'evidence.jsonl'), path.join(base, 'office.public.json')]
    expect((await yanagi(['audit', 'export', 'office', 'mihon', bundle, '--data', data])).code).toBe(0)
    writeFileSync(publicKeys, (await yanagi(['keys', 'export', 'office', '--data', data])).answer)
    const good = await yanagi(['audit', 'verify', bundle, '--keys', publicKeys])
    expect(good.words + good.answer).toMatch(/^good {2}office mihon/m)
    // The control: one event of the file says something else.
    writeFileSync(bundle, readFileSync(bundle, 'utf8').replace('person-added', 'person-parted'))
    const forged = await yanagi(['audit', 'verify', bundle, '--keys', publicKeys])
    expect(forged.code).toBe(1)
    expect(forged.answer).toContain('FOUND office mihon')
    const absent = await yanagi(['audit', 'verify', path.join(base, 'absent.jsonl'), '--keys', publicKeys])
    expect(absent).toMatchObject({ code: 1, words: expect.stringContaining('absent.jsonl: there is no such file') })
  })
})

describe('a real city with its provider', { timeout: 120_000 }, () => {
  test('keeps issuer and client in its city file, the secret in its settings, and says where the rest is entered', async () => {
    const [folder, secret] = [path.join(base, 'with-cards'), path.join(base, 'openid-secret')]
    writeFileSync(secret, 'the word of the provider\n')
    const provider = [
      '--openid-issuer',
      'https://login.example',
      '--openid-client',
      'town',
      '--openid-secret-file',
      secret,
    ]
    const begun = await yanagi(['init', '--data', folder, '--city', cityFile, ...person, ...provider], mailServer)
    expect(begun.answer).not.toContain('503')
    expect(begun.answer).toContain('Signing by card is not offered until')
    expect(begun.answer).toContain('https://office.town.example/organisation/people')
    const written = parse(readFileSync(path.join(folder, 'city.yaml'), 'utf8'))
    expect(written.settings.identity.provider).toEqual({ issuer: 'https://login.example', clientId: 'town' })
    expect(readFileSync(path.join(folder, 'settings.env'), 'utf8')).toContain(
      'YANAGI_OPENID_CLIENT_SECRET=the word of the provider\n',
    )
  })
})

describe('a command that can not be', { timeout: 60_000 }, () => {
  test('init names everything that is missing at once, and writes nothing', async () => {
    const folder = path.join(base, 'never')
    const refused = await yanagi(['init', '--data', folder])
    expect(refused.code).toBe(1)
    for (const word of [
      '--admin:',
      '--admin-name',
      '--admin-kana',
      '--trusted-proxies',
      'YANAGI_SMTP_URL',
      '--city FILE',
    ])
      expect(refused.words).toContain(word)
    expect(existsSync(folder)).toBe(false)
  })

  test('init refuses a demonstration city', async () => {
    const refused = await yanagi(
      ['init', '--data', path.join(base, 'never'), '--city', 'catalog/cities/yanai.yaml', ...person],
      mailServer,
    )
    expect(refused.words).toContain('demonstration city')
    expect(existsSync(path.join(base, 'never'))).toBe(false)
  })

  test.each([
    [['doctor'], /no city hall in the data folder/],
    [['audit', 'verify'], /no city hall in the data folder/],
    [['backup', path.join(base, 'x.tar')], /no city hall in the data folder/],
    [['restore', path.join(base, 'missing.tar')], /There is no file/],
    [['keys', 'melt'], /list, rotate, export or import/],
  ])('%s says why and makes no folder', async (args, why) => {
    const folder = path.join(base, 'absent')
    const refused = await yanagi([...args, '--data', folder], passphrase)
    expect(refused.code).toBe(1)
    expect(refused.words).toMatch(why)
    expect(existsSync(folder)).toBe(false)
  })

  test('backup wants a passphrase that is worth its name', async () => {
    const refused = await yanagi(['backup', path.join(base, 'y.tar'), '--data', data], {
      YANAGI_BACKUP_PASSPHRASE: 'short',
    })
    expect(refused.words).toContain('too short')
    expect(existsSync(path.join(base, 'y.tar'))).toBe(false)
  })
})
