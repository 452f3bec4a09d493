import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ensureFolder, makeFolder, makeFolderSoon, whyUnfit } from './make-folder.ts'

const base = mkdtempSync(path.join(os.tmpdir(), 'yanagi-make-'))
afterAll(() => rmSync(base, { recursive: true, force: true }))

const ways = [
  ['at once', async (folder: string) => makeFolder(folder)],
  ['without waiting', (folder: string) => makeFolderSoon(folder)],
] as const

describe.each(ways)('a folder made %s', (name, make) => {
  test('is there with those above it, closed to others, and may be there already', async () => {
    const folder = path.join(base, name, 'inner', 'most')
    await make(folder)
    await make(folder)
    for (const one of [folder, path.dirname(folder)]) expect(statSync(one).mode & 0o777).toBe(0o700)
  })

  test('may be a link to a folder, but neither a file nor below one nor a link to nothing', async () => {
    const place = (what: string): string => path.join(base, `${what} ${name}`)
    writeFileSync(place('file'), '')
    symlinkSync(base, place('link'))
    symlinkSync(place('nothing'), place('dangling'))
    await make(place('link'))
    await expect(make(place('file'))).rejects.toThrow()
    await expect(make(path.join(place('file'), 'below'))).rejects.toThrow(/ENOTDIR/)
    await expect(make(place('dangling'))).rejects.toThrow()
  })

  test.runIf(existsSync('/proc/self'))('ends where the system takes no new folders', async () => {
    await expect(make('/proc/yanagi')).rejects.toThrow(/ENOENT/)
    await expect(make('/proc/yanagi/inner/most')).rejects.toThrow(/ENOENT/)
  })
})

describe('what is said of a folder that can not be had', () => {
  const why = (folder: string): string => {
    try {
      makeFolder(folder)
      return ''
    } catch (error) {
      return whyUnfit(folder, error)
    }
  }

  test('names what is in the way', () => {
    const file = path.join(base, 'in the way')
    writeFileSync(file, '')
    expect(why(file)).toBe('is not a folder (ENOTDIR)')
    expect(why(path.join(file, 'a', 'b'))).toBe(`can't be made: ${file} is not a folder (ENOTDIR)`)
    expect(why(path.join(base, 'x'.repeat(300)))).toBe('has a name that is too long for this disk (ENAMETOOLONG)')
  })

  test('names a read-only disk and a folder of somebody else', () => {
    expect(whyUnfit(base, { code: 'EROFS' })).toBe('lies on a read-only disk (EROFS)')
    expect(whyUnfit(base, { code: 'EACCES' })).toBe('may not be written by this user (EACCES)')
  })

  test.runIf(existsSync('/proc/self'))('names a place that takes no folders, with the way out', () => {
    expect(() => ensureFolder('/proc/yanagi/keys', 'The folder of the key ring', 'Name another one.')).toThrow(
      "The folder of the key ring /proc/yanagi/keys can't be made: /proc takes no new folders (ENOENT). Name another one.",
    )
  })
})
