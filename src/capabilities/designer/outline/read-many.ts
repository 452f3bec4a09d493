import type { PostedForm } from '../../../platform/http/index.ts'
import { fieldTypes } from '../../procedures/index.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { proposedId, takenIds } from './ids.ts'
import { messages } from './messages.ja.ts'
import { type ListedLine, mostLines, splitChoices } from './question-list.ts'
import { type Group, type ItemPath, itemAt, type OutlineData, optionalList, type Page } from './shape.ts'

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

/** What a row asks of a row before it: the answer's value as expressions have it, and on which page it stands. */
interface Placed {
  readonly path: string
  readonly row: ManyRow
  readonly page: number
}

/** The group that takes questions: one that is there, or that of a new page. */
interface Taking {
  readonly id: string
  readonly page: number
  readonly fieldIds: Set<string>
  readonly add: (field: YamlValue) => void
}

interface NewPage {
  readonly id: string
  readonly title: YamlValue
  readonly groups: readonly [{ readonly id: string; readonly title: YamlValue; readonly fields: YamlValue[] }]
}

/**
 * All rows as one change. An empty question is left out. Questions before the first heading go to the group at `at`, or to the end of
 * the form; a heading that a page already has leads to that page, any other begins a new one.
 */
export function readMany(rows: readonly ManyRow[], data: OutlineData, at: ItemPath | undefined): ManyReading {
  const problems: Record<string, string> = {}
  const taken = { pages: new Set(takenIds(data).pages), groups: new Set(takenIds(data).groups) }
  const edits: Edit[] = []
  const pages: NewPage[] = []
  const opened = new Map<string, Taking>()
  const before = optionalList(data.pages).length
  const existing = (path: ItemPath): Taking | undefined => {
    const key = path.join('.')
    const group = itemAt(data, path) as Group | undefined
    if (group === undefined || opened.has(key)) return opened.get(key)
    const fields = optionalList(group.fields)
    let index = fields.length
    const add = (value: YamlValue): void => {
      edits.push({ do: 'insert', path: [...path, 'fields'], index, value })
      index += 1
    }
    const taking = { id: group.id, page: Number(path[1]), fieldIds: new Set(fields.map(({ id }) => id)), add }
    opened.set(key, taking)
    return taking
  }
  const begun = (ja: string): Taking => {
    const [id, groupId] = [proposedId('page', taken.pages, '-'), proposedId('group', taken.groups)]
    taken.pages.add(id)
    taken.groups.add(groupId)
    const fields: YamlValue[] = []
    pages.push({ id, title: { ja }, groups: [{ id: groupId, title: { ja }, fields }] })
    return {
      id: groupId,
      page: before + pages.length - 1,
      fieldIds: new Set(),
      add: (field) => {
        fields.push(field)
      },
    }
  }
  const last = lastPlainGroup(data, () => true)
  let group = at === undefined ? last && existing(last) : existing(at)
  const placed = new Map<number, Placed>()
  rows.forEach((row, n) => {
    if (row.label === '') return
    if (row.label.length > 200) problems[`rows.${n}.label`] = messages.problems.title
    if (row.kind === 'page') {
      const same = lastPlainGroup(data, ({ title }) => title?.ja?.trim() === row.label)
      group = (same && existing(same)) ?? begun(row.label)
      return
    }
    group ??= begun(messages.many.firstPage)
    const id = proposedId('field', group.fieldIds)
    group.fieldIds.add(id)
    group.add(fieldOf(row, n, id, group.page, placed, problems))
    placed.set(n, { path: `${group.id}.${id}`, row, page: group.page })
  })
  if (pages.some(({ groups: [{ fields }] }) => fields.length === 0)) problems['rows.0.label'] = words.emptyPage
  edits.push(
    ...pages.map(
      (value, n) =>
        ({ do: 'insert', path: ['pages'], index: before + n, value: value as unknown as YamlValue }) as const,
    ),
  )
  if (placed.size === 0) problems['rows.0.label'] ??= words.nothing
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  return { ok: true, edits, count: placed.size }
}

/** The last group of a form, or of a page of it, that is the procedure's own and asked once: where further questions go. */
export function lastPlainGroup(data: OutlineData, of: (page: Page) => boolean): ItemPath | undefined {
  const pages = optionalList(data.pages)
  for (let p = pages.length - 1; p >= 0; p -= 1) {
    const page = pages[p]
    if (page === undefined || !of(page)) continue
    const groups = optionalList(page.groups)
    const g = groups.findLastIndex(({ use, repeat }) => use === undefined && repeat === undefined)
    return g < 0 ? undefined : ['pages', p, 'groups', g]
  }
  return undefined
}

function fieldOf(
  row: ManyRow,
  n: number,
  id: string,
  page: number,
  placed: ReadonlyMap<number, Placed>,
  problems: Record<string, string>,
): YamlValue {
  if (!(manyTypes as readonly string[]).includes(row.type)) problems[`rows.${n}.type`] = messages.problems.type
  const choosing = row.type === 'choice' || row.type === 'multi-choice'
  if (choosing && row.choices.length === 0) problems[`rows.${n}.choices`] = messages.problems.choices
  const when = row.when === '' ? undefined : whenOf(row.when, page, placed)
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

/** The condition as an expression; undefined when the row before can't be answered so, or stands on a later page. */
function whenOf(when: string, page: number, placed: ReadonlyMap<number, Placed>): string | undefined {
  const [, row = '', value = ''] = /^(\d{1,2})=(.+)$/u.exec(when) ?? []
  const target = placed.get(Number(row))
  if (target === undefined || target.page > page) return undefined
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
