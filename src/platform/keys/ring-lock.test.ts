import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startChild } from '../../../test/support/child-program.ts'
import { testFolder } from '../../../test/support/folder.ts'
import { createKeyRing } from './create-key-ring.ts'
import { listKeys, rotateKeys } from './manage.ts'
import { readRing, writeRing } from './ring-folder.ts'
import { withRingLock } from './ring-lock.ts'

const TIMES = 15

it('keeps the keys of both when two processes change the ring at once', { timeout: 60_000 }, async () => {
  const folder = testFolder('keys')
  createKeyRing(folder, 'office', ['yanai'])
  const atStart = listKeys(folder).length
  const children = ['one', 'two'].map((name) =>
    startChild('src/platform/keys/testing/change-keys.ts', [folder, name, String(TIMES)]),
  )
  for (const child of children) await child.waitFor(/ready/)
  for (const child of children) child.process.stdin?.write('go\n')
  for (const child of children) expect(await child.ended).toBe(0)
  const lines = listKeys(folder)
  expect(new Set(lines.map((line) => line.cityId)).size).toBe(1 + 2 * TIMES)
  expect(lines.filter((line) => line.cityId === 'yanai')).toHaveLength(atStart * (1 + 2 * TIMES))
  expect(readdirSync(folder).sort()).toEqual(['office.keys.json', 'office.public.json'])
})

it('takes over a lock whose holder was killed long ago', () => {
  const folder = testFolder('keys')
  createKeyRing(folder, 'office', ['yanai'])
  const lock = join(folder, 'office.lock')
  writeFileSync(lock, 'of a process that is no more')
  utimesSync(lock, new Date(), new Date(Date.now() - 31_000))
  expect(rotateKeys(folder, 'office', 'yanai', new Date())).not.toEqual([])
  expect(readdirSync(folder)).not.toContain('office.lock')
})

it('writes nothing for one who slept until another took the lock over', () => {
  const folder = testFolder('keys')
  createKeyRing(folder, 'office', ['yanai'])
  const before = readRing(folder, 'office')
  expect(() =>
    withRingLock(folder, 'office', (held) => {
      writeFileSync(join(folder, 'office.lock'), 'of another')
      writeRing(held, folder, { format: 1, zone: 'office', cities: {} })
    }),
  ).toThrow(/took over/)
  expect(readRing(folder, 'office')).toEqual(before)
  expect(readdirSync(folder).sort()).toEqual(['office.keys.json', 'office.lock', 'office.public.json'])
})
