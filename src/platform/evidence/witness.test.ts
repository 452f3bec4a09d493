import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { recallHead, rememberHead } from './witness.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yanagi-witness-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const head = (size: number, at: string) => ({
  size,
  root: 'a'.repeat(64),
  previousSize: size - 1,
  at,
  keyId: '00000001',
  signature: 'x',
})

it('remembers the newest head of each zone and city', async () => {
  const witness = { folder: join(folder, 'deeper', 'still') }
  expect(await recallHead(witness, 'office', 'yanai')).toBeUndefined()
  await rememberHead(witness, 'office', 'yanai', head(1, '2026-11-22T00:00:00.000Z'))
  await rememberHead(witness, 'office', 'yanai', head(2, '2026-11-22T00:00:01.000Z'))
  await rememberHead(witness, 'office', 'mihon', head(7, '2026-11-22T00:00:01.000Z'))
  expect((await recallHead(witness, 'office', 'yanai'))?.size).toBe(2)
  expect((await recallHead(witness, 'office', 'mihon'))?.size).toBe(7)
  expect(await recallHead(witness, 'internet', 'yanai')).toBeUndefined()
})

it('keeps the first head of each day in a list', async () => {
  const witness = { folder }
  for (const [size, at] of [
    [1, '2026-11-22T00:00:00.000Z'],
    [2, '2026-11-22T10:00:00.000Z'],
    [3, '2026-11-23T00:00:00.000Z'],
  ] as const) {
    await rememberHead(witness, 'office', 'yanai', head(size, at))
  }
  const days = readFileSync(join(folder, 'office.yanai.days'), 'utf8').trim().split('\n')
  expect(days.map((line) => JSON.parse(line).size)).toEqual([1, 3])
})

it('takes a damaged file for damage, not for a beginning', async () => {
  writeFileSync(join(folder, 'office.yanai.head'), '{"size": 1')
  await expect(recallHead({ folder }, 'office', 'yanai')).rejects.toThrow()
})
