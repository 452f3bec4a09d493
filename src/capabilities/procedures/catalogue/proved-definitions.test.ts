import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { testFolder } from '../../../../test/support/folder.ts'
import { loadProcedure } from '../language/load.ts'
import { sampleProcedure } from '../language/test-support/sample.ts'
import { readProcedureFolders, readSharedParts } from '../seeds/folder.ts'
import { compiledVersions, type VersionTexts } from './compiled-versions.ts'
import { type ProvedDefinitions, provedDefinitions } from './proved-definitions.ts'

const mark = 'a'.repeat(64)
const name = (hash: string) => ({ procedureId: 'sample', hash })
const texts = (hash: string, source = sampleProcedure()): VersionTexts => ({ ...name(hash), source, shared: {} })
const never = async (): Promise<readonly VersionTexts[]> => {
  throw new Error('The texts were read.')
}
/** Keeping is not waited for by those who ask for versions: here it is. */
const waiting = (proved: ProvedDefinitions): { proved: ProvedDefinitions; kept: Promise<void>[] } => {
  const kept: Promise<void>[] = []
  const keep: ProvedDefinitions['keep'] = (hash, definition) => {
    const keeping = proved.keep(hash, definition)
    kept.push(keeping)
    return keeping
  }
  return { proved: { ...proved, keep }, kept }
}

describe('definitions that this build has proved', () => {
  it('are whole after their way through the folder', async () => {
    const { shared } = await readSharedParts('.')
    const proved = provedDefinitions(testFolder('proved'), mark)
    const folders = await readProcedureFolders(path.resolve('procedures'), { cases: false })
    for (const { id, source } of folders) {
      const { definition } = loadProcedure(source, { shared, published: true })
      if (!definition) throw new Error(id)
      await proved.keep(id, definition)
      expect(await proved.find(id)).toEqual(definition)
    }
  })

  it('are put together without their texts, and answer as they did', async () => {
    const folder = testFolder('proved')
    const first = waiting(provedDefinitions(folder, mark))
    const made = (await compiledVersions([name('proved-1')], async () => [texts('proved-1')], first.proved)).get(
      'proved-1',
    )
    await Promise.all(first.kept)
    // Under another name, since the process still knows this one.
    const before = path.join(folder, `definitions-${mark.slice(0, 16)}`)
    writeFileSync(path.join(before, 'proved-2.json'), readFileSync(path.join(before, 'proved-1.json')))
    const again = await compiledVersions([name('proved-2')], never, provedDefinitions(folder, mark))
    const found = again.get('proved-2')
    if (!made?.ok || !found?.ok) throw new Error('It was not taken.')
    const filing = {
      today: '2026-11-24',
      filedOn: '2026-11-24',
      channel: 'online',
      filer: 'self',
      assurance: 'none',
    } as const
    const city = { settings: {}, register: () => [], isClosedDay: () => false }
    expect(found.procedure.definition).toEqual(made.procedure.definition)
    expect(found.procedure.readsTime).toBe(made.procedure.readsTime)
    expect(found.procedure.validate({}, filing, city)).toEqual(made.procedure.validate({}, filing, city))
    expect(found.procedure.route({}, filing, city).map(({ page, status }) => [page.id, status])).toEqual(
      made.procedure.route({}, filing, city).map(({ page, status }) => [page.id, status]),
    )
  })

  it('are not taken from a file that was changed or cut off, nor from another build', async () => {
    const folder = testFolder('proved')
    const { definition } = loadProcedure(sampleProcedure())
    if (!definition) throw new Error('The sample is broken.')
    const proved = provedDefinitions(folder, mark)
    await proved.keep('v', definition)
    const file = path.join(folder, `definitions-${mark.slice(0, 16)}`, 'v.json')
    const whole = readFileSync(file, 'utf8')
    for (const broken of [whole.replace('"id"', '"ie"'), whole.slice(0, -100), '', '\n', '{}']) {
      writeFileSync(file, broken)
      expect(await proved.find('v')).toBeUndefined()
    }
    writeFileSync(file, whole)
    expect(await proved.find('v')).toEqual(definition)
    const newer = provedDefinitions(folder, 'b'.repeat(64))
    expect(await newer.find('v')).toBeUndefined()
    await newer.keep('v', definition)
    expect(readdirSync(folder)).toEqual([`definitions-${'b'.repeat(16)}`])
  })

  it('are never those that the program refuses, and a folder that can not be made is no fault', async () => {
    const folder = testFolder('proved')
    const { proved, kept } = waiting(provedDefinitions(folder, mark))
    const broken = await compiledVersions(
      [name('broken-1')],
      async () => [texts('broken-1', sampleProcedure().replace('receiptPrefix', 'receiptPrefixx'))],
      proved,
    )
    expect(broken.get('broken-1')?.ok).toBe(false)
    expect(kept).toHaveLength(0)
    const file = path.join(folder, 'a-file')
    writeFileSync(file, '')
    const nowhere = waiting(provedDefinitions(file, mark))
    const made = await compiledVersions([name('nowhere-1')], async () => [texts('nowhere-1')], nowhere.proved)
    expect(made.get('nowhere-1')?.ok).toBe(true)
    await expect(Promise.all(nowhere.kept)).resolves.toBeDefined()
  })
})
