import { pickText } from '../../../platform/i18n/local-text.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import type { Month } from '../months/calendar.ts'
import { ageClasses } from '../months/model.ts'
import { messages, sayShare } from '../office/messages.ja.ts'
import { shownLine } from '../suppression/tables.ts'
import type { Named, UnitReport } from './unit-report.ts'
import type { VisitsReport } from './visits.ts'

/** A number, words, or `null` for what is not shown. */
export type Cell = number | string | null

export type TableId = keyof typeof messages.tables

/** A table as it stands on the screen, in the file, and in the published rows: one rule for all. */
export interface ReportTable {
  readonly id: TableId
  readonly columns: readonly string[]
  readonly rows: readonly { readonly id: string; readonly label: string; readonly cells: readonly Cell[] }[]
}

/** What happened to the cases of a unit, in tables. */
export function caseTables(
  report: UnitReport,
  months: readonly Month[],
  procedure: CompiledProcedure,
): readonly ReportTable[] {
  const { filed, ended, corrections, fees } = report
  const words = messages.tables
  const counted = (id: 'channels' | 'outcomes', names: readonly Named[], total: Cell): ReportTable => {
    const known: Readonly<Record<string, string>> = words[id].rows
    return {
      id,
      columns: words[id].columns,
      rows: [
        ...names.map((each) => ({ id: each.id, label: known[each.id] ?? each.id, cells: [each.count] })),
        { id: 'total', label: messages.total, cells: [total] },
      ],
    }
  }
  const days = (id: 'whole' | 'counted', value: UnitReport['wholeDays']) => ({
    id,
    label: words.times.rows[id],
    cells: [value.median, value.ninety].map((each) => (ended.total === 0 ? messages.nothing : each)),
  })
  return [
    {
      id: 'months',
      columns: words.months.columns,
      rows: [
        ...months.map((month, at) => ({
          id: month.slice(0, 7),
          label: messages.month(month),
          cells: [filed.byMonth, ended.byMonth, corrections.byMonth, fees.byMonth].map((line) => line[at] ?? null),
        })),
        {
          id: 'total',
          label: messages.total,
          cells: [filed.total, ended.total, corrections.total, fees.total],
        },
      ],
    },
    counted('channels', filed.byKind, filed.total),
    counted('outcomes', ended.byKind, ended.total),
    {
      id: 'times',
      columns: words.times.columns,
      rows: [days('whole', report.wholeDays), days('counted', report.countedDays)],
    },
    {
      id: 'onTime',
      columns: words.onTime.columns,
      rows: [
        {
          id: 'on-time',
          label: words.onTime.rows.onTime,
          cells: [ended.total === 0 ? messages.nothing : sayShare(report.onTime)],
        },
      ],
    },
    fieldTable('corrected', report.corrected, procedure),
  ]
}

/** Open cases of today, by age. */
export function pendingTable(byAge: readonly number[], threshold: number): ReportTable {
  const line = shownLine(
    ageClasses.map((_, at) => byAge[at] ?? 0),
    threshold,
  )
  return {
    id: 'pending',
    columns: messages.tables.pending.columns,
    rows: [
      ...ageClasses.map((each, at) => ({
        id: String(each.from),
        label: messages.age(each.from, 'to' in each ? each.to : undefined),
        cells: [line.cells[at] ?? null],
      })),
      { id: 'total', label: messages.total, cells: [line.total] },
    ],
  }
}

/** How people went through the form, in tables. */
export function visitTables(visits: VisitsReport, procedure: CompiledProcedure): readonly ReportTable[] {
  const words = messages.tables
  const titles = new Map(procedure.definition.pages.map(({ id, title }) => [id, pickText(title, 'ja').text]))
  return [
    {
      id: 'way',
      columns: words.way.columns,
      rows: (['begun', 'check', 'submitted', 'abandoned'] as const).map((id) => ({
        id,
        label: words.way.rows[id],
        cells: [visits[id]],
      })),
    },
    {
      id: 'pages',
      columns: words.pages.columns,
      rows: visits.pages.map(({ id, reached, left, lost }) => ({
        id,
        label: titles.get(id) ?? id,
        cells: [reached, left, reached === 0 ? messages.nothing : lost],
      })),
    },
    fieldTable('refused', visits.refused, procedure),
    {
      id: 'satisfaction',
      columns: words.satisfaction.columns,
      rows: [
        ...visits.satisfaction.grades.map((count, at) => ({
          id: String(5 - at),
          label: words.satisfaction.rows[at] ?? '',
          cells: [count],
        })),
        { id: 'total', label: messages.total, cells: [visits.satisfaction.total] },
      ],
    },
  ]
}

function fieldTable(id: 'corrected' | 'refused', counts: readonly Named[], procedure: CompiledProcedure): ReportTable {
  return {
    id,
    columns: messages.tables[id].columns,
    rows: counts.map((each) => ({ id: each.id, label: fieldLabel(procedure, each.id), cells: [each.count] })),
  }
}

/** The words of a field; its path where this version of the procedure has no such field any more. */
function fieldLabel({ definition }: CompiledProcedure, path: string): string {
  const [groupId, fieldId] = path.split('.')
  for (const page of definition.pages) {
    const group = page.groups.find(({ id }) => id === groupId)
    if (group === undefined) continue
    const field = group.fields?.find(({ id }) => id === fieldId)
    const own = pickText(group.title, 'ja').text
    return field === undefined ? own : `${own}／${pickText(field.label, 'ja').text}`
  }
  return path
}
