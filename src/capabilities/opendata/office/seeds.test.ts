import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDatasetFolder } from '../language/folder.ts'
import { rowChecker } from '../table/check-row.ts'
import { readSeedAbout, readSeedRows, seedIds } from './read-seeds.ts'

const root = path.resolve('.')
const { datasets } = readDatasetFolder(root)
const city = { code: '352128', prefecture: '山口県', municipality: '柳井市' }

/** What the real files lack: the state's list of evacuation sites has neither readings nor telephone numbers. */
const lacking: Readonly<Record<string, readonly string[]>> = {
  'evacuation-space': ['name_kana', 'phone'],
}

describe('what the demonstration starts with', () => {
  test('is told of, and made-up data say so or name their source', () => {
    const about = readSeedAbout(root, 'yanai')
    expect(Object.keys(about).sort()).toEqual(seedIds(root, 'yanai'))
    for (const seed of Object.values(about)) expect(seed['made-up'] === true || (seed.source ?? '') !== '').toBe(true)
  })

  test.each(seedIds(root, 'yanai'))('%s is right by its own definition', (id) => {
    const definition = datasets.find((each) => each.id === id) ?? expect.fail(id)
    const rows = readSeedRows(root, 'yanai', definition, city)
    expect(rows.length).toBeGreaterThan(0)
    const check = rowChecker(definition, id === 'evacuation-space' ? 'recommended' : 'standard', city.code)
    const errors = rows.flatMap((row) => check(row).problems.filter(({ level }) => level === 'error'))
    const told = new Set(errors.map(({ column, code }) => (code === 'missing' ? column : `${column} ${code}`)))
    expect([...told].sort()).toEqual(lacking[id] ?? [])
    const keys = rows.map((row) => definition.key.map((column) => row[column]).join('~'))
    expect(new Set(keys).size).toBe(rows.length)
  })
})
