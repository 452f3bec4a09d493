import type { DecisionTable, ProcedureDefinition } from './definition.ts'
import type { Reporter } from './findings.ts'
import { suggestion } from './nearest.ts'
import type { SharedGroup } from './shared-groups.ts'

/**
 * Dated rows defined once for many procedures (区分支給限度基準額, 児童手当の額 …): a change of law is one new edition in one file.
 * What the rows look at is each procedure's own: `inputs`, `asOf` and `each` stand there.
 */
export interface SharedTable {
  readonly schema: 1
  readonly id: string
  readonly label: string
  readonly versions: DecisionTable['versions']
}

/** What procedures share, by id: groups and tables never have the same one. */
export type SharedPart = SharedGroup | SharedTable
export type SharedParts = ReadonlyMap<string, SharedPart>

export function isSharedTable(part: SharedPart | undefined): part is SharedTable {
  return part !== undefined && 'versions' in part
}

/** A table as it is written: with `use` the shared editions come first, then its own. */
type WrittenTable = Omit<DecisionTable, 'label' | 'versions'> & Partial<DecisionTable> & { readonly use?: string }

/** Writes the editions of shared tables into the tables that use them: the rest of the program meets only whole tables. */
export function expandTables(
  definition: ProcedureDefinition,
  shared: SharedParts,
  report: Reporter,
): ProcedureDefinition {
  if (definition.tables === undefined) return definition
  const tables = Object.entries(definition.tables as Readonly<Record<string, WrittenTable>>)
  return {
    ...definition,
    tables: Object.fromEntries(tables.map(([id, table]) => [id, expandTable(id, table, shared, report)])),
  }
}

/** Ids of the shared tables a definition uses, as it is written. */
export function usedTables(definition: ProcedureDefinition): readonly string[] {
  const tables = Object.values((definition.tables ?? {}) as Readonly<Record<string, WrittenTable>>)
  return [...new Set(tables.flatMap(({ use }) => (use === undefined ? [] : [use])))].sort()
}

function expandTable(id: string, written: WrittenTable, shared: SharedParts, report: Reporter): DecisionTable {
  const { use, label, versions = [], ...rest } = written
  const source = use === undefined ? undefined : shared.get(use)
  if (use === undefined) {
    if (versions.length === 0) report.error(['tables', id], 'table-empty', `表「${id}」に版（versions）がありません`)
    if (label === undefined) report.error(['tables', id], 'table-label', `表「${id}」に名前（label）がありません`)
  } else if (!isSharedTable(source)) {
    const known = [...shared].flatMap(([name, part]) => (isSharedTable(part) ? [name] : []))
    report.error(
      ['tables', id, 'use'],
      'unknown-shared-table',
      `共通の表「${use}」はありません${suggestion(use, known)}`,
    )
  }
  const common = isSharedTable(source) ? source : undefined
  return { label: label ?? common?.label ?? id, ...rest, versions: [...(common?.versions ?? []), ...versions] }
}
