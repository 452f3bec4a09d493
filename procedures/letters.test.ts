import path from 'node:path'
import { extractText } from 'unpdf'
import { afterAll, describe, expect, it } from 'vitest'
import { loadCase } from '../src/capabilities/procedures/cases/case-file.ts'
import { compile } from '../src/capabilities/procedures/engine/compile.ts'
import type { Answers } from '../src/capabilities/procedures/language/answers.ts'
import type { Outcome, ProcedureDefinition } from '../src/capabilities/procedures/language/definition.ts'
import { loadProcedure } from '../src/capabilities/procedures/language/load.ts'
import { readAll, readProcedureFolders, readSharedParts } from '../src/capabilities/procedures/seeds/folder.ts'
import { openEntries, readRegisters } from '../src/capabilities/procedures/seeds/registers.ts'
import { closedDayTest } from '../src/civic/closed-days.ts'
import { createTypesetter } from '../src/platform/typesetter/typesetter.ts'

/** Every letter of every procedure is set with the answers of its own first valid example, and with next to nothing. */
const root = path.resolve(import.meta.dirname, '..')
const typesetter = createTypesetter()
afterAll(() => typesetter.close())

const folders = await readProcedureFolders(path.join(root, 'procedures'))
const { shared: parts } = await readSharedParts(root)
const { cities } = await readRegisters(path.join(root, 'catalog/registers'))
const shared = Object.fromEntries(
  (await readAll(path.join(root, 'procedures/_letters'), '.typ')).map(({ name, text }) => [
    `/procedures/_letters/${name}`,
    text,
  ]),
)
const seal =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#c8281e"/></svg>'

const letters = folders.flatMap((folder) => {
  const { definition } = loadProcedure(folder.source, { file: folder.file, shared: parts })
  return definition
    ? definition.outcomes.flatMap((outcome) =>
        outcome.letter ? [{ name: `${folder.id} ${outcome.id}`, folder, definition, outcome }] : [],
      )
    : []
})

/** The first valid example and what was compiled: once for all letters of a procedure. */
const examples = new Map<string, ReturnType<typeof findExample>>()

function exampleOf(folder: (typeof folders)[number], definition: ProcedureDefinition): ReturnType<typeof findExample> {
  const known = examples.get(folder.id) ?? findExample(folder, definition)
  examples.set(folder.id, known)
  return known
}

function findExample(folder: (typeof folders)[number], definition: ProcedureDefinition) {
  for (const { source, file } of folder.cases) {
    const { content } = loadCase(source, file)
    if (content?.expect.valid) return { example: content, procedure: compile(definition, 'test') }
  }
  throw new Error(`${folder.id} has no valid example`)
}

describe('letters', () => {
  it('there are letters for every procedure', () => {
    const handedOver = folders.filter(({ source }) => /^carriedBy:/m.test(source))
    expect(new Set(letters.map(({ folder }) => folder.id)).size).toBe(folders.length - handedOver.length)
  })

  it.each(letters)('$name is set', async ({ folder, definition, outcome }) => {
    const { example, procedure } = exampleOf(folder, definition)
    const filing = {
      today: example.filing.today,
      filedOn: example.filing.today,
      channel: 'online',
      filer: example.filing.filer ?? 'self',
      assurance: 'jpki-sign',
    } as const
    const { values } = procedure.evaluate(example.answers, filing, {
      settings: example.settings ?? {},
      register: (id) => {
        const entries =
          example.registers?.[id] ??
          openEntries(
            cities.get('yanai')?.find((one) => one.id === id),
            filing.today,
          )
        return entries.map((entry) => ({ ...entry, facts: entry.facts ?? {} }))
      },
      isClosedDay: closedDayTest(),
    })
    const set = dataFor(outcome, example.answers, { ...values, ...outcomeValues(outcome) })
    const company = definition.delivery.organisation !== undefined
    const full = company ? { ...set, recipient: { ...set.recipient, organisation: '見本建設株式会社' } } : set
    for (const data of [
      full,
      { ...full, answers: {}, values: {}, grounds: '', letter: { ...full.letter, seal: 'omitted', number: '' } },
    ]) {
      const letter = definition.letters[outcome.letter ?? '']
      const result = await typesetter.set({
        sources: {
          ...shared,
          ...Object.fromEntries(
            Object.entries(folder.letters).map(([name, text]) => [`/procedures/${folder.id}/${name}`, text]),
          ),
        },
        images: { '/seal.svg': Buffer.from(seal) },
        main: `/procedures/${folder.id}/${letter?.template}`,
        data,
        at: new Date('2026-12-01T00:00:00Z'),
      })
      expect(result, JSON.stringify(result).slice(0, 600)).toMatchObject({ ok: true })
      if (result.ok) expect(result.pages).toBeLessThanOrEqual(2)
      if (result.ok && company) {
        const { text } = await extractText(new Uint8Array(result.pdf), { mergePages: true })
        expect(text.replace(/\s/g, '')).toContain('見本コーポ201見本建設株式会社柳本花子様')
      }
    }
  })
})

function outcomeValues(outcome: Outcome): Record<string, string | number> {
  return Object.fromEntries(
    (outcome.fields ?? []).map((field) => {
      const samples: Record<string, string | number> = {
        date: '2026-12-10',
        'year-month': '2026-12',
        number: 6,
        money: 15000,
      }
      return [field.id, field.choices?.[0]?.id ?? samples[field.type] ?? '見本']
    }),
  )
}

function dataFor(outcome: Outcome, answers: Answers, values: Record<string, unknown>) {
  return {
    city: { name: '柳井市（デモ）', mayor: '柳井市長　見本 太郎', section: '見本課', phone: '0820-00-0000' },
    letter: { title: '通知書', number: '柳こ第12号', date: '令和8年12月1日', seal: 'image', demo: true },
    recipient: { name: '柳本　花子', postcode: '7420031', addressLines: ['山口県柳井市南町999-1', '見本コーポ201'] },
    case: { receiptNumber: 'KJ-R8-000001-7', filedOn: '令和8年11月22日', procedure: '見本の申請' },
    outcome: { id: outcome.id, label: outcome.label.ja, adverse: outcome.adverse },
    facts: [],
    values,
    answers,
    grounds: outcome.grounds?.[0]?.text ?? '',
    remedies: outcome.remedies === 'none' ? null : (outcome.remedies ?? null),
  }
}
