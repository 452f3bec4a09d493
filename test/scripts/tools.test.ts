import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { testFolder } from '../support/folder.ts'

const base = testFolder('tools')
afterAll(() => rmSync(base, { recursive: true, force: true }))

const script = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 })

test.each([
  ['scripts/yanagi.mjs', 'tour', '--url PORTAL'],
  ['scripts/yanagi.mjs', 'bench', '--port N'],
  ['scripts/test.mjs', '', '--only STEP'],
])('%s %s explains itself instead of running', (file, command, option) => {
  const words = command === '' ? [] : [command]
  const asked = script(file, ...words, '--help')
  expect(asked.status).toBe(0)
  expect(asked.stdout).toContain(option)
  const mistyped = script(file, ...words, '--jsonn')
  expect(mistyped.status).toBe(1)
  expect(mistyped.stderr).toContain('--jsonn')
  expect(mistyped.stderr).toContain('--help')
})

test('a tour that is stopped stops its city hall and leaves nothing behind', { timeout: 120_000 }, async () => {
  const tour = spawn(process.execPath, ['scripts/yanagi.mjs', 'tour'], {
    stdio: 'ignore',
    env: { ...process.env, DATABASE_URL: '', TMPDIR: base },
  })
  const ended = new Promise((done) => tour.once('close', done))
  const clusterOf = () =>
    readdirSync(base).find((name) => existsSync(path.join(base, name, 'postgres', 'cluster', 'postmaster.pid')))
  await expect.poll(clusterOf, { timeout: 60_000 }).toBeDefined()
  tour.kill('SIGTERM')
  expect(await ended).toBe(1)
  expect(readdirSync(base)).toEqual([])
})
