import type { JSX } from 'preact'
import { Button, ButtonRow, errorOf, LinkButton, LivePicture, Notice, Table, TextArea } from '../../../design/index.ts'
import type { WorkingCopy } from '../copy.ts'
import { messages as outline } from '../outline/messages.ja.ts'
import { optionalList } from '../outline/shape.ts'
import { CopyForm, CopyScreen, type ScreenProps } from '../views/screen.tsx'
import type { LettersData } from './letter-data.ts'
import { messages } from './messages.ja.ts'
import { textsOf } from './template-texts.ts'

export interface Shown {
  readonly screen: ScreenProps
  readonly copy: WorkingCopy
  readonly name: string
}

/** Every letter with the results it is for. */
export function LettersPage({ screen, copy, name, data }: Shown & { readonly data: LettersData }): JSX.Element {
  const base = `/designer/copies/${copy.id}/letters`
  const letters = Object.entries(data.letters ?? {})
  const open = copy.state === 'open'
  const seals = messages.seals as Readonly<Record<string, string>>
  return (
    <CopyScreen copy={copy} name={name} tab="letters" title={messages.title} lead={messages.lead} screen={screen}>
      {!open && <Notice>{outline.closed}</Notice>}
      {letters.length === 0 ? (
        <p>{messages.none}</p>
      ) : (
        <Table
          caption={messages.title}
          columns={(['title', 'outcomes', 'numbered', 'seal', 'act'] as const).map((id) => ({
            id,
            label: id === 'act' ? messages.edit : messages.columns[id],
            ...(id === 'title' ? { heading: true } : {}),
          }))}
          rows={letters.map(([id, letter]) => ({
            title: letter?.title ?? id,
            outcomes:
              (data.outcomes ?? [])
                .filter((outcome) => outcome.letter === id)
                .map((outcome) => outcome.label?.ja ?? outcome.id)
                .join('・') || messages.notUsed,
            numbered: letter?.numbered ? messages.numbered.yes : messages.numbered.no,
            seal: seals[letter?.seal ?? ''] ?? '',
            act:
              copy.letters[letter?.template ?? ''] === undefined ? (
                messages.missing
              ) : (
                <a href={`${base}/${id}`}>
                  {messages.edit}
                  <span class="aloud">：{letter?.title ?? id}</span>
                </a>
              ),
          }))}
        />
      )}
      {open && (
        <p>
          <LinkButton href={`${base}/new`} label={messages.add} kind="line" />
        </p>
      )}
      <h2>{messages.outcomes}</h2>
      <Table
        caption={messages.outcomes}
        columns={(['label', 'kind', 'letter', 'fields'] as const).map((id) => ({
          id,
          label: messages.outcomeColumns[id],
          ...(id === 'label' ? { heading: true } : {}),
        }))}
        rows={optionalList(data.outcomes).map((outcome) => ({
          label: outcome.label?.ja ?? outcome.id,
          kind: messages.outcome.results[outcome.result ?? ''] ?? '',
          letter: data.letters?.[outcome.letter ?? '']?.title ?? messages.noLetter,
          fields: (
            <a href={`${base}/outcomes/${outcome.id}`}>
              {messages.outcomeFields.count(optionalList(outcome.fields).length)}
              <span class="aloud">：{outcome.label?.ja ?? outcome.id}</span>
            </a>
          ),
        }))}
      />
      {open && (
        <p>
          <LinkButton href={`${base}/outcomes`} label={messages.outcome.title} kind="line" />
        </p>
      )}
    </CopyScreen>
  )
}

/** The sentences of one letter, each by itself, with a look at the paper before anything is kept. */
export function LetterPage({
  screen,
  copy,
  name,
  id,
  title,
  template,
  used,
}: Shown & {
  readonly id: string
  readonly title: string
  /** As it stands, or as it was typed. */
  readonly template: string
  /** Some result sends it: it can be looked at. */
  readonly used: boolean
}): JSX.Element {
  const action = `/designer/copies/${copy.id}/letters/${id}`
  const form = (
    <CopyForm screen={screen} copy={copy} action={action}>
      {textsOf(template).map(({ text }, n) => (
        <TextArea
          id={`text.${n}`}
          name={`text.${n}`}
          label={messages.text(n + 1)}
          rows={text.length > 60 ? 4 : 1}
          value={screen.typed(`text.${n}`, text)}
          {...errorOf(screen.problems, `text.${n}`)}
        />
      ))}
      <details open={screen.problems.source !== undefined}>
        <summary>{messages.source}</summary>
        <p class="hint">{messages.sourceLead}</p>
        <TextArea
          id="source"
          name="source"
          label={messages.sourceChanged}
          rows={20}
          required={false}
          value={screen.typed('source', template)}
          {...errorOf(screen.problems, 'source')}
        />
      </details>
      {used ? <p class="hint">{messages.previewHint}</p> : <p class="hint">{messages.noOutcome}</p>}
      <ButtonRow>
        {copy.state === 'open' && <Button label={messages.save} />}
        {used && (
          <button type="submit" class="button button-line" formaction={`${action}/preview`} formtarget="_blank">
            <span>{messages.preview}</span>
          </button>
        )}
      </ButtonRow>
    </CopyForm>
  )
  return (
    <CopyScreen
      copy={copy}
      name={name}
      tab="letters"
      title={messages.editTitle(title)}
      lead={messages.textsLead}
      screen={screen}
    >
      {copy.state !== 'open' && <Notice>{outline.closed}</Notice>}
      {used ? (
        <LivePicture
          to={`${action}/preview`}
          title={messages.live}
          alt={messages.liveAlt(title)}
          failed={messages.liveFailed}
        >
          {form}
        </LivePicture>
      ) : (
        form
      )}
    </CopyScreen>
  )
}
