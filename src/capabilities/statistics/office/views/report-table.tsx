import type { JSX } from 'preact'
import { Table } from '../../../../design/index.ts'
import type { Cell, ReportTable } from '../../report/tables.ts'
import { messages } from '../messages.ja.ts'
import { Bar, Columns } from './bar.tsx'

/** The column whose bars are drawn; the tables without stand for themselves. */
const barColumn: Readonly<Partial<Record<ReportTable['id'], number>>> = {
  channels: 0,
  outcomes: 0,
  corrected: 0,
  pending: 0,
  way: 0,
  pages: 2,
  refused: 0,
  satisfaction: 0,
}

/** Lists of questions: those of which no number is shown are many, and stand folded below the others. */
const folded: ReadonlySet<ReportTable['id']> = new Set(['corrected', 'refused'])

/** A table with its sentence, its bars and its file. */
export function ReportSection({
  table,
  csvHref,
}: {
  readonly table: ReportTable
  readonly csvHref: string
}): JSX.Element {
  const words = messages.tables[table.id]
  const bars = barColumn[table.id]
  const rows = folded.has(table.id) ? table.rows.filter(({ cells }) => cells.some((cell) => cell !== null)) : table.rows
  const hidden = table.rows.filter((row) => !rows.includes(row))
  const most = bars === undefined ? 0 : Math.max(0, ...table.rows.filter(isPart).map((row) => amount(row.cells[bars])))
  return (
    <section class="flow" id={table.id}>
      <h3>{words.title}</h3>
      <p class="hint">{words.explain}</p>
      {table.id === 'months' && (
        <Columns
          label={messages.chartOf(table.columns[0] ?? '')}
          points={table.rows.filter(isPart).map(({ label, cells }) => ({
            label: label.replace('月', ''),
            value: cells[0] === null ? null : amount(cells[0]),
          }))}
        />
      )}
      {table.rows.length === 0 && <p>{messages.none}</p>}
      {rows.length > 0 && (
        <Table
          caption={words.title}
          columns={[
            { id: 'label', label: words.heading, heading: true },
            ...table.columns.map((label, at) => ({ id: String(at), label, number: true })),
          ]}
          rows={rows.map((row) => ({
            label: (
              <>
                {table.id === 'months' ? <span class="keep">{row.label}</span> : row.label}
                {bars !== undefined && isPart(row) && typeof row.cells[bars] === 'number' && (
                  <>
                    <br />
                    <Bar value={amount(row.cells[bars])} most={most} />
                  </>
                )}
              </>
            ),
            ...Object.fromEntries(row.cells.map((cell, at) => [String(at), <CellText cell={cell} />])),
          }))}
        />
      )}
      {hidden.length > 0 && (
        <details>
          <summary>{messages.fewOf(hidden.length)}</summary>
          <ul>
            {hidden.map(({ label }) => (
              <li>{label}</li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <a href={csvHref}>{messages.csv}</a>
      </p>
    </section>
  )
}

/** A number, words, or the sign for what is not shown, with its meaning read out. */
export function CellText({ cell }: { readonly cell: Cell }): JSX.Element {
  if (cell !== null) return <>{typeof cell === 'number' ? cell.toLocaleString('ja-JP') : cell}</>
  return (
    <>
      <span aria-hidden="true">{messages.hiddenSign}</span>
      <span class="aloud">{messages.hiddenSays}</span>
    </>
  )
}

function isPart(row: { readonly id: string }): boolean {
  return row.id !== 'total'
}

function amount(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : 0
}
