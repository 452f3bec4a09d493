import type { JSX } from 'preact'
import { Button, errorOf, Notice, Table, TextInput, Warning } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import type { LawPart } from './law-parts.ts'
import { messages } from './messages.ja.ts'
import { signed, signOf } from './numbers.ts'
import type { SharedTableHere } from './shared-tables.ts'
import { SharedTablesPart } from './shared-tables-part.tsx'

interface Shown {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
}

/** What to do when a law changes: rows, settings, and the numbers that stand in expressions. */
export function LawPage({
  screen,
  copy,
  name,
  parts,
  tables,
}: Shown & {
  /** Tables that several procedures share. */
  readonly tables: readonly SharedTableHere[]
  /** Undefined: the text has errors. */
  readonly parts: readonly LawPart[] | undefined
}): JSX.Element {
  const base = `/designer/copies/${copy.id}`
  return (
    <CopyScreen copy={copy} name={name} tab="rules" title={messages.title} lead={messages.lead} screen={screen}>
      {copy.state !== 'open' && <Notice>{outline.closed}</Notice>}
      <p>
        {messages.rows} <a href={`${base}/tables`}>{messages.rowsLink}</a>
      </p>
      <p>
        {messages.settings} <a href="/catalogue/settings">{messages.settingsLink}</a>
      </p>
      <p>{messages.begins}</p>
      <h2>{messages.numbers}</h2>
      {parts === undefined && <Warning>{messages.broken}</Warning>}
      {parts?.length === 0 && <p>{messages.none}</p>}
      {parts !== undefined && parts.length > 0 && (
        <Table
          caption={messages.numbers}
          columns={(['name', 'article', 'numbers', ...(copy.state === 'open' ? (['act'] as const) : [])] as const).map(
            (id) => ({
              id,
              label: id === 'act' ? messages.edit : messages.columns[id],
              ...(id === 'name' ? { heading: true } : {}),
            }),
          )}
          rows={parts.map((part) => ({
            name: part.name,
            article: part.article,
            numbers: part.numbers.map(({ value }) => value).join('、'),
            act: (
              <a href={`${base}/law/part?key=${encodeURIComponent(part.key)}`}>
                {messages.edit}
                <span class="aloud">：{part.name}</span>
              </a>
            ),
          }))}
        />
      )}
      {tables.length > 0 && <SharedTablesPart screen={screen} copy={copy} tables={tables} />}
    </CopyScreen>
  )
}

/** The numbers of one expression, and the act that changes them. */
export function LawPartPage({ screen, copy, name, part }: Shown & { readonly part: LawPart }): JSX.Element {
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="rules"
      title={messages.editTitle(part.name)}
      lead={messages.editLead(part.article === '' ? messages.noArticle : part.article)}
      screen={screen}
    >
      <p>{messages.expression}</p>
      <pre class="code" tabindex={0}>
        {signed(part.source)}
      </pre>
      <CopyForm
        screen={screen}
        copy={copy}
        action={`/designer/copies/${copy.id}/law/part?key=${encodeURIComponent(part.key)}`}
      >
        {part.numbers.map(({ kind, value }, n) => (
          <TextInput
            id={`number.${n}`}
            name={`number.${n}`}
            label={messages[kind](signOf(n))}
            width="12"
            {...(kind === 'number' ? { inputmode: 'numeric' as const } : {})}
            value={screen.typed(`number.${n}`, value)}
            {...errorOf(screen.problems, `number.${n}`)}
          />
        ))}
        <TextInput
          id="act"
          name="act"
          label={messages.act}
          hint={messages.actHint}
          value={screen.typed('act')}
          {...errorOf(screen.problems, 'act')}
        />
        <Button label={messages.submit} />
      </CopyForm>
    </CopyScreen>
  )
}
