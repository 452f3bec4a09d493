import type { JSX } from 'preact'
import { addDays, addMonths, type Day, dayOf } from '../../../../civic/day.ts'
import { formatEra } from '../../../../civic/era.ts'
import { EmptyState, FormScreen, LinkButton, Table, Tag, type TagTone } from '../../../../design/index.ts'
import type { Draft } from '../draft/draft.ts'
import type { DatasetLine } from '../store-datasets.ts'
import { messages } from './messages.ja.ts'

import { momentText, type ScreenProps } from './web.ts'

const words = messages.list
const tones: Readonly<Record<DatasetLine['state'], TagTone>> = { draft: 'calm', published: 'done', withdrawn: 'wrong' }

/** All datasets: how each stands, and what is in the making. */
export function ListPage({
  screen,
  datasets,
  unnamed,
  today,
}: {
  readonly screen: ScreenProps
  readonly datasets: readonly DatasetLine[]
  /** Drafts of datasets that have not been described. */
  readonly unnamed: readonly Draft[]
  readonly today: Day
}): JSX.Element {
  return (
    <FormScreen title={messages.area} lead={words.lead} screen={screen}>
      <p>
        <LinkButton href="/datasets/new" label={words.make} kind="line" />
      </p>
      {datasets.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <Table
          caption={words.caption}
          columns={[
            { id: 'title', label: words.columns.title, heading: true },
            { id: 'state', label: words.columns.state },
            { id: 'version', label: words.columns.version },
            { id: 'rows', label: words.columns.rows, number: true },
            { id: 'due', label: words.columns.due },
            { id: 'draft', label: words.columns.draft },
          ]}
          rows={datasets.map((dataset) => ({
            title: <a href={`/datasets/${dataset.id}`}>{dataset.definition.title.ja}</a>,
            state: <Tag label={messages.states[dataset.state]} tone={tones[dataset.state]} />,
            version: dataset.version
              ? words.version(dataset.version.number, formatEra(dayOf(dataset.version.publishedAt)))
              : words.noVersion,
            rows: dataset.version?.rows.toLocaleString('ja-JP') ?? '',
            due: <Due dataset={dataset} today={today} />,
            draft: dataset.draft ? (
              <a href={`/datasets/drafts/${dataset.draft.id}`}>{messages.draftStates[dataset.draft.state]}</a>
            ) : (
              dataset.sourceProblems.length > 0 && (
                <a href={`/datasets/${dataset.id}`}>{words.sourceProblems(dataset.sourceProblems.length)}</a>
              )
            ),
          }))}
        />
      )}
      {unnamed.length > 0 && (
        <>
          <h2>{words.newDrafts}</h2>
          <ul>
            {unnamed.map((draft) => (
              <li>
                <a href={`/datasets/drafts/${draft.id}/description`}>{draft.sourceName}</a>　{draft.begunName}　
                {momentText(draft.begunAt)}
              </li>
            ))}
          </ul>
        </>
      )}
    </FormScreen>
  )
}

function Due({ dataset, today }: { readonly dataset: DatasetLine; readonly today: Day }): JSX.Element {
  const due = nextDue(dataset)
  if (due === undefined) return <>{words.noDue}</>
  return (
    <>
      {formatEra(due)} {due < today && <Tag label={words.overdue} tone="soon" />}
    </>
  )
}

/** The day on which a newer version is due, by the frequency that the dataset promises. */
export function nextDue({ definition, version, state }: DatasetLine): Day | undefined {
  if (version === undefined || state !== 'published') return undefined
  const last = dayOf(version.publishedAt)
  switch (definition.update) {
    case 'continuous':
    case 'irregular':
    case 'never':
      return undefined
    case 'daily':
      return addDays(last, 1)
    case 'weekly':
      return addDays(last, 7)
    case 'monthly':
      return addMonths(last, 1)
    case 'quarterly':
      return addMonths(last, 3)
    case 'annual':
      return addMonths(last, 12)
  }
}
