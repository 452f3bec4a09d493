import path from 'node:path'
import { expect, it } from 'vitest'
import { loadProcedure, readProcedureFolders, readSharedParts } from '../procedures/index.ts'
import { checkCopy, type Surroundings } from './check-copy.ts'
import { readVersion } from './surroundings.ts'

it('takes every shipped definition as it is, held against itself', async () => {
  const folders = await readProcedureFolders(path.resolve('procedures'))
  const { shared } = await readSharedParts('.')
  expect(folders.length).toBeGreaterThan(20)
  const procedures = new Map(
    folders.flatMap(({ id, source }) => {
      const { definition } = loadProcedure(source, { shared, published: true })
      return definition ? [[id, definition] as const] : []
    }),
  )
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
      procedures,
    }
    const checked = checkCopy({ procedureId: id, source, letters, shared: Object.fromEntries(shared) }, around)
    expect(
      checked.findings.filter(({ severity }) => severity === 'error'),
      id,
    ).toEqual([])
    expect(checked.sound, id).toBe(true)
  }
}, 60_000)

it('says where a follow-up finds nothing, here and in procedures that begin this one', async () => {
  const folders = await readProcedureFolders(path.resolve('procedures'))
  const { shared } = await readSharedParts('.')
  const sourceOf = (id: string) => folders.find((folder) => folder.id === id)?.source ?? expect.fail(id)
  const definitionOf = (source: string) => loadProcedure(source, { shared }).definition ?? expect.fail()
  const city = {
    sections: new Set<string>(),
    matters: new Set<string>(),
    registers: new Set<string>(),
    prefixes: new Map(),
  }
  const donation = sourceOf('child-allowance-donation')
  const change = definitionOf(sourceOf('child-allowance-donation-change'))
  const codesOf = (procedureId: string, source: string, others: readonly (typeof change)[]) => {
    const procedures = new Map(others.map((each) => [each.id, each]))
    const copy = { procedureId, source, letters: {}, shared: Object.fromEntries(shared) }
    const { findings } = checkCopy(copy, { city, published: [], procedures })
    return findings
      .filter(({ code }) => code.startsWith('follow-up'))
      .map(({ code, severity }) => `${severity} ${code}`)
  }
  expect(codesOf('child-allowance-donation', donation, [change])).toEqual([])
  expect(codesOf('child-allowance-donation', donation, [])).toEqual(['warning follow-up-target'])
  const lost = donation.replace('offer.monthlyTotal: allowance.monthlyTotal', 'offer.nothing: allowance.monthlyTotal')
  expect(codesOf('child-allowance-donation', lost, [change])).toEqual(['error follow-up-target'])
  const without = sourceOf('child-allowance-donation-change')
    .replaceAll('offer.monthlyTotal', 'offer.monthly')
    .replace('{ id: monthlyTotal,', '{ id: monthly,')
  expect(codesOf('child-allowance-donation-change', without, [definitionOf(donation)])).toEqual([
    'warning follow-up-source',
  ])
})
