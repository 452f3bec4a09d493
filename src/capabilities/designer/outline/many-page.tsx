import type { JSX } from 'preact'
import { Button, ButtonRow, Checkboxes, errorOf, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import { messages } from './messages.ja.ts'
import { earlierPicks, type ManyRow, manyTypes } from './read-many.ts'

const words = messages.many

/** Many questions at once: a list is pasted, becomes rows with the likely types, and is added as one save. */
export function ManyPage({
  screen,
  copy,
  name,
  action,
  into,
  rows,
}: {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
  readonly action: string
  /** Title of the group that takes the first questions; undefined: new pages only. */
  readonly into: string | undefined
  /** Undefined: nothing was pasted yet. */
  readonly rows: readonly ManyRow[] | undefined
}): JSX.Element {
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="pages"
      title={words.title}
      lead={into === undefined ? words.lead : `${words.lead}${words.into(into)}`}
      screen={screen}
    >
      <CopyForm screen={screen} copy={copy} action={action}>
        {rows === undefined ? (
          <>
            <TextArea
              id="list"
              name="list"
              label={words.list}
              hint={words.listHint}
              rows={14}
              value={screen.typed('list')}
              {...errorOf(screen.problems, 'list')}
            />
            <Button label={words.toTable} name="do" value="table" />
          </>
        ) : (
          <>
            <input type="hidden" name="list" value={screen.typed('list')} />
            <h2>{words.table}</h2>
            <p>{words.tableLead}</p>
            {rows.map((row, n) => (
              <Row screen={screen} row={row} n={n} rows={rows} />
            ))}
            <ButtonRow>
              <Button label={words.save} name="do" value="save" />
              <Button label={words.again} kind="line" name="do" value="again" unchecked />
            </ButtonRow>
          </>
        )}
      </CopyForm>
    </CopyScreen>
  )
}

function Row({
  screen,
  row,
  n,
  rows,
}: {
  readonly screen: ScreenProps
  readonly row: ManyRow
  readonly n: number
  readonly rows: readonly ManyRow[]
}): JSX.Element {
  const at = `rows.${n}`
  const label = (
    <TextInput
      id={`${at}.label`}
      name={`${at}.label`}
      label={row.kind === 'page' ? words.page : words.question(n + 1)}
      required={false}
      mark={false}
      value={row.label}
      {...errorOf(screen.problems, `${at}.label`)}
    />
  )
  const kind = <input type="hidden" name={`${at}.kind`} value={row.kind} />
  if (row.kind === 'page') {
    return (
      <div class="question-page">
        {kind}
        {label}
      </div>
    )
  }
  const picks = earlierPicks(rows, n)
  return (
    <div class="question-row">
      {kind}
      {label}
      <Select
        id={`${at}.type`}
        name={`${at}.type`}
        label={messages.item.type}
        options={manyTypes.map((value) => ({ value, label: messages.types[value][0] ?? value }))}
        value={row.type}
        {...errorOf(screen.problems, `${at}.type`)}
      />
      <TextInput
        id={`${at}.choices`}
        name={`${at}.choices`}
        label={words.choices}
        required={false}
        mark={false}
        value={row.choices.join('・')}
        {...errorOf(screen.problems, `${at}.choices`)}
      />
      <Select
        id={`${at}.when`}
        name={`${at}.when`}
        label={messages.when.legend}
        blank={words.always}
        required={false}
        mark={false}
        options={picks}
        value={row.when}
        {...errorOf(screen.problems, `${at}.when`)}
      />
      <Checkboxes
        id={`${at}.optional`}
        name={`${at}.optional`}
        label={words.needed}
        required={false}
        mark={false}
        options={[{ value: 'yes', label: messages.optional }]}
        values={row.optional ? ['yes'] : []}
      />
    </div>
  )
}
