import path from 'node:path'
import { expect, test } from 'vitest'
import { readDatasetFolder } from '../language/folder.ts'
import type { Row } from '../table/check-row.ts'
import { compareRows, summarise } from './compare-rows.ts'
import { compareStreams } from './compare-streams.ts'

test('the comparison for any size says the same as the one in memory', async () => {
  const aed = readDatasetFolder(path.resolve('.')).datasets.find(({ id }) => id === 'aed')
  if (!aed) throw new Error('There is no dataset aed.')
  const row = (id: number, name: string): Row => ({ id: `A${id}`, name, address: '柳井市' })
  const before = Array.from({ length: 60 }, (_, n) => row(n, `名${n}`))
  const after = [...before.slice(25).map((each, n) => (n < 30 ? { ...each, name: `新${n}` } : each)), row(99, '足した')]
  const stream = (rows: readonly Row[]) =>
    async function* () {
      yield* rows
    }
  const { changes, details } = await compareStreams(aed, stream(before), stream(after))
  const inMemory = [...compareRows(aed, before, after)]
  expect(changes).toEqual(summarise(inMemory))
  const byKey = (all: typeof inMemory) => [...all].sort((a, b) => a.key.localeCompare(b.key))
  expect(byKey([...details])).toEqual(byKey(inMemory))
  expect(changes).toMatchObject({ added: 1, changed: 30, removed: 25 })
})
