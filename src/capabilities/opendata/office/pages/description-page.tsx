import type { JSX } from 'preact'
import { Button, FormScreen, LinkButton, Notice, Table } from '../../../../design/index.ts'
import { type Description, type DescriptionChange, descriptionOf } from '../../compare/description.ts'
import { changedValue } from '../describe/changes-text.ts'
import { describeMessages } from '../describe/messages.ja.ts'
import type { DescribingAround } from '../describe/read-about.ts'
import type { Draft } from '../draft/draft.ts'
import type { DatasetLine } from '../store-datasets.ts'
import { AboutInputs } from './about-inputs.tsx'
import { DiscardForm } from './discard.tsx'
import { messages } from './messages.ja.ts'
import { DraftScreen, Hidden } from './screen.tsx'
import { momentText, type ScreenProps } from './web.ts'

const words = describeMessages.change

/** What is said of a dataset that is there, to be changed: at once, or by a proposal where the public reads it. */
export function DescriptionPage({
  screen,
  dataset,
  around,
}: {
  readonly screen: ScreenProps
  readonly dataset: DatasetLine
  readonly around: DescribingAround
}): JSX.Element {
  const { definition, about, draft, state } = dataset
  const waits = draft !== undefined && (state === 'published' || draft.state === 'proposed')
  return (
    <FormScreen
      title={words.title}
      lead={words.lead}
      screen={screen}
      back={{ href: `/datasets/${dataset.id}`, label: definition.title.ja }}
    >
      {waits ? (
        <Notice>
          <p>{messages.upload.busy(draft.begunName, momentText(draft.begunAt))}</p>
          <LinkButton href={`/datasets/drafts/${draft.id}`} label={messages.upload.open} />
        </Notice>
      ) : (
        <>
          <p>{state === 'published' ? words.public : words.notPublic}</p>
          <Form
            screen={screen}
            action={`/datasets/${dataset.id}/description`}
            seen={dataset.revision}
            around={around}
            kept={descriptionOf(definition, about)}
            submit={state === 'published' ? words.toProposal : words.save}
          />
        </>
      )}
    </FormScreen>
  )
}

/** The same of a draft that has not been proposed, or came back. */
export function DraftedDescriptionPage({
  screen,
  draft,
  kept,
  around,
}: {
  readonly screen: ScreenProps
  readonly draft: Draft
  readonly kept: Description
  readonly around: DescribingAround
}): JSX.Element {
  return (
    <DraftScreen draft={draft} tab="about" screen={screen}>
      <p>{words.lead}</p>
      <Form
        screen={screen}
        action={`/datasets/drafts/${draft.id}/about`}
        seen={draft.revision}
        around={around}
        kept={kept}
        submit={words.toProposal}
      />
      <DiscardForm screen={screen} draft={draft} />
    </DraftScreen>
  )
}

function Form({
  screen,
  action,
  seen,
  around,
  kept,
  submit,
}: {
  readonly screen: ScreenProps
  readonly action: string
  readonly seen: number
  readonly around: DescribingAround
  readonly kept: Description
  readonly submit: string
}): JSX.Element {
  return (
    <form class="flow" method="post" action={action} novalidate>
      <Hidden screen={screen} seen={seen} />
      <AboutInputs screen={screen} around={around} kept={kept} />
      <Button label={submit} />
    </form>
  )
}

/** What a draft changes of what is said, part by part. */
export function SaidChanges({
  said,
  topics,
}: {
  readonly said: readonly DescriptionChange[]
  readonly topics: Readonly<Record<string, string>>
}): JSX.Element {
  if (said.length === 0) return <p>{messages.publication.refusals.same}</p>
  return (
    <Table
      caption={words.caption}
      columns={[
        { id: 'field', label: words.columns.field, heading: true },
        { id: 'before', label: words.columns.before },
        { id: 'after', label: words.columns.after },
      ]}
      rows={said.map(({ field, before, after }) => ({
        field: describeMessages.fields[field],
        before: changedValue(field, before, topics),
        after: changedValue(field, after, topics),
      }))}
    />
  )
}
