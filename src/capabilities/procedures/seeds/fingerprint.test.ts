import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import { seedFingerprint } from './fingerprint.ts'

test('changes with every file that a city is seeded from, and with no other', () => {
  const root = testFolder('seeds')
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
    writeFileSync(path.join(root, file), text)
  }
  const seen = new Set([seedFingerprint(root)])
  const isNew = (): boolean => {
    const before = seen.size
    const now = seedFingerprint(root)
    seen.add(now)
    return seen.size > before && seedFingerprint(root) === now
  }
  for (const file of [
    'procedures/sample/procedure.yaml',
    'procedures/sample/letters/notice.typ',
    'procedures/_letters/base.typ',
    'catalog/groups/person.yaml',
    'catalog/registers/yanai/items.yaml',
  ]) {
    write(file, 'a')
    expect(isNew()).toBe(true)
    // As long as before: the content counts, not the size.
    write(file, 'b')
    expect(isNew()).toBe(true)
  }
  renameSync(path.join(root, 'catalog/registers/yanai'), path.join(root, 'catalog/registers/mihon'))
  expect(isNew()).toBe(true)
  write('procedures/sample/cases/typical.yaml', 'a')
  write('catalog/cities/yanai.yaml', 'a')
  expect(isNew()).toBe(false)
})
