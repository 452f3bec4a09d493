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
      {table.rows.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <Table
          caption={words.title}
          columns={[
            { id: 'label', label: words.heading, heading: true },
            ...table.columns.map((label, at) => ({ id: String(at), label, number: true })),
          ]}
          rows={table.rows.map((row) => ({
            label: (
              <>
                {row.label}
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
