import type { SharedPart } from '../../procedures/index.ts'
import { type Answerable, answersBefore, optionalGroups } from '../outline/answers-before.ts'
import { namesRead } from '../rules/literals.ts'
import { type TablesData, wholeTable } from '../tables/table-shape.ts'
import { messages } from './messages.ja.ts'

export interface Pick {
  readonly value: string
  readonly label: string
}

/** Everything that a computed value can be made of, by what it is. */
export interface Picks {
  readonly numbers: readonly Pick[]
  readonly days: readonly Pick[]
  /** Fields of repeated groups with a number, and numbers that are computed for each item. */
  readonly totals: readonly Pick[]
  /** Repeated groups, and those of their items that gave one answer: `children`, `children.kind='x'`. */
  readonly counts: readonly Pick[]
  /** Results of decision tables: `table.column`. */
  readonly tables: readonly Pick[]
  /** What a condition may ask. */
  readonly answers: readonly Answerable[]
}

/** What may be picked; `each`: for every item of this group; `not`: the value that is being made, and all that is made of it. */
export function picksOf(
  data: TablesData,
  shared: Readonly<Record<string, SharedPart>>,
  each: string | undefined,
  not: string | undefined,
): Picks {
  const left = not === undefined ? new Set<string>() : dependentsOf(not, data)
  const answers = answersBefore(data, shared, undefined, each).filter(({ path }) => !left.has(path))
  const of = (types: readonly string[]): readonly Pick[] =>
    answers.flatMap(({ path, label, field }) => (types.includes(field.type) ? [{ value: path, label }] : []))
  const settings = Object.entries(data.settings ?? {}).flatMap(([id, setting]) =>
    setting?.type === 'number' ? [{ value: `settings.${id}`, label: setting.label ?? id }] : [],
  )
  const filing = (['filedOn', 'today'] as const).map((id) => ({
    value: `filing.${id}`,
    label: messages.filing[id] ?? id,
  }))
  return {
    numbers: [...of(['number', 'money']), ...settings],
    days: [...of(['date']), ...filing],
    ...repeatedPicks(data, shared, left),
    tables: Object.entries(data.tables ?? {}).flatMap(([id, written]) => {
      const table = wholeTable(written ?? {}, shared)
      if (table.each !== each) return []
      const rows = (table.versions ?? []).flatMap((edition) => edition?.rows ?? [])
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row?.then ?? {})))]
      const label = table.label ?? id
      return columns.map((column) => ({
        value: `${id}.${column}`,
        label: columns.length === 1 ? label : messages.form.tableColumn(label, column),
      }))
    }),
    answers,
  }
}

/** Repeated groups by their ids, with what people call them. */
export function repeatedGroups(data: TablesData, shared: Readonly<Record<string, SharedPart>>): readonly Pick[] {
  return optionalGroups(data, shared).flatMap(({ group }) =>
    group.repeat === undefined ? [] : [{ value: group.id, label: group.title?.ja ?? group.id }],
  )
}

function repeatedPicks(
  data: TablesData,
  shared: Readonly<Record<string, SharedPart>>,
  left: ReadonlySet<string>,
): RepeatedPicks {
  const repeated = optionalGroups(data, shared).filter(({ group }) => group.repeat !== undefined)
  const title = (id: string): string => repeated.find(({ group }) => group.id === id)?.group.title?.ja ?? id
  const fields = repeated.flatMap(({ group, fields: own }) =>
    own.map((field) => ({ group: group.id, field, label: `${title(group.id)}／${field.label?.ja ?? field.id}` })),
  )
  const computed = Object.entries(data.values ?? {}).flatMap(([id, value]) => {
    const number = value?.type === 'number' || value?.type === 'money'
    if (value?.each === undefined || !number || left.has(`values.${id}`)) return []
    return [{ value: `values.${id}`, label: `${title(value.each)}／${value.label?.ja ?? id}` }]
  })
  return {
    totals: [
      ...fields.flatMap(({ group, field, label }) =>
        field.type === 'number' || field.type === 'money' ? [{ value: `${group}.${field.id}`, label }] : [],
      ),
      ...computed,
    ],
    counts: [
      ...repeated.map(({ group }) => ({ value: group.id, label: messages.form.countAll(title(group.id)) })),
      ...fields.flatMap(({ group, field, label }) => {
        const option = (choice: string, name: string): Pick => ({
          value: `${group}.${field.id}=${choice}`,
          label: messages.form.countThose(label, name),
        })
        if (field.type === 'yes-no')
          return [option('true', messages.sentence.yes), option('false', messages.sentence.no)]
        if (field.type !== 'choice') return []
        return (field.choices ?? []).map(({ id, label: name }) => option(`'${id}'`, name?.ja ?? id))
      }),
    ],
  }
}
type RepeatedPicks = globalThis.Pick<Picks, 'totals' | 'counts'>

/** A value or condition and everything that is made of it, so that nothing goes round in a circle. */
function dependentsOf(name: string, data: TablesData): ReadonlySet<string> {
  const reads = new Map<string, readonly string[]>([
    ...Object.entries(data.conditions ?? {}).map(
      ([id, condition]) => [`conditions.${id}`, namesRead(condition?.is ?? '')] as const,
    ),
    ...Object.entries(data.values ?? {}).map(([id, value]) => {
      const inputs = Object.values(data.tables?.[value?.table ?? '']?.inputs ?? {})
      return [`values.${id}`, [value?.is ?? '', ...inputs].flatMap((source) => namesRead(source))] as const
    }),
  ])
  const found = new Set([name])
  for (let grown = true; grown; ) {
    const before = found.size
    for (const [each, names] of reads) if (names.some((read) => found.has(read))) found.add(each)
    grown = found.size > before
  }
  return found
}
