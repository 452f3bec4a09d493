import type { JSX } from 'preact'
import { Button, Card, Checkboxes, errorOf, FormScreen, Select, TextInput, Warning } from '../../../../design/index.ts'
import type { GuessedColumn } from '../describe/guess-columns.ts'
import { describeMessages as words } from '../describe/messages.ja.ts'
import { type DescribingWith, offeredKinds } from '../describe/read-description.ts'
import { AboutInputs } from './about-inputs.tsx'
import { UploadForm } from './dataset-page.tsx'
import { DiscardForm } from './discard.tsx'
import { messages } from './messages.ja.ts'
import { Hidden } from './screen.tsx'
import type { ScreenProps } from './web.ts'

/** The file that a new dataset is made of. */
export function NewPage({ screen }: { readonly screen: ScreenProps }): JSX.Element {
  return (
    <FormScreen
      title={words.newTitle}
      lead={words.newLead}
      screen={screen}
      back={{ href: '/datasets', label: messages.area }}
    >
      <UploadForm screen={screen} action="/datasets/new" title={words.file} />
    </FormScreen>
  )
}

/** What a new dataset is called, what its columns are: guessed, put right and confirmed by a clerk. */
export function DescribePage({
  screen,
  around,
}: {
  readonly screen: ScreenProps
  readonly around: DescribingWith
}): JSX.Element {
  const { draft } = around
  const action = `/datasets/drafts/${draft.id}/description`
  const columns = draft.definition.columns as readonly GuessedColumn[]
  const signed = columns.some(({ sign }) => sign !== undefined)
  return (
    <FormScreen
      title={words.title}
      lead={words.lead(draft.sourceName)}
      screen={screen}
      back={{ href: '/datasets', label: messages.area }}
    >
      <HeaderForm screen={screen} around={around} action={action} />
      <form class="flow" method="post" action={action} novalidate>
        <Hidden screen={screen} seen={draft.revision} />
        <h2>{words.columns}</h2>
        {columns.map((column, at) => (
          <ColumnCard screen={screen} around={around} column={column} at={at} />
        ))}
        <h2>{words.names}</h2>
        <Select
          id="key"
          name="key"
          label={words.key}
          hint={words.keyHint}
          width="full"
          value={screen.typed('key', columns.find(({ id }) => id === 'id')?.id ?? '@new')}
          options={[
            { value: '@new', label: words.newKey },
            ...columns.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          {...errorOf(screen.problems, 'key')}
        />
        <Select
          id="label"
          name="label"
          label={words.label}
          hint={words.labelHint}
          width="full"
          value={screen.typed(
            'label',
            (columns.find(({ id }) => id === 'name') ?? columns.find(({ kind }) => kind === 'text'))?.id,
          )}
          options={columns.map(({ id, title }) => ({ value: id, label: title }))}
          {...errorOf(screen.problems, 'label')}
        />
        <h2>{words.about}</h2>
        <TextInput
          id="id"
          name="id"
          label={words.id}
          hint={words.idHint}
          value={screen.typed('id')}
          {...errorOf(screen.problems, 'id')}
        />
        <AboutInputs screen={screen} around={around} />
        {signed && (
          <Checkboxes
            id="personal"
            name="personal"
            label={words.personal}
            values={screen.all('personal') ?? []}
            options={[{ value: 'yes', label: words.personalYes }]}
            {...errorOf(screen.problems, 'personal')}
          />
        )}
        <Button label={words.submit} />
      </form>
      <DiscardForm screen={screen} draft={draft} />
    </FormScreen>
  )
}

/** Which line was taken for the header, and the way to say that it is another. */
function HeaderForm({
  screen,
  around: { draft },
  action,
}: {
  readonly screen: ScreenProps
  readonly around: DescribingWith
  readonly action: string
}): JSX.Element {
  const own = words.header
  const { sheets, sheet, headerLines } = draft.layout
  const [first, last] = [headerLines[0] ?? 1, headerLines.at(-1) ?? 1]
  return (
    <details class="flow" open={screen.problems.first !== undefined}>
      <summary>
        {sheets.length > 1 ? own.foundIn(sheet, headerLines.join('・')) : own.found(headerLines.join('・'))}
      </summary>
      <form class="flow" method="post" action={action} novalidate>
        <Hidden screen={screen} seen={draft.revision} />
        {sheets.length > 1 ? (
          <Select
            id="sheet"
            name="sheet"
            label={own.sheet}
            width="full"
            value={screen.typed('sheet', sheet)}
            options={sheets.map((name) => ({ value: name, label: name }))}
          />
        ) : (
          <input type="hidden" name="sheet" value={sheet} />
        )}
        <TextInput
          id="first"
          name="first"
          label={own.first}
          hint={own.hint}
          value={screen.typed('first', String(first))}
          width="20"
          {...errorOf(screen.problems, 'first')}
        />
        <TextInput
          id="last"
          name="last"
          label={own.last}
          required={false}
          value={screen.typed('last', String(last))}
          width="20"
        />
        <Button kind="line" name="do" value="header" label={own.submit} />
      </form>
    </details>
  )
}

function ColumnCard({
  screen,
  around: { draft },
  column,
  at,
}: {
  readonly screen: ScreenProps
  readonly around: DescribingWith
  readonly column: GuessedColumn
  readonly at: number
}): JSX.Element {
  const { layout } = draft
  const samples = layout.samples.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
  const hidden = layout.hidden.includes(at)
  const taken =
    screen.all('seen') === undefined ? column.sign === undefined && !hidden : screen.all(`take${at}`) !== undefined
  return (
    <Card title={words.column(at + 1, layout.headers[at] ?? '')} level={3}>
      {samples.length > 0 && <p class="hint">{words.samples(samples.join('、'))}</p>}
      {column.sign !== undefined && <Warning>{words.signs[column.sign]}</Warning>}
      {hidden && <Warning>{words.hidden}</Warning>}
      <Checkboxes
        id={`take${at}`}
        name={`take${at}`}
        label={words.take}
        required={false}
        values={taken ? ['yes'] : []}
        options={[{ value: 'yes', label: words.take }]}
        {...errorOf(screen.problems, `take${at}`)}
      />
      <TextInput
        id={`title${at}`}
        name={`title${at}`}
        label={words.columnTitle}
        value={screen.typed(`title${at}`, column.title)}
        {...errorOf(screen.problems, `title${at}`)}
      />
      <Select
        id={`kind${at}`}
        name={`kind${at}`}
        label={words.kind}
        value={screen.typed(`kind${at}`, column.kind)}
        options={offeredKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        {...errorOf(screen.problems, `kind${at}`)}
      />
      <Checkboxes
        id={`need${at}`}
        name={`need${at}`}
        label={words.need}
        required={false}
        values={
          (screen.all('seen') === undefined ? column.need === 'required' : screen.all(`need${at}`) !== undefined)
            ? ['yes']
            : []
        }
        options={[{ value: 'yes', label: words.need }]}
      />
      <details class="flow" open={[`id${at}`, `values${at}`].some((id) => screen.problems[id] !== undefined)}>
        <summary>{words.more}</summary>
        <TextInput
          id={`id${at}`}
          name={`id${at}`}
          label={words.columnId}
          hint={words.columnIdHint}
          value={screen.typed(`id${at}`, column.id)}
          {...errorOf(screen.problems, `id${at}`)}
        />
        <TextInput
          id={`values${at}`}
          name={`values${at}`}
          label={words.values}
          hint={words.valuesHint}
          required={false}
          value={screen.typed(`values${at}`, column.values?.join(';') ?? '')}
          {...errorOf(screen.problems, `values${at}`)}
        />
      </details>
    </Card>
  )
}
