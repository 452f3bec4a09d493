import type { JSX } from 'preact'
import { AsWritten, EmptyState, Pagination, plain, ResidentPage, Table, Text } from '../../../../design/index.ts'
import type { LocalText } from '../../../../platform/i18n/local-text.ts'
import type { RowDifference } from '../../compare/compare-rows.ts'
import type { DescriptionField } from '../../compare/description.ts'
import type { Frequency } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { Frame } from '../pages/catalogue-page.tsx'
import type { OpenDataMessages } from '../pages/messages.ts'
import { sayShape } from '../pages/rows-section.tsx'
import { sayCount, sayDayOf } from '../pages/say.ts'
import type { VersionDifferences } from './differences.ts'
import { type ChangesMessages, changesMessages } from './messages.ts'

/** Differences on a page. */
export const changesOnPage = 50

export interface ChangesPageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  readonly changes: VersionDifferences
  /** Labels by id. */
  readonly topics: Readonly<Record<string, LocalText>>
  /** From 1. */
  readonly page: number
}

/** What one version changed, row by row: cells before and after, one page of them. */
export function ChangesPage({ frame, m, dataset, changes, page, topics }: ChangesPageProps): JSX.Element {
  const own = changesMessages[frame.locale]
  const { number, before, publishedAt, differences } = changes
  const title = plain(dataset.definition.title, frame.locale)
  const heading = own.title(title, String(number))
  const from = (page - 1) * changesOnPage
  const shown = (differences ?? []).slice(from, from + changesOnPage)
  const path = `/dataset/${dataset.slug}/changes/${number}`
  return (
    <ResidentPage
      {...frame}
      title={heading}
      back={{ href: `/dataset/${dataset.slug}#history`, label: m.backToData(title) }}
    >
      <div class="flow">
        <div class="read flow">
          <h1>
            <Text words={heading} />
          </h1>
          <p class="lead">
            <Text words={own.lead(sayDayOf(publishedAt, frame.locale), String(before))} />
          </p>
          <p class="hint">
            <Text words={own.hidden} />
          </p>
        </div>
        <Said own={own} m={m} said={changes.said} locale={frame.locale} topics={topics} />
        {shown.length === 0 && changes.said.length > 0 && differences !== undefined ? null : shown.length === 0 ? (
          <EmptyState title={differences === undefined ? own.tooLarge : own.none} />
        ) : (
          <>
            <Table
              caption={own.caption}
              wide
              columns={[
                { id: 'row', label: own.row, heading: true },
                { id: 'kind', label: own.kind },
                { id: 'cells', label: own.cells },
              ]}
              rows={shown.map((difference) => ({
                row: <AsWritten text={difference.name} />,
                kind: <Text words={own.kinds[difference.kind]} />,
                cells: <Cells own={own} m={m} changes={changes} difference={difference} />,
              }))}
            />
            <Pagination
              shown={own.range(sayCount(from + 1), sayCount(from + shown.length), sayCount(differences?.length ?? 0))}
              {...(page > 1 ? { previousHref: page === 2 ? path : `${path}?page=${page - 1}` } : {})}
              {...(from + shown.length < (differences?.length ?? 0) ? { nextHref: `${path}?page=${page + 1}` } : {})}
            />
          </>
        )}
      </div>
    </ResidentPage>
  )
}

/** What is said of the dataset now and was said otherwise before. */
function Said({
  own,
  m,
  said,
  locale,
  topics,
}: {
  readonly own: ChangesMessages
  readonly m: OpenDataMessages
  readonly said: VersionDifferences['said']
  readonly locale: Frame['locale']
  readonly topics: ChangesPageProps['topics']
}): JSX.Element | null {
  if (said.length === 0) return null
  const value = (field: DescriptionField, text: string): JSX.Element => {
    const topic = field === 'topic' ? topics[text] : undefined
    if (topic) return <Text words={plain(topic, locale)} />
    if (field === 'update') return <Text words={m.frequencies[text as Frequency] ?? text} />
    if (text === '') return <Text words={own.empty} />
    return field.endsWith('Easy') ? <Text words={text} /> : <AsWritten text={text} />
  }
  return (
    <Table
      caption={own.said}
      columns={[
        { id: 'field', label: own.part, heading: true },
        { id: 'before', label: own.from },
        { id: 'after', label: own.to },
      ]}
      rows={said.map(({ field, before, after }) => ({
        field: <Text words={m.descriptionFields[field]} />,
        before: value(field, before),
        after: value(field, after),
      }))}
    />
  )
}

function Cells({
  own,
  m,
  changes,
  difference,
}: {
  readonly own: ChangesMessages
  readonly m: OpenDataMessages
  readonly changes: VersionDifferences
  readonly difference: RowDifference
}): JSX.Element {
  const titleOf = (id: string): string => changes.definition.columns.find((column) => column.id === id)?.title ?? id
  const kindOf = (id: string) => changes.definition.columns.find((column) => column.id === id)?.kind
  const cell = (text: string, column: string): JSX.Element => {
    if (text === '') return <Text words={own.empty} />
    return kindOf(column) === 'shape' ? <Text words={sayShape(m, text)} /> : <AsWritten text={text} />
  }
  return (
    <>
      {difference.cells.map(({ column, before, after }) => (
        <div>
          <AsWritten text={titleOf(column)} />
          {'：'}
          <del>
            <span class="aloud">
              <Text words={own.from} />
            </span>
            {cell(before, column)}
          </del>
          {' → '}
          <ins>
            <span class="aloud">
              <Text words={own.to} />
            </span>
            {cell(after, column)}
          </ins>
        </div>
      ))}
    </>
  )
}
