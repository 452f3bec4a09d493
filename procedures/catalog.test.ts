import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadCase } from '../src/capabilities/procedures/cases/case-file.ts'
import { factsOf, filingOf } from '../src/capabilities/procedures/cases/run-case.ts'
import { type CheckReport, checkProcedures } from '../src/capabilities/procedures/check-procedures.ts'
import { coverageFile, coverageOf, coverageText } from '../src/capabilities/procedures/coverage/coverage.ts'
import { compile } from '../src/capabilities/procedures/engine/compile.ts'
import type { OutcomeField } from '../src/capabilities/procedures/language/definition.ts'
import { loadProcedure } from '../src/capabilities/procedures/language/load.ts'
import { isSharedTable } from '../src/capabilities/procedures/language/shared-tables.ts'
import { readProcedureFolders, readSharedParts } from '../src/capabilities/procedures/seeds/folder.ts'
import { readRegisters } from '../src/capabilities/procedures/seeds/registers.ts'
import { isInsurerNumber } from '../src/civic/check-digits.ts'

/** What the definitions name has to stand in the catalogue of every demo city, and the other way round. */
const root = path.resolve(import.meta.dirname, '..')
const folders = await readProcedureFolders(path.join(root, 'procedures'))
const { shared: parts } = await readSharedParts(root)
const registers = await readRegisters(path.join(root, 'catalog/registers'))
const definitions = folders.flatMap(
  (folder) => loadProcedure(folder.source, { file: folder.file, shared: parts }).definition ?? [],
)

interface CityYaml {
  readonly id: string
  /** Absent: every procedure of the repository. */
  readonly procedures?: readonly string[]
  readonly settings: { readonly insurerNumber: string; readonly sections: Readonly<Record<string, unknown>> }
  readonly approvalMatters: readonly { readonly matter: string; readonly concurrence?: readonly string[] }[]
  readonly sections: readonly { readonly code: string }[]
}
const read = <T>(file: string): T => parse(readFileSync(path.join(root, 'catalog', file), 'utf8')) as T
const cities = ['yanai', 'mihon'].map((id) => read<CityYaml>(`cities/${id}.yaml`))
const browse = (file: string) => new Set(read<{ id: string }[]>(file).map(({ id }) => id))

describe('definitions', () => {
  let report: CheckReport
  beforeAll(async () => {
    report = await checkProcedures(root, { strict: true })
  }, 180_000)

  it('are right, with all their examples', () => {
    expect(report.findings).toEqual([])
    expect(report.procedures.map(({ id }) => id)).toEqual(definitions.map(({ id }) => id))
  })

  it.each(folders.map((folder) => [folder.id, folder] as const))(
    '%s has six examples at least, one of them at a boundary and one refused',
    (_, { cases }) => {
      const kinds = cases.map(({ source }) => /^kind: *([a-z]+)/m.exec(source)?.[1])
      expect(kinds.length).toBeGreaterThanOrEqual(6)
      expect(kinds).toContain('boundary')
      // Refused at a boundary is refused as well.
      expect(cases.some(({ source }) => /^kind: *refused|^ +valid: *false/m.test(source))).toBe(true)
    },
  )

  it('stand in docs/catalogue.md as they are: “npm run yanagi -- procedures table” writes it anew', async () => {
    expect(readFileSync(path.join(root, coverageFile), 'utf8')).toBe(coverageText(await coverageOf(root, report)))
  }, 180_000)

  it.each(definitions.map((definition) => [definition.id, definition] as const))(
    '%s names only what exists',
    (_, definition) => {
      const lifeEvents = browse('life-events.yaml')
      const topics = browse('topics.yaml')
      expect(definition.lifeEvents.filter((id) => !lifeEvents.has(id))).toEqual([])
      expect(definition.topics.filter((id) => !topics.has(id))).toEqual([])
      expect(
        (definition.next ?? []).filter(({ procedure }) => !definitions.some(({ id }) => id === procedure)),
      ).toEqual([])
      for (const city of cities) {
        expect(city.procedures ?? [definition.id]).toContain(definition.id)
        // What another system carries is not decided here.
        const matters = definition.carriedBy
          ? []
          : [definition.approval.matter, ...definition.outcomes.flatMap(({ matter }) => matter ?? [])]
        const rows = city.approvalMatters.map(({ matter }) => matter)
        expect(matters.filter((matter) => !rows.includes(matter))).toEqual([])
        const sections = city.sections.map(({ code }) => code)
        expect(
          [definition.owner, ...(definition.routing ?? []).map(({ section }) => section)].filter(
            (code) => !sections.includes(code),
          ),
        ).toEqual([])
        expect(Object.keys(city.settings.sections)).toContain(definition.owner)
        const known = registers.cities.get(city.id)?.map(({ id }) => id) ?? []
        expect((definition.registers ?? []).filter((id) => !known.includes(id))).toEqual([])
      }
    },
  )

  it.each(definitions.map((definition) => [definition.id, definition] as const))(
    '%s gives an adverse decision grounds and says where to appeal',
    (_, definition) => {
      for (const outcome of definition.outcomes) {
        expect(outcome.letter && definition.letters[outcome.letter], outcome.id).toBeTruthy()
        expect(outcome.grounds?.length, outcome.id).toBeGreaterThan(0)
        expect(outcome.remedies, outcome.id).toBeDefined()
      }
    },
  )
})

describe('the key of the same matter', () => {
  const knowing = folders.filter(
    ({ id }) => definitions.find((definition) => definition.id === id)?.duplicates !== undefined,
  )

  it.each(knowing.map((folder) => [folder.id, folder] as const))(
    '%s: no valid example is without one, a house without a room as little as any',
    (id, { cases }) => {
      const definition = definitions.find((each) => each.id === id)
      if (definition === undefined) throw new Error(id)
      const procedure = compile(definition, 'x')
      const without = cases.flatMap(({ file, source }) => {
        const { content } = loadCase(source, file)
        if (content === undefined || !content.expect.valid) return []
        const filing = filingOf(content, procedure)
        const facts = factsOf(content, registers.cities.get('yanai') ?? [], filing.today)
        return procedure.duplicateKey(content.answers, filing, facts) === undefined ? [file] : []
      })
      expect(without).toEqual([])
    },
  )
})

describe('what is filed after a decision', () => {
  const compiled = new Map(definitions.map((definition) => [definition.id, compile(definition, 'x')]))
  const offering = folders.filter(({ id }) => compiled.get(id)?.definition.followUps !== undefined)

  it.each(offering.map((folder) => [folder.id, folder] as const))(
    '%s: every carried place reaches its field from some example, and nothing that must not',
    (id, { cases }) => {
      const procedure = compiled.get(id) ?? expect.fail()
      const reached = new Map<string, Set<string>>()
      for (const { source, file } of cases) {
        const content = loadCase(source, file).content
        if (!content?.expect.valid) continue
        const filing = filingOf(content, procedure)
        const city = factsOf(content, registers.cities.get('yanai') ?? [], filing.today)
        for (const outcome of procedure.definition.outcomes) {
          const fields = Object.fromEntries((outcome.fields ?? []).map((field) => [field.id, sampleOf(field)]))
          const decision = { outcomeId: outcome.id, decidedOn: filing.today, documentNumber: '見本第1号', fields }
          const known = { receiptNumber: 'XX-R8-000001-0', decision }
          for (const { followUp, begins } of procedure.followUps(known, content.answers, filing, city)) {
            const target = compiled.get(followUp.procedure) ?? expect.fail(followUp.procedure)
            const begun = begins(target, filing.today, city, () => true)
            const types = new Map<string, string>(
              target.definition.pages.flatMap((page) =>
                page.groups.flatMap((group) =>
                  (group.fields ?? []).map((field) => [`${group.id}.${field.id}`, field.type] as const),
                ),
              ),
            )
            const places = reached.get(followUp.id) ?? new Set()
            reached.set(followUp.id, places)
            for (const [path, value] of begun) {
              const names = path.includes('.')
                ? [path]
                : (value as Record<string, unknown>[]).flatMap((item) =>
                    Object.keys(item).map((key) => `${path}.${key}`),
                  )
              for (const name of names)
                expect(['individual-number', 'consent', 'file', 'photo', undefined]).not.toContain(
                  types.get(name as `${string}.${string}`),
                )
              places.add(path.split('.')[0] ?? '').add(path)
            }
          }
        }
      }
      const wanted = (procedure.definition.followUps ?? []).map(({ id: followUp, carry, set }) => [
        followUp,
        [...Object.keys(carry ?? {}), ...Object.keys(set ?? {})].filter((path) => !reached.get(followUp)?.has(path)),
      ])
      expect(Object.fromEntries(wanted)).toEqual(Object.fromEntries(wanted.map(([followUp]) => [followUp, []])))
    },
  )
})

function sampleOf({ type, choices, maxLength = 9 }: OutcomeField): string | number | boolean {
  if (type === 'date') return '2031-03-31'
  if (type === 'year-month') return '2031-03'
  if (type === 'number' || type === 'money') return 12
  if (type === 'choice') return choices?.[0]?.id ?? ''
  return type === 'yes-no' ? true : '12'.slice(0, maxLength)
}

describe('cities', () => {
  it.each(cities.map((city) => [city.id, city] as const))(
    '%s consults only sections that it has, and has a seal and towns',
    (id, city) => {
      const sections = city.sections.map(({ code }) => code)
      const consulted = city.approvalMatters.flatMap(({ concurrence }) => concurrence ?? [])
      expect(consulted.filter((code) => !sections.includes(code))).toEqual([])
      expect(isInsurerNumber(city.settings.insurerNumber)).toBe(true)
      expect(existsSync(path.join(root, `catalog/seals/${id}.svg`))).toBe(true)
      expect(existsSync(path.join(root, `catalog/addresses/${id}.json`))).toBe(true)
    },
  )

  it('registers are right, and collection days lie in a known district', () => {
    expect(registers.findings).toEqual([])
    // What every city begins with has no collection days of its own.
    for (const [, list] of [...registers.cities].filter(([id]) => id !== '_every')) {
      const districts = new Set(list.find(({ id }) => id === 'waste-districts')?.entries.map(({ id }) => id))
      const days = list.find(({ id }) => id === 'collection-days')?.entries ?? []
      expect(days.length).toBeGreaterThan(20)
      expect(days.filter(({ facts }) => !districts.has(String(facts.district)))).toEqual([])
    }
  })
})

describe('やさしい日本語', () => {
  const guides = readdirSync(path.join(root, 'catalog/life-events')).filter((name) => name.endsWith('.yaml'))
  const files = [
    'life-events.yaml',
    'topics.yaml',
    ...guides.map((name) => `life-events/${name}`),
    ...[...parts].flatMap(([id, part]) => (isSharedTable(part) ? [] : [`groups/${id}.yaml`])),
  ]
  const sources = [
    ...folders.map(({ file, source }) => [file, parse(source)] as const),
    ...files.map((file) => [file, read<unknown>(file)] as const),
    ...[...registers.cities].flatMap(([city, list]) =>
      list.map((register) => [`${city}/${register.id}`, register] as const),
    ),
  ]
  it.each(sources)('%s has a reading on every kanji', (_, data) => {
    expect(
      easyTexts(data).filter((text) => /[一-龯々]/.test(text.replace(/[一-龯々ヶ]+《[ぁ-んァ-ヶー]+》/g, ''))),
    ).toEqual([])
  })
})

function easyTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(easyTexts)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'easy' && typeof each === 'string' ? [each] : easyTexts(each),
  )
}
