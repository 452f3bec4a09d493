import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { withoutVariationSelectors } from '../../civic/characters.ts'
import { factsOfCase } from '../procedures/index.ts'
import { readRegisters } from '../procedures/seeds/registers.ts'
import { readApplication } from './map/read-application.ts'
import { readRaw } from './read/raw.ts'
import { csvOf, shiftJis } from './test-support/delivered.ts'
import { onlineExamples, repositoryProcedures, shippedManifest } from './test-support/repository.ts'
import { toSender } from './test-support/to-sender.ts'

/** The made-up samples are what the examples of the definitions come out as; they are read without a fault but missing files. */
it.each(['form-csv', 'shared-system-csv'])('the sample of %s is that of its manifest', async (id) => {
  const manifest = shippedManifest(id)
  const procedures = await repositoryProcedures(manifest.procedures.map(({ procedure }) => procedure))
  const registers = (await readRegisters(path.resolve('catalog/registers'))).cities.get('mihon') ?? []
  const examples = manifest.procedures.map((one) => {
    const procedure = procedures.get(one.procedure)
    const [example] = onlineExamples(one.procedure)
    if (!procedure || !example) throw new Error(one.procedure)
    return { one, procedure, content: example.content }
  })
  const rows = examples.map(({ one, procedure, content }, n) => {
    const cells = new Map<string, string>()
    if ('column' in manifest.number) cells.set(manifest.number.column, `2026-${String(n + 1).padStart(4, '0')}`)
    cells.set(manifest.arrivedAt.column, id === 'form-csv' ? '2026/11/20 21:15:00' : '令和8年11月20日 21時15分')
    if (manifest.procedureCode) cells.set(manifest.procedureCode.column, one.code ?? '')
    for (const [name, text] of toSender(one, procedure, content.answers)) cells.set(name, text)
    return cells
  })
  const text = csvOf(...rows)
  const bytes = id === 'form-csv' ? Buffer.from(`\ufeff${text}`) : shiftJis(withoutVariationSelectors(text))
  const file = `catalog/intake/samples/${id}.csv`
  if (process.env.YANAGI_WRITE_SCHEMAS === 'yes') writeFileSync(file, bytes)
  expect(readFileSync(file).equals(bytes)).toBe(true)
  const now = new Date('2026-11-24T01:00:00Z')
  let n = 0
  for (const raw of readRaw(manifest, bytes)) {
    const facts = factsOfCase((examples[n] as (typeof examples)[0]).content, registers, '2026-11-20')
    const read = await readApplication(manifest, raw, file, {
      procedures: [...procedures.values()],
      facts: async () => facts,
      now,
    })
    expect(read.ok && read.faults.filter(({ sentence }) => !/添付|付けて/.test(sentence))).toEqual([])
    n += 1
  }
  expect(n).toBe(3)
})
