import { type ComponentChildren, h, type JSX } from 'preact'
import { ScrollRegion } from './scroll-region.tsx'

export interface QueueColumn {
  readonly id: string
  readonly label: string
  /** The list is sorted by this column. */
  readonly sorted?: 'ascending' | 'descending'
  readonly sortHref?: string
  readonly number?: boolean
  /** On a phone this cell takes a line of its own: the name of the thing. */
  readonly main?: boolean
  /** On a phone, where headings are out of sight, this cell says its heading before what it holds. */
  readonly named?: boolean
}

export interface QueueRow {
  readonly id: string
  /** What the check box says:「KJ-R8-004821-6を選ぶ」; without it there is no box. */
  readonly selectLabel?: string
  /** Its box is ticked; a row without one is only marked. */
  readonly selected?: boolean
  readonly cells: { readonly [column: string]: ComponentChildren }
}

export interface QueueTableProps {
  readonly caption: string
  readonly columns: readonly QueueColumn[]
  readonly rows: readonly QueueRow[]
  /** Name of the check boxes. */
  readonly selectName?: string
  /** What the empty heading above the check boxes says. */
  readonly selectHeading?: string
}

/** The lines of a list that remembers them, as markup made by `QueueTableRow`; with check boxes or without. */
export interface ReadyRows {
  readonly html: string
  readonly selectable: boolean
}

/** The staff's list: one case a line, keys J K Enter X work on it. On a phone lines become short blocks. */
export function QueueTable({
  caption,
  columns,
  rows,
  selectName = 'case',
  selectHeading = '選択',
}: Omit<QueueTableProps, 'rows'> & { readonly rows: QueueTableProps['rows'] | ReadyRows }): JSX.Element {
  const selectable = isReady(rows) ? rows.selectable : rows.some((row) => row.selectLabel !== undefined)
  return (
    <ScrollRegion label={caption}>
      <table class="queue">
        <caption class="aloud">{caption}</caption>
        <thead>
          <tr>
            {selectable && (
              <th scope="col">
                <span class="aloud">{selectHeading}</span>
              </th>
            )}
            {columns.map((column) => (
              <th scope="col" aria-sort={column.sorted} class={column.number ? 'number' : undefined}>
                {column.sortHref ? <a href={column.sortHref}>{column.label}</a> : column.label}
                {column.sorted && <span aria-hidden="true">{column.sorted === 'ascending' ? ' ▲' : ' ▼'}</span>}
              </th>
            ))}
          </tr>
        </thead>
        {isReady(rows) ? (
          h('tbody', { dangerouslySetInnerHTML: { __html: rows.html } })
        ) : (
          <tbody>
            {rows.map((row) => (
              <QueueTableRow row={row} columns={columns} selectable={selectable} selectName={selectName} />
            ))}
          </tbody>
        )}
      </table>
    </ScrollRegion>
  )
}

/** One line. `selectable`: the list has a column of check boxes, in which this line may have none. */
export function QueueTableRow({
  row,
  columns,
  selectable,
  selectName = 'case',
}: Pick<QueueTableProps, 'columns' | 'selectName'> & {
  readonly row: QueueRow
  readonly selectable: boolean
}): JSX.Element {
  return (
    <tr class={row.selected && row.selectLabel === undefined ? 'selected' : undefined} data-row={row.id}>
      {selectable && (
        <td class="queue-tick">
          {row.selectLabel !== undefined && (
            <label>
              <input type="checkbox" name={selectName} value={row.id} checked={row.selected} />
              <span class="aloud">{row.selectLabel}</span>
            </label>
          )}
        </td>
      )}
      {columns.map((column) => (
        <td
          data-heading={column.named ? column.label : undefined}
          class={[column.main && 'queue-main', column.number && 'number'].filter(Boolean).join(' ') || undefined}
        >
          {row.cells[column.id]}
        </td>
      ))}
    </tr>
  )
}

function isReady(rows: QueueTableProps['rows'] | ReadyRows): rows is ReadyRows {
  return 'html' in rows
}
