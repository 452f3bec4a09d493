import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ensureDataFolder, keptSecret } from './data-folder.ts'
import { isLocked, lockFolder } from './embedded/instance-lock.ts'
import { freeBytes, keepReserve } from './embedded/reserve.ts'

const base = mkdtempSync(path.join(os.tmpdir(), 'yanagi-folder-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

function fresh(name: string): string {
  const folder = path.join(base, name)
  mkdirSync(folder)
  return folder
}

describe('the data folder', () => {
  test('is made for its owner only, and made again without harm', () => {
    const folder = path.join(base, 'new', 'inner')
    ensureDataFolder(folder)
    ensureDataFolder(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('of a newer version is refused and stays as it is', () => {
    const folder = fresh('newer')
    writeFileSync(path.join(folder, 'yanagi.json'), '{"format":99}')
    chmodSync(folder, 0o755)
    expect(() => ensureDataFolder(folder)).toThrow(/newer version .*Nothing was changed/)
    expect(readFileSync(path.join(folder, 'yanagi.json'), 'utf8')).toBe('{"format":99}')
    expect(statSync(folder).mode & 0o777).toBe(0o755)
  })

  test('that is a file is refused in clear words', () => {
    writeFileSync(path.join(base, 'file'), '')
    expect(() => ensureDataFolder(path.join(base, 'file'))).toThrow(/is not a folder .*--data DIR/)
  })

  test('keeps a secret once it was made, readable by its owner only', () => {
    const folder = fresh('secret')
    const first = keptSecret(folder, 'role-secret')
    expect(first.length).toBeGreaterThanOrEqual(40)
    expect(keptSecret(folder, 'role-secret')).toBe(first)
    expect(statSync(path.join(folder, 'role-secret')).mode & 0o777).toBe(0o600)
  })
})

describe('the lock of a folder', () => {
  test('refuses a second holder while the first lives, and is free afterwards', () => {
    const folder = fresh('locked')
    const unlock = lockFolder(folder)
    expect(isLocked(folder)).toBe(true)
    expect(() => lockFolder(folder)).toThrow(/already runs on the data folder .*--data DIR/)
    unlock()
    expect(isLocked(folder)).toBe(false)
    lockFolder(folder)()
  })

  test('of a process that ended is taken over', () => {
    const folder = fresh('stale')
    writeFileSync(path.join(folder, 'running.lock'), JSON.stringify({ pid: 999_999_9, began: '' }))
    lockFolder(folder)()
  })

  test('of a process whose number was given to another one is taken over', () => {
    const folder = fresh('reused')
    writeFileSync(path.join(folder, 'running.lock'), JSON.stringify({ pid: process.pid, began: 'an earlier boot 1' }))
    expect(isLocked(folder)).toBe(false)
    lockFolder(folder)()
  })
})

describe('the reserve for a full disk', () => {
  const megabyte = 1024 ** 2

  test('is kept while there is room, given up when the disk is nearly full, and made again later', () => {
    const folder = fresh('reserve')
    expect(keepReserve(folder, 40 * megabyte)).toBe('none')
    expect(keepReserve(folder, 500 * megabyte)).toBe('kept')
    expect(statSync(path.join(folder, 'disk-reserve')).size).toBe(32 * megabyte)
    expect(keepReserve(folder, 20 * megabyte)).toBe('kept')
    expect(keepReserve(folder, 3 * megabyte)).toBe('given-up')
    expect(readdirSync(folder)).toEqual([])
    expect(keepReserve(folder, 500 * megabyte)).toBe('kept')
  })

  test('is measured on the file system of the folder', () => {
    expect(freeBytes(base)).toBeGreaterThan(0)
  })
})
