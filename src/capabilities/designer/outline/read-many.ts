import type { PostedForm } from '../../../platform/http/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { proposedId, takenIds } from './ids.ts'
import { messages } from './messages.ja.ts'
import { type ListedLine, mostLines, splitChoices } from './question-list.ts'
import { type Group, type ItemPath, itemAt, type OutlineData, optionalList } from './shape.ts'

const words = messages.many.problems

/** A row of the table; `when`: `<row>=<choice or true/false>` of a row before. */
export interface ManyRow extends ListedLine {
  readonly when: string
}

/** Types that need more than a table can ask. */
export const manyTypes = fieldTypes.filter((type) => type !== 'register-choice' && type !== 'consent')

export function rowsOf(form: PostedForm): readonly ManyRow[] {
  const rows: ManyRow[] = []
  for (let n = 0; n < mostLines; n += 1) {
    if (form.fields.get(`rows.${n}.label`) === undefined) continue
    const text = (name: string) => form.text(`rows.${n}.${name}`).trim()
    rows.push({
      kind: text('kind') === 'page' ? 'page' : 'field',
      label: text('label'),
      type: text('type'),
      optional: text('optional') === 'yes',
      choices: splitChoices(text('choices')),
      when: text('when'),
    })
  }
  return rows
}

export type ManyReading =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly count: number }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** What a row asks of a row before it: the answer's value as expressions have it. */
interface Placed {
  readonly path: string
  readonly row: ManyRow
}

/** All rows as one change. An empty question is left out; `at`: the group that takes the questions before the first new page. */
export function readMany(rows: readonly ManyRow[], data: OutlineData, at: ItemPath | undefined): ManyReading {
  const problems: Record<string, string> = {}
  const taken = { pages: new Set(takenIds(data).pages), groups: new Set(takenIds(data).groups) }
  const opened = at === undefined ? undefined : (itemAt(data, at) as Group | undefined)
  let group = opened && { id: opened.id, fieldIds: new Set(optionalList(opened.fields).map(({ id }) => id)) }
  const edits: Edit[] = []
  const pages: { id: string; title: YamlValue; groups: [{ id: string; title: YamlValue; fields: YamlValue[] }] }[] = []
  const placed = new Map<number, Placed>()
  let inserted = optionalList(opened?.fields).length
  rows.forEach((row, n) => {
    if (row.label === '') return
    if (row.label.length > 200) problems[`rows.${n}.label`] = messages.problems.title
    if (row.kind === 'page' || group === undefined) {
      const title = { ja: row.kind === 'page' ? row.label : messages.many.firstPage }
      const [id, groupId] = [proposedId('page', taken.pages, '-'), proposedId('group', taken.groups)]
      taken.pages.add(id)
      taken.groups.add(groupId)
      group = { id: groupId, fieldIds: new Set() }
      pages.push({ id, title, groups: [{ id: groupId, title, fields: [] }] })
      if (row.kind === 'page') return
    }
    const id = proposedId('field', group.fieldIds)
    group.fieldIds.add(id)
    const field = fieldOf(row, n, id, placed, problems)
    placed.set(n, { path: `${group.id}.${id}`, row })
    const page = pages.at(-1)
    if (page) page.groups[0].fields.push(field)
    else if (at) {
      edits.push({ do: 'insert', path: [...at, 'fields'], index: inserted, value: field })
      inserted += 1
    }
  })
  for (const page of pages) {
    if (page.groups[0].fields.length === 0) problems['rows.0.label'] = words.emptyPage
  }
  const before = optionalList(data.pages).length
  edits.push(
    ...pages.map(
      (value, n) => ({ do: 'insert', path: ['pages'], index: before + n, value: value as YamlValue }) as const,
    ),
  )
  if (placed.size === 0) problems['rows.0.label'] ??= words.nothing
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  return { ok: true, edits, count: placed.size }
}

function fieldOf(
  row: ManyRow,
  n: number,
  id: string,
  placed: ReadonlyMap<number, Placed>,
  problems: Record<string, string>,
): YamlValue {
  if (!(manyTypes as readonly string[]).includes(row.type)) problems[`rows.${n}.type`] = messages.problems.type
  const choosing = row.type === 'choice' || row.type === 'multi-choice'
  if (choosing && row.choices.length === 0) problems[`rows.${n}.choices`] = messages.problems.choices
  const when = row.when === '' ? undefined : whenOf(row.when, placed)
  if (row.when !== '' && when === undefined) problems[`rows.${n}.when`] = words.when
  return {
    id,
    type: row.type,
    label: { ja: row.label },
    ...(row.optional ? { required: false } : {}),
    ...(when === undefined ? {} : { when }),
    ...(choosing ? { choices: row.choices.map((ja, i) => ({ id: `choice-${i + 1}`, label: { ja } })) } : {}),
  }
}

/** The condition as an expression; undefined when the row before can't be answered so. */
function whenOf(when: string, placed: ReadonlyMap<number, Placed>): string | undefined {
  const [, row = '', value = ''] = /^(\d{1,2})=(.+)$/u.exec(when) ?? []
  const target = placed.get(Number(row))
  if (target === undefined) return undefined
  if (target.row.type === 'yes-no' && /^(?:true|false)$/.test(value)) return `${target.path} == ${value}`
  const choice = target.row.choices.indexOf(value) + 1
  if (choice === 0) return undefined
  if (target.row.type === 'choice') return `${target.path} == 'choice-${choice}'`
  return target.row.type === 'multi-choice' ? `${target.path}.contains('choice-${choice}')` : undefined
}

/** Answers of rows before a row that its condition can be picked from. */
export function earlierPicks(
  rows: readonly ManyRow[],
  until: number,
): readonly { readonly value: string; readonly label: string }[] {
  return rows.slice(0, until).flatMap((row, n) => {
    if (row.kind === 'page') return []
    if (row.type === 'yes-no') {
      return [true, false].map((value) => ({
        value: `${n}=${value}`,
        label: messages.many.picked(row.label, value ? messages.yes : messages.no),
      }))
    }
    return row.choices.map((choice) => ({ value: `${n}=${choice}`, label: messages.many.picked(row.label, choice) }))
  })
}
