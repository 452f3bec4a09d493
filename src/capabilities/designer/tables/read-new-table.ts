import type { PostedForm } from '../../../platform/http/index.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { proposedId } from '../outline/ids.ts'
import { readLocalText } from '../outline/local-text.tsx'
import type { Edit } from '../yaml/edit.ts'
import { messages } from './messages.ja.ts'
import { readDayAndSource } from './read-edition.ts'
import { rowValue } from './read-rows.ts'
import type { TablesData } from './table-shape.ts'

const words = messages.newTable
export const tableInputs = 3

export interface InputChoice {
  readonly value: string
  readonly label: string
}

/** What a table may look at: answers with one value, conditions, what is computed, settings. */
export function inputChoices(data: TablesData, answers: readonly Answerable[]): readonly InputChoice[] {
  const single = answers.filter(({ field, kind }) => field.type !== 'multi-choice' && kind !== 'value')
  return [
    ...single.map(({ path, label }) => ({ value: path, label })),
    ...Object.entries(data.values ?? {}).map(([id, value]) => ({
      value: `values.${id}`,
      label: value?.label?.ja ?? id,
    })),
    ...Object.entries(data.settings ?? {}).map(([id, setting]) => ({
      value: `settings.${id}`,
      label: setting?.label ?? id,
    })),
  ]
}

export type NewTableReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly id: string; readonly label: string }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** A table with its first edition and one row that always holds, and the value that reads it. */
export function readNewTable(form: PostedForm, data: TablesData, choices: readonly InputChoice[]): NewTableReading {
  const problems: Record<string, string> = {}
  const label = form.text('label').trim()
  if (label === '' || label.length > 100 || /[<>\p{Cc}]/u.test(label)) problems.label = words.problems.label
  const picked = Array.from({ length: tableInputs }, (_, n) => form.text(`input.${n}`)).filter((each) => each !== '')
  const inputs = [...new Set(picked)]
  if (inputs.length === 0 || !inputs.every((each) => choices.some(({ value }) => value === each))) {
    problems['input.0'] = words.problems.input
  }
  const result = readLocalText(form, 'result', problems, true)
  const type = form.text('type')
  if (!Object.hasOwn(words.types, type)) problems.type = words.problems.type
  const { from, source } = readDayAndSource(form, problems)
  if (Object.keys(problems).length > 0 || !result) return { ok: false, problems }
  const id = proposedId('table', new Set(Object.keys(data.tables ?? {})))
  const value = proposedId('value', new Set(Object.keys(data.values ?? {})))
  const names = inputs.map((_, n) => `input${n + 1}`)
  const show = form.text('show') === 'resident' ? 'resident' : 'office'
  const row = rowValue(Object.fromEntries(names.map((name) => [name, '-'])), {
    result: type === 'text' ? words.firstResult : 0,
  })
  return {
    ok: true,
    id,
    label,
    edits: [
      {
        do: 'set',
        path: data.tables === undefined ? ['tables'] : ['tables', id],
        value: wrapped(data.tables === undefined, id, {
          label,
          inputs: Object.fromEntries(names.map((name, n) => [name, inputs[n] ?? ''])),
          versions: [{ from, source, rows: [row] }],
        }),
      },
      {
        do: 'set',
        path: data.values === undefined ? ['values'] : ['values', value],
        value: wrapped(data.values === undefined, value, { label: result, type, table: id, column: 'result', show }),
      },
    ],
  }
}

/** A first member brings its map. */
export function wrapped<T>(first: boolean, id: string, value: T): T | { readonly [id: string]: T } {
  return first ? { [id]: value } : value
}
