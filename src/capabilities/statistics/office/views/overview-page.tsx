import type { ComponentProps, JSX } from 'preact'
import { EmptyState, Notice, QueueTable, StaffPage, Tabs, Warning } from '../../../../design/index.ts'
import { messages } from '../messages.ja.ts'
import { columnIds, type OverviewLine, type Sorting } from '../overview.ts'
import { CellText } from './report-table.tsx'

export type Frame = Omit<ComponentProps<typeof StaffPage>, 'title' | 'children'>

export interface OverviewPageProps {
  readonly frame: Frame
  readonly year: number
  readonly years: readonly number[]
  readonly complete: boolean
  readonly sample: readonly string[]
  readonly threshold: number
  readonly sorting: Sorting
  readonly lines: readonly OverviewLine[]
}

/** All procedures a person may see the statistics of, one a line. */
export function OverviewPage(props: OverviewPageProps): JSX.Element {
  const { year, sorting, lines } = props
  const sortWord = `${sorting.down ? '-' : ''}${sorting.by}`
  return (
    <StaffPage {...props.frame} title={messages.title}>
      <h1>{messages.title}</h1>
      <p>{messages.lead}</p>
      <YearTabs years={props.years} year={year} hrefOf={(each) => `/statistics?year=${each}&sort=${sortWord}`} />
      <Remarks {...props} />
      {lines.length === 0 ? (
        <EmptyState title={messages.noneTitle} note={messages.noneNote} />
      ) : (
        <>
          <p>
            <a href={`/statistics/overview.csv?year=${year}&sort=${sortWord}`}>{messages.csv}</a>
          </p>
          <QueueTable
            caption={`${messages.overview}。${messages.sortedBy(messages.columns[sorting.by], sorting.down)}`}
            columns={columnIds.map((id) => {
              const words = id === 'name' || id === 'section'
              const now = sorting.by === id
              // Numbers begin with the largest; the same heading again turns the order around.
              const down = now ? !sorting.down : !words
              return {
                id,
                label: messages.columns[id],
                number: !words,
                main: id === 'name',
                named: !words,
                sortHref: `/statistics?year=${year}&sort=${down ? '-' : ''}${id}`,
                ...(now ? { sorted: sorting.down ? ('descending' as const) : ('ascending' as const) } : {}),
              }
            })}
            rows={lines.map((line) => ({
              id: `${line.procedureId}.${line.sectionId}`,
              cells: {
                ...Object.fromEntries(columnIds.map((id) => [id, <CellText cell={line.cells[id]} />])),
                name: (
                  <a href={`/statistics/procedures/${line.procedureId}?year=${year}&section=${line.sectionId}`}>
                    {line.cells.name}
                  </a>
                ),
              },
            }))}
          />
          <ul class="hint">
            {Object.values(messages.explained).map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
        </>
      )}
    </StaffPage>
  )
}

/** The years there are numbers of. */
export function YearTabs({
  years,
  year,
  hrefOf,
}: {
  readonly years: readonly number[]
  readonly year: number
  readonly hrefOf: (year: number) => string
}): JSX.Element {
  return (
    <Tabs
      label={messages.years}
      tabs={years.map((each) => ({ href: hrefOf(each), label: messages.year(each), current: each === year }))}
    />
  )
}

/** What holds for all numbers of the page: that some were made up, that the year still runs, and what the x means. */
export function Remarks({
  year,
  complete,
  sample,
  threshold,
}: Pick<OverviewPageProps, 'year' | 'complete' | 'sample' | 'threshold'>): JSX.Element {
  return (
    <>
      {sample.length > 0 && (
        <Warning title={messages.sample.title}>
          <p>{messages.sample.note(sample)}</p>
        </Warning>
      )}
      <Notice>
        {!complete && <p>{messages.running(year)}</p>}
        <p>
          {messages.hiddenNote(threshold)}
          {messages.thresholdNote}
        </p>
      </Notice>
    </>
  )
}
