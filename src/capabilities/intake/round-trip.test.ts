import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withoutVariationSelectors } from '../../civic/characters.ts'
import { formatEra } from '../../civic/era.ts'
import { type CompiledProcedure, type Filing, factsOfCase } from '../procedures/index.ts'
import { readRegisters } from '../procedures/seeds/registers.ts'
import { readApplication } from './map/read-application.ts'
import { readRaw } from './read/raw.ts'
import { csvOf, itemsCsvOf, shiftJis } from './test-support/delivered.ts'
import { onlineExamples, repositoryProcedures, shippedManifest } from './test-support/repository.ts'
import { toSender } from './test-support/to-sender.ts'
import { zipOf } from './test-support/zip.ts'

const manifests = ['pittari', 'form-csv', 'shared-system-csv'].map(shippedManifest)
let procedures: ReadonlyMap<string, CompiledProcedure>
let registers: Awaited<ReturnType<typeof readRegisters>>['cities'] extends ReadonlyMap<string, infer R> ? R : never
beforeAll(async () => {
  procedures = await repositoryProcedures(manifests.flatMap((one) => one.procedures.map(({ procedure }) => procedure)))
  registers = (await readRegisters(path.resolve('catalog/registers'))).cities.get('mihon') ?? []
})

/** What comes as a file gets an id of its own, and of a consent the text that was shown is not known: compared without. */
function comparable(value: unknown): unknown {
  if (typeof value === 'string') return withoutVariationSelectors(value)
  if (Array.isArray(value))
    return value.filter((each) => (each as { how?: string } | null)?.how !== 'attached').map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries('agreed' in value ? { agreed: value.agreed } : value)
    .map(([name, each]) => [name, comparable(each)] as const)
    .filter(([, each]) => !['[]', '{}', undefined].includes(JSON.stringify(each)))
  return Object.fromEntries(entries)
}

describe.each(manifests.map((manifest) => [manifest.id, manifest] as const))('%s', (_, manifest) => {
  it.each(manifest.procedures.map((one) => [one.procedure, one] as const))(
    'takes the examples of %s back as they were, with the same deadline and the same faults',
    async (id, one) => {
      const procedure = procedures.get(id) as CompiledProcedure
      const kinds =
        typeof one.filer === 'string' ? [one.filer] : [...Object.values(one.filer.codes), one.filer.otherwise]
      let seen = 0
      const examples = onlineExamples(id)
      const step = Math.ceil(examples.length / 9)
      for (const { file, content } of examples.filter((_, n) => n % step === 0)) {
        const filer = content.filing.filer ?? 'self'
        if (!kinds.includes(filer)) continue
        const { answers, filing } = content
        const day = filing.filedOn ?? filing.today
        const time = filing.filedTime ?? '10:00:00'
        const city = factsOfCase(content, registers, day)
        const around = {
          procedures: [procedure],
          facts: async () => city,
          now: new Date(`${day}T23:59:59+09:00`),
        }
        const at = { ...rule(filing), filer, filedOn: day, today: day, filedTime: time }
        const relevant = procedure.relevant(answers, at, city)
        const cells = toSender(one, procedure, relevant)
        if (manifest.number && 'column' in manifest.number) cells.set(manifest.number.column, `N-${seen}`)
        cells.set(
          manifest.arrivedAt.column,
          manifest.id === 'shared-system-csv'
            ? `${formatEra(day)} ${Number(time.slice(0, 2))}時${time.slice(3, 5)}分${time.slice(6)}秒`
            : `${day.replaceAll('-', '/')} ${time}`,
        )
        if (manifest.procedureCode && one.code) cells.set(manifest.procedureCode.column, one.code)
        if (typeof one.filer !== 'string') {
          const word = Object.entries(one.filer.codes).find(([, kind]) => kind === filer)?.[0]
          cells.set(one.filer.column, word ?? '')
        }
        const bytes =
          manifest.container.kind === 'zip'
            ? zipOf([['申請データ.csv', itemsCsvOf(cells)]])
            : manifest.container.encoding === 'shift_jis'
              ? // Such systems write the plain form of a character with a selector.
                shiftJis(withoutVariationSelectors(csvOf(cells)))
              : Buffer.from(`\ufeff${csvOf(cells)}`)
        const [raw] = readRaw(manifest, bytes)
        if (!raw) throw new Error('nothing read')
        const read = await readApplication(manifest, raw, `N-${seen}.zip`, around)
        expect(read, file).toMatchObject({ ok: true, senderNumber: `N-${seen}`, filer })
        if (!read.ok) return
        const filed = { ...at, assurance: read.assurance }
        const faultsOf = (given: typeof answers) =>
          procedure
            .validate(given, filed, city)
            .filter(({ severity }) => severity !== 'warn')
            .map(({ path, code }) => `${code} ${path}`)
        const lost = unreadable(read.faults.map((fault) => fault.path))
        if (content.expect.valid) expect(comparable(read.answers), file).toEqual(comparable(relevant))
        expect(procedure.deadline(read.answers, filed, city)?.last, file).toBe(
          procedure.deadline(relevant, filed, city)?.last,
        )
        expect(procedure.sectionOf(read.answers, filed, city), file).toBe(procedure.sectionOf(relevant, filed, city))
        if (content.expect.valid)
          expect(
            faultsOf(read.answers).filter((fault) => !/missing/.test(fault) || !lost.has(fault.split(' ')[1])),
            file,
          ).toEqual(faultsOf(relevant))
        seen += 1
      }
      expect(seen).toBeGreaterThan(2)
    },
  )
})

const rule = (filing: { assurance?: Filing['assurance'] }) => ({
  channel: 'online' as const,
  assurance: filing.assurance ?? 'none',
})
/** Documents that stood as files in the example: the package of this test has none. */
const unreadable = (paths: readonly (string | undefined)[]) => new Set(paths)
