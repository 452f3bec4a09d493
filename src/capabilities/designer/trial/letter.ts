import { dayOf, isDay } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import type { City } from '../../../platform/cities.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { SettingResult } from '../../../platform/typesetter/typesetter.ts'
import { type LetterDraft, previewLetter } from '../../documents/index.ts'
import { listSections } from '../../identity/index.ts'
import {
  compile,
  factsOfCase,
  filingOfCase,
  listRegisters,
  loadCase,
  type Outcome,
  type ProcedureDefinition,
} from '../../procedures/index.ts'
import type { TextFiles, WorkingCopy } from '../copy.ts'
import type { Designer } from '../web.ts'
import { messages } from './messages.ja.ts'
import { sampleAnswers } from './sample-answers.ts'

/** Sets the letter of an outcome with the answers of an example, from the working copy's own templates. Kept nowhere. */
export async function setSampleLetter(
  { services, seal }: Designer,
  wanted: {
    readonly city: City
    readonly at: Date
    readonly copy: WorkingCopy
    readonly definition: ProcedureDefinition
    readonly hash: string
    readonly outcome: Outcome
    /** Also as a picture. */
    readonly picture?: boolean
  },
): Promise<SettingResult> {
  const { city, at, copy, definition } = wanted
  const db = services.db.city<OfficeDb>(city.id)
  const today = dayOf(at)
  const sections = await listSections(db, today)
  const section = sections.find(({ code }) => code === definition.owner) ?? sections[0]
  const draft = sampleDraft(wanted, await listRegisters(db), today)
  const materials = { seal, templates: async () => templatesOf(copy) }
  const letter = {
    cityId: city.id,
    sectionId: section?.id ?? '',
    decidedOn: today,
    draft,
    picture: wanted.picture === true,
  }
  return previewLetter(services, materials, letter)
}

function sampleDraft(
  { copy, definition, hash, outcome }: Parameters<typeof setSampleLetter>[1],
  registers: Parameters<typeof factsOfCase>[1],
  today: string,
): LetterDraft {
  const letter = definition.letters[outcome.letter ?? '']
  if (!letter) throw new Error('An outcome with a letter names one that is there; the checks say so.')
  const procedure = compile(definition, hash)
  const example = exampleOf(copy.cases) ?? madeUp(definition, today)
  const { answers } = example
  const facts = factsOfCase(example, registers, today)
  const { values } = procedure.evaluate(answers, filingOfCase(example, procedure), facts)
  return {
    procedureId: definition.id,
    versionHash: hash,
    letter: outcome.letter ?? '',
    title: letter.title,
    template: letter.template,
    numbered: letter.numbered,
    seal: letter.seal,
    recipient: { name: messages.sampleName, addressLines: [] },
    data: {
      case: {
        receiptNumber: messages.sampleReceipt(definition.receiptPrefix),
        filedOn: formatEra(today),
        procedure: definition.officialName,
      },
      outcome: { id: outcome.id, label: outcome.label.ja, adverse: outcome.adverse },
      facts: (outcome.fields ?? []).map(({ label }) => ({ label: label.ja, text: '' })),
      values: withDayTexts({ ...values }),
      answers: withDayTexts({ ...answers }),
    },
    grounds: messages.sampleGrounds,
    ...(outcome.remedies && outcome.remedies !== 'none' ? { remedies: outcome.remedies } : {}),
  }
}

/** The first example that goes through; without one the letter is set with made-up answers. */
function exampleOf(cases: TextFiles) {
  const read = Object.entries(cases).flatMap(([file, source]) => loadCase(source, file).content ?? [])
  return read.find(({ expect }) => expect.valid) ?? read[0]
}

function madeUp(definition: ProcedureDefinition, today: string): NonNullable<ReturnType<typeof exampleOf>> {
  const answers = sampleAnswers(definition, today)
  return { name: messages.sampleName, kind: 'valid', filing: { today }, answers, expect: { valid: true } }
}

/** `letters/x.typ` belongs to the procedure, `_letters/base.typ` to all. */
function templatesOf({ letters, procedureId }: WorkingCopy): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(letters).map(([name, source]) => [
      name.startsWith('_letters/') ? `/procedures/${name}` : `/procedures/${procedureId}/${name}`,
      source,
    ]),
  )
}

/** Beside every day its words, as letters of cases have them: `eventOn` → `eventOnText`. */
function withDayTexts(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value)) {
    out[key] = isRecord(each)
      ? withDayTexts(each)
      : Array.isArray(each)
        ? each.map((item) => (isRecord(item) ? withDayTexts(item) : item))
        : each
    if (typeof each === 'string' && isDay(each)) out[`${key}Text`] = formatEra(each)
  }
  return out
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
