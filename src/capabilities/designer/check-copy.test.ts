import path from 'node:path'
import { expect, it } from 'vitest'
import { readProcedureFolders, readSharedParts } from '../procedures/index.ts'
import { checkCopy, type Surroundings } from './check-copy.ts'
import { readVersion } from './surroundings.ts'

it('takes every shipped definition as it is, held against itself', async () => {
  const folders = await readProcedureFolders(path.resolve('procedures'))
  const { shared } = await readSharedParts('.')
  expect(folders.length).toBeGreaterThan(20)
  for (const { id, source, letters } of folders) {
    const stored = { procedureId: id, number: 1, hash: id, source, letters, shared: Object.fromEntries(shared) }
    const dated = { effectiveFrom: '2026-04-01', publishedAt: new Date(), publishedBy: 'seed' }
    const published = readVersion({ ...stored, ...dated })
    const definition = published[0]?.definition ?? expect.fail(id)
    const sections = [definition.owner, ...(definition.routing ?? []).map(({ section }) => section)]
    const around: Surroundings = {
      city: {
        sections: new Set(sections),
        matters: new Set(definition.carriedBy ? [] : [definition.approval.matter]),
        registers: new Set(definition.registers),
        prefixes: new Map(),
      },
      published,
    }
    const checked = checkCopy({ procedureId: id, source, letters, shared: Object.fromEntries(shared) }, around)
    expect(
      checked.findings.filter(({ severity }) => severity === 'error'),
      id,
    ).toEqual([])
    expect(checked.sound, id).toBe(true)
  }
}, 60_000)
