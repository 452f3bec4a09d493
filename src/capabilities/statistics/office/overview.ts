import type { Cell } from '../report/tables.ts'
import type { UnitReport } from '../report/unit-report.ts'
import { percent, type VisitsReport } from '../report/visits.ts'
import { messages, sayShare } from './messages.ja.ts'

export type ColumnId = keyof typeof messages.columns
export const columnIds = Object.keys(messages.columns) as readonly ColumnId[]

/** One line of the overview. */
export interface OverviewLine {
  readonly procedureId: string
  readonly sectionId: string
  readonly cells: Readonly<Record<ColumnId, Cell>>
  /** What a column is sorted by; nothing where the cell tells no number. */
  readonly rank: Readonly<Record<ColumnId, number | string | null>>
}

/** A line from what may be shown of a unit and of its pages; shares come from shown numbers only. */
export function overviewLine(
  unit: { readonly procedureId: string; readonly sectionId: string; readonly name: string; readonly section: string },
  report: UnitReport,
  visits: VisitsReport | undefined,
): OverviewLine {
  const { filed, corrections } = report
  const online = filed.byKind.find(({ id }) => id === 'online')?.count ?? null
  const rate = (part: number | null): number | null =>
    part === null || filed.total === null ? null : percent(part, filed.total)
  // What has no number because there was nothing is not hidden: zero is shown, and says so.
  const nothing: Readonly<Partial<Record<ColumnId, boolean>>> = {
    online: filed.total === 0,
    corrections: filed.total === 0,
    days: report.ended.total === 0,
    onTime: report.ended.total === 0,
    lost: visits === undefined || visits.begun === 0,
    satisfied: visits === undefined || visits.satisfaction.total === 0,
  }
  const numbers = {
    filed: filed.total,
    online: rate(online),
    days: report.wholeDays.median,
    corrections: rate(corrections.total),
    lost: visits?.lost ?? null,
    satisfied: visits?.satisfaction.satisfied ?? null,
  }
  const words = { name: unit.name, section: unit.section }
  return {
    procedureId: unit.procedureId,
    sectionId: unit.sectionId,
    cells: mapCells({ ...words, ...numbers, onTime: sayShare(report.onTime) }, (cell, id) =>
      nothing[id] ? messages.nothing : cell,
    ),
    rank: { ...words, ...numbers, onTime: report.onTime?.from ?? null },
  }
}

function mapCells(
  cells: Readonly<Record<ColumnId, Cell>>,
  change: (cell: Cell, id: ColumnId) => Cell,
): Readonly<Record<ColumnId, Cell>> {
  return Object.fromEntries(columnIds.map((id) => [id, change(cells[id], id)])) as Record<ColumnId, Cell>
}

export interface Sorting {
  readonly by: ColumnId
  readonly down: boolean
}

/** Reads `?sort=days` or `?sort=-days`; the most filed first when nothing is asked. */
export function readSorting(text: string | undefined): Sorting {
  const by = columnIds.find((id) => id === text?.replace(/^-/, ''))
  return by === undefined ? { by: 'filed', down: true } : { by, down: text?.startsWith('-') === true }
}

/** What tells nothing stands last, whichever way; equals keep the catalogue's order. */
export function sortLines(lines: readonly OverviewLine[], { by, down }: Sorting): readonly OverviewLine[] {
  const collator = new Intl.Collator('ja')
  return lines.toSorted((left, right) => {
    const [a, b] = [left.rank[by], right.rank[by]]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    const order = typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    return down ? -order : order
  })
}
