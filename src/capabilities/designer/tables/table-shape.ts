import { isSharedTable } from '../../procedures/index.ts'
import type { WorkingCopy } from '../copy.ts'
import type { Answerable } from '../outline/answers-before.ts'
import { answersBefore } from '../outline/answers-before.ts'
import type { LocalTextLike, OutlineData } from '../outline/shape.ts'
import type { CellNames } from './cell-words.ts'
import { messages } from './messages.ja.ts'

export interface RowLike {
  readonly when?: Readonly<Record<string, unknown>>
  readonly then?: Readonly<Record<string, unknown>>
}
export interface EditionLike {
  readonly from?: string
  readonly source?: string
  readonly rows?: readonly RowLike[]
}
export interface TableLike {
  /** The shared table whose editions come before its own. */
  readonly use?: string
  readonly label?: string
  readonly asOf?: string
  readonly each?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly versions?: readonly EditionLike[]
}
export interface ValueLike {
  readonly label?: LocalTextLike
  readonly type?: string
  readonly each?: string
  readonly is?: string
  readonly show?: string
  readonly article?: string
  readonly table?: string
  readonly column?: string
}

/** A table with the editions of the shared one it uses: they come first, and are changed in the shared file alone. */
export interface WholeTable extends TableLike {
  /** How many of its editions are shared. */
  readonly common: number
}

export function wholeTable(table: TableLike, shared: WorkingCopy['shared']): WholeTable {
  const part = table.use !== undefined && Object.hasOwn(shared, table.use) ? shared[table.use] : undefined
  if (!isSharedTable(part)) return { ...table, common: 0 }
  const { label, versions } = part
  return {
    ...table,
    label: table.label ?? label,
    versions: [...versions, ...(table.versions ?? [])],
    common: versions.length,
  }
}

/** As much of a definition as the screens of tables, fees and settings read; a working copy may be broken anywhere. */
export interface TablesData extends OutlineData {
  readonly tables?: Readonly<Record<string, TableLike | undefined>>
  readonly values?: Readonly<Record<string, ValueLike | undefined>>
  readonly settings?: Readonly<Record<string, { readonly label?: string; readonly type?: string } | undefined>>
}

/** A column of a table as people know it. */
export interface ColumnView {
  readonly name: string
  readonly label: string
  /** How it is filled in. */
  readonly kind: 'boolean' | 'number' | 'text'
  /** Names of the choices that a cell may hold. */
  readonly choices: readonly string[]
  readonly names: CellNames
}

const same: CellNames = { nameOf: (id) => id, idOf: (name) => name }

/** What a row asks for, in the order of `inputs`. */
export function inputColumns(table: TableLike, data: TablesData, shared: WorkingCopy['shared']): readonly ColumnView[] {
  const answers = answersBefore(data, shared, undefined, table.each)
  return Object.entries(table.inputs ?? {}).map(([name, source]) => {
    const answer = answers.find(({ path }) => path === source.trim())
    if (answer) return { name, label: answer.label, ...kindOf(answer) }
    const [head, id = ''] = source.trim().split('.')
    const value = head === 'values' ? data.values?.[id] : undefined
    const setting = head === 'settings' ? data.settings?.[id] : undefined
    const label = value?.label?.ja ?? setting?.label ?? (source === 'true' ? messages.always : source)
    const kind = (value ?? setting)?.type === 'boolean' ? ('boolean' as const) : ('text' as const)
    return { name, label, kind, choices: [], names: same }
  })
}

function kindOf({ field }: Answerable): Pick<ColumnView, 'kind' | 'choices' | 'names'> {
  if (field.type === 'yes-no') return { kind: 'boolean', choices: [], names: same }
  if (field.type !== 'choice') return { kind: 'text', choices: [], names: same }
  const choices = (field.choices ?? []).map(({ id, label }) => ({ id, name: (label?.ja ?? id).normalize('NFKC') }))
  return {
    kind: 'text',
    choices: choices.map(({ name }) => name),
    names: {
      nameOf: (id) => choices.find((choice) => choice.id === id)?.name ?? id,
      idOf: (name) => choices.find((choice) => choice.name === name)?.id ?? name,
    },
  }
}

/** What a row gives: every column that any row has. */
export function outputColumns(id: string, table: TableLike, data: TablesData): readonly ColumnView[] {
  const rows = (table.versions ?? []).flatMap((edition) => edition?.rows ?? [])
  const names = [...new Set(rows.flatMap((row) => Object.keys(row?.then ?? {})))]
  return names.map((name) => {
    const used = Object.values(data.values ?? {}).find(
      (value) => value?.table === id && (value.column ?? name) === name,
    )
    const kept = rows.map((row) => row?.then?.[name]).find((value) => value !== undefined)
    const kind = typeof kept === 'number' ? 'number' : typeof kept === 'boolean' ? 'boolean' : 'text'
    return { name, label: used?.label?.ja ?? name, kind, choices: [], names: same }
  })
}

/** A result in words. */
export function resultWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  return typeof value === 'number' ? value.toLocaleString('ja-JP') : String(value ?? '')
}

/** A condition cell in words. */
export function conditionCell(
  row: RowLike,
  column: ColumnView,
  words: (cell: string, names: CellNames) => string,
): string {
  const cell = String(row.when?.[column.name] ?? '-')
  if (column.kind === 'boolean' && (cell === 'true' || cell === 'false'))
    return cell === 'true' ? messages.yes : messages.no
  return words(cell, column.names)
}
