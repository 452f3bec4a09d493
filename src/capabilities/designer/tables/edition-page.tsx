import type { JSX } from 'preact'
import { Button, ButtonRow, LinkButton, Notice, Table } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { dayWords, wordsOfCell } from './cell-words.ts'
import { messages } from './messages.ja.ts'
import { spareRows } from './read-rows.ts'
import { type ColumnView, conditionCell, type EditionLike, type RowLike, resultWords } from './table-shape.ts'
import { DayAndSource } from './tables-pages.tsx'

const words = messages.edition

/** The rows of one edition: to read when a law has set them, else a line of inputs each. */
export function EditionPage({
  screen,
  copy,
  name,
  action,
  label,
  edition,
  inputs,
  outputs,
  fixed,
  shared,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly action: string
  readonly label: string
  readonly edition: EditionLike
  readonly inputs: readonly ColumnView[]
  readonly outputs: readonly ColumnView[]
  readonly fixed: boolean
  /** It stands in a shared table. */
  readonly shared: boolean
}): JSX.Element {
  const title = words.title(label, dayWords(edition.from))
  const rows = edition.rows ?? []
  if (fixed || copy.state !== 'open') {
    return (
      <CopyScreen copy={copy} name={name} tab="tables" title={title} screen={screen}>
        {fixed && <Notice>{shared ? words.common : words.fixed(edition.source ?? '')}</Notice>}
        {fixed && !shared && copy.state === 'open' && (
          <p>
            <LinkButton href={action.replace(/\d+$/, 'new')} label={messages.list.addEdition} kind="line" small />
          </p>
        )}
        <ReadRows title={title} rows={rows} inputs={inputs} outputs={outputs} />
      </CopyScreen>
    )
  }
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={title} lead={words.lead} screen={screen}>
      {inputs
        .filter(({ choices }) => choices.length > 0)
        .map((column) => (
          <p class="hint">{words.choices(column.label, column.choices.join('・'))}</p>
        ))}
      <CopyForm screen={screen} copy={copy} action={action}>
        <DayAndSource screen={screen} from={edition.from ?? ''} source={edition.source ?? ''} />
        <Table
          caption={title}
          columns={[
            { id: 'order', label: words.order, heading: true },
            ...inputs.map((column) => ({ id: `when.${column.name}`, label: words.when(column.label) })),
            ...outputs.map((column) => ({ id: `then.${column.name}`, label: words.gives(column.label) })),
            { id: 'remove', label: words.remove },
          ]}
          rows={Array.from({ length: rows.length + spareRows }, (_, n) =>
            rowInputs(screen, rows[n], n, inputs, outputs),
          )}
        />
        <ButtonRow>
          <Button label={words.save} name="do" value="save" />
          <Button label={words.removeEdition} kind="line" name="do" value="remove" unchecked />
        </ButtonRow>
      </CopyForm>
    </CopyScreen>
  )
}

function ReadRows({
  title,
  rows,
  inputs,
  outputs,
}: {
  readonly title: string
  readonly rows: readonly RowLike[]
  readonly inputs: readonly ColumnView[]
  readonly outputs: readonly ColumnView[]
}): JSX.Element {
  return (
    <Table
      caption={title}
      columns={[
        { id: 'order', label: words.order, heading: true },
        ...inputs.map((column) => ({ id: `when.${column.name}`, label: words.when(column.label) })),
        ...outputs.map((column) => ({
          id: `then.${column.name}`,
          label: words.gives(column.label),
          number: column.kind === 'number',
        })),
      ]}
      rows={rows.map((row, n) => ({
        order: n + 1,
        ...Object.fromEntries(
          inputs.map((column) => [`when.${column.name}`, conditionCell(row, column, wordsOfCell) || words.any]),
        ),
        ...Object.fromEntries(outputs.map((column) => [`then.${column.name}`, resultWords(row.then?.[column.name])])),
      }))}
    />
  )
}

function rowInputs(
  screen: ScreenProps,
  row: RowLike | undefined,
  n: number,
  inputs: readonly ColumnView[],
  outputs: readonly ColumnView[],
): { readonly [column: string]: JSX.Element } {
  const at = `rows.${n}`
  const about = row === undefined ? words.spare : words.row(n + 1)
  const cell = (part: 'when' | 'then', column: ColumnView, kept: string): JSX.Element => {
    const name = `${at}.${part}.${column.name}`
    const label = `${about}　${(part === 'when' ? words.when : words.gives)(column.label)}`
    const value = screen.typed(name, kept)
    const wrong = screen.problems[name] === undefined ? undefined : ('true' as const)
    if (column.kind === 'boolean') {
      const options = part === 'when' ? ['', messages.yes, messages.no] : [messages.no, messages.yes]
      const others = options.includes(value) ? [] : [value]
      return (
        <select id={name} name={name} class="input" aria-label={label} aria-invalid={wrong}>
          {[...options, ...others].map((each) => (
            <option value={each} selected={each === value}>
              {each === '' ? words.any : each}
            </option>
          ))}
        </select>
      )
    }
    return (
      <input
        id={name}
        name={name}
        class="input"
        type="text"
        aria-label={label}
        aria-invalid={wrong}
        value={value}
        {...(part === 'when' ? { placeholder: words.any } : {})}
        {...(column.kind === 'number' ? { inputmode: 'numeric' as const } : {})}
      />
    )
  }
  return {
    order: (
      <input
        id={`${at}.order`}
        name={`${at}.order`}
        class="input width-3"
        type="text"
        inputmode="numeric"
        aria-label={`${about}　${words.order}`}
        value={screen.typed(`${at}.order`, String(n + 1))}
      />
    ),
    ...Object.fromEntries(
      inputs.map((column) => [
        `when.${column.name}`,
        cell('when', column, row === undefined ? '' : conditionCell(row, column, wordsOfCell)),
      ]),
    ),
    ...Object.fromEntries(
      outputs.map((column) => [
        `then.${column.name}`,
        cell('then', column, row === undefined ? '' : keptResult(row.then?.[column.name])),
      ]),
    ),
    remove:
      row === undefined ? (
        <span />
      ) : (
        <input
          type="checkbox"
          name={`${at}.remove`}
          value="yes"
          aria-label={`${about}　${words.remove}`}
          checked={screen.typed(`${at}.remove`) === 'yes'}
        />
      ),
  }
}

function keptResult(value: unknown): string {
  if (typeof value === 'boolean') return value ? messages.yes : messages.no
  return value === undefined || value === null ? '' : String(value)
}
