import type { JSX } from 'preact'
import { AsWritten, Button, EmptyState, Option, Pagination, Table, Text, type Words } from '../../../../design/index.ts'
import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import { outputType } from '../../values/kinds.ts'
import { measureOf } from '../../values/shape-measure.ts'
import type { Counted } from '../query/read-rows.ts'
import type { FoundRow } from '../query/row-query.ts'
import type { OpenDataMessages } from './messages.ts'
import { type Ask, type FilterColumn, filterColumns, hrefOf, rowsOnPage, sortColumns } from './read-ask.ts'
import { sayCount } from './say.ts'

export interface RowsSectionProps {
  readonly m: OpenDataMessages
  readonly slug: string
  readonly definition: DatasetDefinition
  /** The title of the dataset in the language of the page. */
  readonly title: string
  readonly ask: Ask
  readonly rows: readonly FoundRow[]
  readonly counted: Counted
  readonly columns: readonly Column[]
}

/** The table of a dataset: a form that narrows and orders it, one page of rows, and the way to the next. All of it is addresses. */
export function RowsSection(props: RowsSectionProps): JSX.Element {
  const { m, slug, definition, title, ask, rows, counted, columns } = props
  const from = (ask.page - 1) * rowsOnPage
  const total = counted.estimated ? m.about(sayCount(counted.total)) : sayCount(counted.total)
  const more = from + rows.length < counted.total && rows.length === rowsOnPage
  const asked = ask.words !== '' || ask.chosen.size > 0 || ask.sort !== ''
  return (
    <section id="rows" class="flow">
      <h2>
        <Text words={m.rowsTitle} />
      </h2>
      <AskForm m={m} definition={definition} ask={ask} action={`/dataset/${slug}#rows`} />
      {asked && (
        <p>
          <a href={`/dataset/${slug}#rows`}>
            <Text words={m.clear} />
          </a>
        </p>
      )}
      {rows.length === 0 ? (
        <EmptyState title={m.noRows} />
      ) : (
        <>
          <p class="hint">
            <Text words={m.columnsNote} />
          </p>
          <Table
            caption={m.tableOf(title)}
            wide
            columns={[
              { id: 'row', label: labelOf(definition), heading: true },
              ...columns.map((column) => ({ id: column.id, label: headOf(column), number: isNumber(column) })),
            ]}
            rows={rows.map((row) => ({
              row: (
                <a href={`/dataset/${slug}/row/${encodeURIComponent(row.rowKey)}`}>
                  <AsWritten text={nameOf(definition, row)} />
                </a>
              ),
              ...Object.fromEntries(columns.map((column) => [column.id, <Cell column={column} row={row} m={m} />])),
            }))}
          />
          <Pagination
            shown={m.range(sayCount(from + 1), sayCount(from + rows.length), total)}
            {...(ask.page > 1 ? { previousHref: hrefOf(ask, ask.page - 1) } : {})}
            {...(more ? { nextHref: hrefOf(ask, ask.page + 1) } : {})}
          />
        </>
      )}
    </section>
  )
}

interface AskFormProps {
  readonly m: OpenDataMessages
  readonly definition: DatasetDefinition
  readonly ask: Ask
  readonly action: string
}

function AskForm({ m, definition, ask, action }: AskFormProps): JSX.Element {
  return (
    <form class="flow" method="get" action={action}>
      <div class="parts">
        <label class="part part-20">
          <span>
            <Text words={m.words} />
          </span>
          <input class="input" type="search" name="q" value={ask.words} autocomplete="off" />
        </label>
        <Button label={m.filter} kind="line" />
      </div>
      {/* Folded, so that the rows begin on the first screen of a phone; what is set stays in sight. */}
      <details open={ask.chosen.size > 0 || ask.sort !== ''}>
        <summary>
          <Text words={m.conditions} />
        </summary>
        <div class="parts">
          {filterColumns(definition).map((filter) => (
            <FilterSelect m={m} filter={filter} value={ask.chosen.get(filter.column.id)} />
          ))}
          <label class="part part-20">
            <span>
              <Text words={m.sort} />
            </span>
            <select class="input" name="sort">
              <Option words={m.fileOrder} value="" selected={ask.sort === ''} />
              {sortColumns(definition).flatMap(({ id, title }) => [
                <Option words={m.ascending(title)} value={id} selected={ask.sort === id} />,
                <Option words={m.descending(title)} value={`-${id}`} selected={ask.sort === `-${id}`} />,
              ])}
            </select>
          </label>
        </div>
      </details>
    </form>
  )
}

function FilterSelect({
  m,
  filter: { column, values },
  value,
}: {
  readonly m: OpenDataMessages
  readonly filter: FilterColumn
  readonly value: string | undefined
}): JSX.Element {
  return (
    <label class="part part-20">
      <span>
        <Text words={column.title} />
      </span>
      <select class="input" name={`is.${column.id}`}>
        <Option words={m.every} value="" selected={value === undefined} />
        {values.map((each) => (
          <Option words={column.kind === 'flag' ? m.yes : each} value={each} selected={each === value} />
        ))}
      </select>
    </label>
  )
}

/** What people call the row by. */
export function nameOf(definition: DatasetDefinition, row: Pick<FoundRow, 'cells' | 'rowKey'>): string {
  const label = definition.label === undefined ? undefined : row.cells[definition.label]
  return label ?? row.rowKey
}

function labelOf(definition: DatasetDefinition): Words {
  return definition.columns.find(({ id }) => id === (definition.label ?? definition.key[0]))?.title ?? 'ID'
}

const isNumber = ({ kind }: Column): boolean => ['integer', 'number'].includes(outputType(kind))

const headOf = ({ title, unit }: Column): string => (unit === undefined ? title : `${title}（${unit}）`)

/** A line or an area in words: nobody reads its coordinates. */
export function sayShape(m: OpenDataMessages, cell: string): string {
  const measure = measureOf(cell)
  if (measure === undefined) return cell
  if (measure.kind === 'points') return m.shape.points(sayCount(measure.places))
  return m.shape[measure.kind](measure.size)
}

/** A cell as it was published; parts between semicolons with air between them. */
export function Cell({
  column,
  row,
  m,
}: {
  readonly column: Column
  readonly row: Pick<FoundRow, 'cells'>
  readonly m: OpenDataMessages
}): JSX.Element {
  const text = row.cells[column.id] ?? ''
  if (column.kind === 'shape') return <Text words={sayShape(m, text)} />
  if (column.kind === 'multi') return <AsWritten text={text.split(';').join('、')} />
  if (column.kind === 'flag') return <>{text === '' ? '' : '○'}</>
  return <AsWritten text={text} />
}
