import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  errorOf,
  FormScreen,
  LinkButton,
  Pagination,
  Select,
  Table,
  Tag,
  TextArea,
  TextInput,
} from '../../../../design/index.ts'
import { nameOf } from '../../compare/compare-rows.ts'
import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { BaseMap } from '../../public/map/base-map.ts'
import type { Draft, DraftRow } from '../draft/draft.ts'
import { rowOf } from '../draft/row-of.ts'
import { messages } from './messages.ja.ts'
import { sentenceOf } from './problems-page.tsx'
import { DraftScreen, Hidden, titleOf } from './screen.tsx'
import { ShapeCell } from './shape-cell.tsx'
import type { ScreenProps } from './web.ts'

const mostShown = 6

/** The rows of a draft, some columns of each. */
export function RowsPage({
  screen,
  draft,
  definition,
  rows,
  firstHref,
  nextHref,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly definition: DatasetDefinition
  readonly rows: readonly DraftRow[]
  readonly firstHref?: string
  readonly nextHref?: string
}): JSX.Element {
  const words = messages.rows
  const base = `/datasets/drafts/${draft.id}/rows`
  const columns = shownColumns(definition, rows)
  const [first, last] = [rows[0]?.number ?? 0, rows.at(-1)?.number ?? 0]
  return (
    <DraftScreen draft={draft} tab="rows" screen={screen}>
      <p>{words.lead}</p>
      {draft.state === 'open' && (
        <p>
          <LinkButton href={`${base}/new`} label={words.add} kind="line" />
        </p>
      )}
      <Table
        caption={words.caption}
        columns={[
          { id: 'number', label: words.number, heading: true },
          { id: 'problems', label: words.problems },
          ...columns.map(({ column }) => ({ id: `c-${column.id}`, label: column.title })),
        ]}
        rows={rows.map((row) => ({
          number: <a href={`${base}/${row.number}`}>{row.number}</a>,
          problems:
            row.problems.length === 0 ? (
              words.noProblems
            ) : (
              <Tag
                label={words.count(row.problems.length)}
                tone={row.problems.some(({ level }) => level === 'error') ? 'wrong' : 'soon'}
              />
            ),
          ...Object.fromEntries(columns.map(({ column, at }) => [`c-${column.id}`, short(row.cells[at] ?? '')])),
        }))}
      />
      {firstHref !== undefined && (
        <p>
          <a href={firstHref}>{words.first}</a>
        </p>
      )}
      <Pagination shown={words.shown(first, last)} {...(nextHref === undefined ? {} : { nextHref })} />
    </DraftScreen>
  )
}

function shownColumns(
  definition: DatasetDefinition,
  rows: readonly DraftRow[],
): readonly { readonly column: Column; readonly at: number }[] {
  const wanted = [...definition.key, ...(definition.label === undefined ? [] : [definition.label])]
  const all = definition.columns.map((column, at) => ({ column, at }))
  const filled = all.filter(({ at }) => rows.some(({ cells }) => (cells[at] ?? '') !== ''))
  const first = wanted.flatMap((id) => all.filter(({ column }) => column.id === id))
  return [...first, ...filled.filter(({ column }) => !wanted.includes(column.id))].slice(0, mostShown)
}

const short = (cell: string): string => (cell.length > 40 ? `${cell.slice(0, 40)}…` : cell)

/** One row, cell by cell, with what was said of each. */
export function RowPage({
  screen,
  draft,
  definition,
  row,
  ground,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly definition: DatasetDefinition
  /** The ground on which lines and areas are drawn. */
  readonly ground: BaseMap
  /** Absent: a new one. */
  readonly row: DraftRow | undefined
}): JSX.Element {
  const words = messages.row
  const base = `/datasets/drafts/${draft.id}`
  const action = row === undefined ? `${base}/rows/new` : `${base}/rows/${row.number}`
  const open = draft.state === 'open'
  const shaped = definition.columns.some(({ kind }) => kind === 'shape')
  const whole = row?.problems.filter(({ column }) => column === undefined) ?? []
  return (
    <FormScreen
      title={
        row === undefined ? words.newTitle : words.title(row.number, nameOf(definition, rowOf(definition, row.cells)))
      }
      screen={screen}
      back={{ href: `${base}/rows`, label: titleOf(draft) }}
    >
      {whole.length > 0 && (
        <ul>
          {whole.map((problem) => (
            <li>
              {sentenceOf(problem)}
              {problem.proposal !== undefined && `　${words.proposal(problem.proposal)}`}
            </li>
          ))}
        </ul>
      )}
      <form class="flow" method="post" action={action} enctype={shaped ? 'multipart/form-data' : undefined} novalidate>
        <Hidden screen={screen} seen={draft.revision} />
        {definition.columns.map((column, at) => (
          <Cell screen={screen} column={column} kept={row?.cells[at] ?? ''} row={row} ground={ground} />
        ))}
        {open && (
          <ButtonRow>
            <Button name="do" value="save" label={row === undefined ? words.add : words.save} />
            {row?.problems.some(({ proposal }) => proposal !== undefined) && (
              <Button kind="line" name="do" value="accept" label={words.acceptAll} unchecked />
            )}
            {row !== undefined && <Button kind="line" name="do" value="remove" label={words.remove} unchecked />}
          </ButtonRow>
        )}
      </form>
    </FormScreen>
  )
}

function Cell({
  screen,
  column,
  kept,
  row,
  ground,
}: {
  readonly screen: ScreenProps
  readonly column: Column
  readonly kept: string
  readonly row: DraftRow | undefined
  readonly ground: BaseMap
}): JSX.Element {
  const id = `cell-${column.id}`
  const said = (row?.problems ?? []).filter((problem) => problem.column === column.id)
  const hints = said.map(
    (problem) =>
      sentenceOf(problem) +
      (problem.proposal === undefined || column.kind === 'shape' ? '' : `。${messages.row.proposal(problem.proposal)}`),
  )
  const wrong = said.some(({ level }) => level === 'error')
  // Somebody else was quicker: what stands now is shown beside what was typed.
  const typed = screen.typed(id, kept)
  if (column.kind !== 'shape' && screen.problem !== undefined && typed.replaceAll('\r\n', '\n') !== kept)
    hints.push(messages.row.now(kept.slice(0, 200)))
  const error = screen.problems[id] ?? (wrong ? hints.join('。') : undefined)
  const field = {
    id,
    name: id,
    label: column.title,
    required: column.need === 'required',
    value: typed,
    ...(error === undefined ? {} : { error }),
    ...(hints.length > 0 && !wrong ? { hint: hints.join('。') } : {}),
    ...errorOf(screen.problems, id),
  }
  if (column.kind === 'shape') return <ShapeCell screen={screen} field={field} kept={kept} base={ground} />
  const allowed = column.kind === 'choice' ? column.values : undefined
  if (allowed !== undefined && (field.value === '' || allowed.includes(field.value)))
    return <Select {...field} width="full" options={allowed.map((value) => ({ value, label: value }))} />
  if (column.kind === 'long-text' || field.value.includes('\n')) return <TextArea {...field} rows={4} />
  return <TextInput {...field} />
}
