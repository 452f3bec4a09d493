import type { JSX } from 'preact'
import { Button, errorOf, LinkButton, Notice, Select, Table, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { LocalTextInputs } from '../outline/local-text.tsx'
import { messages as outline } from '../outline/messages.ja.ts'
import { RadioChoice } from '../views/radio-choice.tsx'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { dayWords } from './cell-words.ts'
import { messages } from './messages.ja.ts'
import { type InputChoice, tableInputs } from './read-new-table.ts'
import type { TableLike, WholeTable } from './table-shape.ts'

interface Shown {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
}

/** Every table with its editions, and the ways to fees and settings. */
export function TablesPage({
  screen,
  copy,
  name,
  tables,
}: Shown & {
  readonly tables: readonly {
    readonly id: string
    readonly table: WholeTable
    /** Days from which editions of a law hold. */
    readonly fixed: ReadonlySet<string>
  }[]
}): JSX.Element {
  const words = messages.list
  const base = `/designer/copies/${copy.id}`
  const open = copy.state === 'open'
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={words.title} lead={words.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      <p>
        <a href={`${base}/fees`}>{words.fees}</a>　<a href={`${base}/settings`}>{words.settings}</a>
        {'　'}
        <a href={`${base}/values`}>{words.values}</a>
        {'　'}
        <a href={`${base}/law`}>{words.law}</a>
      </p>
      <h2>{words.tables}</h2>
      {tables.length === 0 && <p>{words.noTables}</p>}
      {tables.map(({ id, table, fixed }) => (
        <section class="flow">
          <h3>{table.label ?? id}</h3>
          <Table
            caption={table.label ?? id}
            columns={(['from', 'source', 'rows', 'act'] as const).map((column) => ({
              id: column,
              label: column === 'act' ? words.open : words.columns[column],
              ...(column === 'from' ? { heading: true } : {}),
              ...(column === 'rows' ? { number: true } : {}),
            }))}
            rows={(table.versions ?? []).map((edition, n) => {
              const common = n < table.common
              const law = common || fixed.has(edition.from ?? '')
              return {
                from: dayWords(edition.from),
                source: law
                  ? `${edition.source ?? ''}（${common ? words.common : words.fixed}）`
                  : (edition.source ?? ''),
                rows: edition.rows?.length ?? 0,
                act: (
                  <a href={`${base}/tables/${id}/${n}`}>
                    {law || !open ? words.openFixed : words.open}
                    <span class="aloud">
                      ：{table.label ?? id} {edition.from}
                    </span>
                  </a>
                ),
              }
            })}
          />
          {open && (
            <p>
              <a href={`${base}/tables/${id}/new`}>
                {words.addEdition}
                <span class="aloud">：{table.label ?? id}</span>
              </a>
            </p>
          )}
        </section>
      ))}
      {open && (
        <p>
          <LinkButton href={`${base}/tables/new`} label={words.newTable} kind="line" />
        </p>
      )}
    </CopyScreen>
  )
}

/** Day and source of a new edition; its rows come next. */
export function NewEditionPage({
  screen,
  copy,
  name,
  id,
  table,
}: Shown & { readonly id: string; readonly table: TableLike }): JSX.Element {
  const words = messages.addEdition
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="tables"
      title={words.title(table.label ?? id)}
      lead={words.lead}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/tables/${id}/new`}>
        <DayAndSource screen={screen} />
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}

/** A table of the city's own: what it looks at and what it gives. */
export function NewTablePage({
  screen,
  copy,
  name,
  choices,
}: Shown & { readonly choices: readonly InputChoice[] }): JSX.Element {
  const words = messages.newTable
  return (
    <CopyScreen copy={copy} name={name} tab="tables" title={words.title} lead={words.lead} screen={screen}>
      <CopyForm screen={screen} copy={copy} action={`/designer/copies/${copy.id}/tables/new`}>
        <TextInput
          id="label"
          name="label"
          label={words.label}
          hint={words.labelHint}
          value={screen.typed('label')}
          {...errorOf(screen.problems, 'label')}
        />
        {Array.from({ length: tableInputs }, (_, n) => (
          <Select
            id={`input.${n}`}
            name={`input.${n}`}
            label={words.input(n + 1)}
            required={n === 0}
            {...(n === 0 ? { hint: words.inputHint } : {})}
            options={choices}
            width="full"
            value={screen.typed(`input.${n}`)}
            {...errorOf(screen.problems, `input.${n}`)}
          />
        ))}
        <LocalTextInputs screen={screen} name="result" label={words.result} kept={undefined} needed />
        <RadioChoice screen={screen} field="type" label={words.type} options={words.types} kept="money" />
        <RadioChoice screen={screen} field="show" label={words.show} options={words.shows} kept="office" />
        <DayAndSource screen={screen} />
        <Button label={words.submit} />
      </CopyForm>
    </CopyScreen>
  )
}

/** From when rows hold, and which rule says so. */
export function DayAndSource({
  screen,
  from,
  source,
}: {
  readonly screen: ScreenProps
  readonly from?: string
  readonly source?: string
}): JSX.Element {
  const words = messages.edition
  return (
    <>
      <TextInput
        id="from"
        name="from"
        label={words.from}
        hint={words.fromHint}
        value={screen.typed('from', from)}
        {...errorOf(screen.problems, 'from')}
      />
      <TextInput
        id="source"
        name="source"
        label={words.source}
        hint={words.sourceHint}
        value={screen.typed('source', source)}
        {...errorOf(screen.problems, 'source')}
      />
    </>
  )
}
