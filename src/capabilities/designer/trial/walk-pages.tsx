import type { JSX } from 'preact'
import { Button, ButtonRow, Facts, Notice, ResidentPage, Steps } from '../../../design/index.ts'
import type { Answers, FormFieldsProps, Page, Problem, SummarySection } from '../../procedures/index.ts'
import { AskedPage, type TrialFrame } from './asked-page.tsx'
import { messages } from './messages.ja.ts'

const words = messages.walk

/** What both kinds of page of a trial are shown in. */
interface Walked {
  readonly frame: TrialFrame
  readonly action: string
  readonly csrf: string
  /** Answers of the pages before, carried in the form. */
  readonly soFar: Answers
}

/** One page of the form on the way of somebody who tries it: what was answered before decides what is asked. */
export function WalkPage({
  frame,
  action,
  csrf,
  soFar,
  page,
  place,
  fields,
}: Walked & {
  readonly page: Page
  readonly place: { readonly current: number; readonly total: number }
  readonly fields: FormFieldsProps
}): JSX.Element {
  return (
    <AskedPage
      frame={frame}
      page={page}
      fields={fields}
      action={action}
      notice={words.notice}
      above={<Steps {...place} />}
      hidden={<Carried csrf={csrf} soFar={soFar} page={page.id} />}
      button={<Button label={words.next} unchecked />}
    />
  )
}

/** The end of a trial: what was answered, what the form says to it, and the way to keep it as an example. */
export function WalkEnd({
  frame,
  action,
  csrf,
  soFar,
  sections,
  problems,
  again,
  keep,
}: Walked & {
  readonly sections: readonly SummarySection[]
  readonly problems: readonly Problem[]
  readonly again: string
  /** Where it is kept as an example; undefined while the working copy is closed for changes. */
  readonly keep: string | undefined
}): JSX.Element {
  return (
    <ResidentPage {...frame} locale="ja" title={words.endTitle} layout="read" shownOnly>
      <h1>{words.endTitle}</h1>
      {problems.length === 0 ? (
        <Notice>{words.fine}</Notice>
      ) : (
        <Notice>
          <p>{words.refused}</p>
          <ul>
            {problems.map(({ message }) => (
              <li>{message.ja}</li>
            ))}
          </ul>
        </Notice>
      )}
      {sections.map(({ title, rows }) => (
        <section class="flow">
          <h2>{title.ja}</h2>
          <Facts facts={rows.map(({ label, text }) => ({ term: label.ja, value: text.ja }))} />
        </section>
      ))}
      {/* The office's own pages don't fit into the frame of a phone. */}
      <form method="post" action={keep ?? action} target={keep === undefined ? undefined : '_top'} class="flow">
        <Carried csrf={csrf} soFar={soFar} />
        <ButtonRow>
          {keep !== undefined && <Button label={words.keep} />}
          <a class="button button-line" href={again}>
            <span>{words.again}</span>
          </a>
        </ButtonRow>
      </form>
    </ResidentPage>
  )
}

function Carried({
  csrf,
  soFar,
  page,
}: {
  readonly csrf: string
  readonly soFar: Answers
  readonly page?: string
}): JSX.Element {
  return (
    <>
      <input type="hidden" name="csrf" value={csrf} />
      <input type="hidden" name="so-far" value={JSON.stringify(soFar)} />
      {page !== undefined && <input type="hidden" name="walked" value={page} />}
    </>
  )
}
