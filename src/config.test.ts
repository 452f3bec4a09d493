import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { describeSettings, readConfig } from './config.ts'

const base = mkdtempSync(path.join(os.tmpdir(), 'yanagi-config-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

function problems(env: Record<string, string>): readonly string[] {
  const read = readConfig(env)
  return read.ok ? [] : read.problems
}

describe('the settings', () => {
  test('have a default each, and folders become absolute', () => {
    const read = readConfig({})
    expect(read).toMatchObject({
      ok: true,
      config: { port: 4000, host: '127.0.0.1', demo: true, zone: 'all', cityFiles: [] },
    })
    if (read.ok)
      for (const folder of [read.config.dataDir, read.config.keysDir, read.config.filesDir])
        expect(path.isAbsolute(folder)).toBe(true)
  })

  test('are all checked at once, each with its name and what it must be', () => {
    const found = problems({
      YANAGI_PORT: 'four',
      YANAGI_DEMO: 'maybe',
      DATABASE_URL: 'mysql://x',
      YANAGI_LOG: 'loud',
      YANAGI_ROLE_PREFIX: 'Robert"); drop',
    })
    expect(found).toEqual([
      expect.stringMatching(/^YANAGI_PORT \(--port\): must be a whole number/),
      expect.stringMatching(/^YANAGI_DEMO: must be yes or no/),
      expect.stringMatching(/^DATABASE_URL: must be a PostgreSQL address/),
      expect.stringMatching(/^YANAGI_ROLE_PREFIX: /),
      expect.stringMatching(/^YANAGI_LOG: must be debug/),
    ])
  })

  test('never repeat a secret in a problem', () => {
    expect(
      problems({ DATABASE_URL: 'mysql://user:hunter2@host/db', YANAGI_SMTP_URL: 'http://u:hunter2@h' }).join(),
    ).not.toContain('hunter2')
  })

  test('come from the command line before the environment before the data folder', () => {
    const dataDir = path.join(base, 'data')
    mkdirSync(dataDir)
    writeFileSync(
      path.join(dataDir, 'settings.env'),
      '# written by init\nYANAGI_PORT=5000\nYANAGI_MAIL_FROM=City <city@example.jp>\n',
    )
    const port = (env: Record<string, string>, given = {}): unknown => {
      const read = readConfig(env, { dataDir, ...given })
      return read.ok ? read.config.port : read.problems
    }
    expect(port({})).toBe(5000)
    expect(port({ YANAGI_PORT: '6000' })).toBe(6000)
    expect(port({ YANAGI_PORT: '6000' }, { port: '7000' })).toBe(7000)
    expect(readConfig({}, { dataDir })).toMatchObject({ config: { mailFrom: 'City <city@example.jp>' } })
  })

  test('stand in docs/operations.md as they are', () => {
    const table = describeSettings().map(
      (one) =>
        `| \`${one.env}\`${one.option === undefined ? '' : ` (\`${one.option}\`)`} | ${one.meaning} | ${one.default === '' ? '' : `\`${one.default}\``} | ${one.secret ? 'secret' : ''} |`,
    )
    const text = readFileSync('docs/operations.md', 'utf8')
    expect(text).toContain(table.join('\n'))
  })
})
