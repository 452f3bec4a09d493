import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  Checkboxes,
  ErrorSummary,
  LinkButton,
  QueueTable,
  Radios,
  Select,
  TextArea,
  Warning,
} from '../../../design/index.ts'
import type { Outcome } from '../../procedures/index.ts'
import { Hidden } from '../posting.tsx'
import { queueMessages } from '../queue/messages.ja.ts'
import type { BulkAction } from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import type { Obstacle } from './obstacles.ts'
import type { SelectedCases } from './selection.ts'
import { obstacleText } from './words.ts'

const { columns } = queueMessages

export interface BulkPageProps {
  readonly action: BulkAction
  readonly selected: SelectedCases
  readonly outcomes: readonly Outcome[]
  readonly sections: readonly { readonly id: string; readonly name: string }[]
  /** What stands in the way of a case, by its id; the others can be done. */
  readonly obstacles: ReadonlyMap<string, Obstacle>
  /** Ids of the cases that are ticked. */
  readonly ticked: ReadonlySet<string>
  readonly problems: readonly { readonly at: string; readonly refusal: string }[]
  /** Why nothing can be done at all, or empty. */
  readonly standing: string
  readonly typed: (name: string) => string
  readonly suggestions: readonly string[]
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** What will be done, with which cases, before it is done; a case that can't be done says why and has no box. */
export function BulkPreview(props: BulkPageProps): JSX.Element {
  const { action, selected, standing, problems, obstacles } = props
  const free = selected.cases.filter((line) => !obstacles.has(line.id)).length
  const blocked = standing || blockedBy(props) || (free === 0 && selected.cases.length > 0 ? messages.noneFree : '')
  return (
    <>
      <ErrorSummary
        problems={problems.map((problem) => ({
          id: problem.at,
          message: messages.problems[problem.refusal] ?? problem.refusal,
        }))}
      />
      <h1>{messages.titles[action]}</h1>
      {blocked !== '' ? (
        <Warning>
          <p>{blocked}</p>
        </Warning>
      ) : (
        <p>{obstacles.size === 0 ? messages.lead(free) : messages.leadPartly(free, obstacles.size)}</p>
      )}
      <form class="flow" method="post" action="/cases/bulk-jobs" novalidate>
        <Hidden
          fields={[
            ...props.hidden,
            { name: 'act', value: action },
            ...selected.cases.map((line) => ({ name: 'shown', value: `${line.id}:${line.shownVersion}` })),
          ]}
        />
        {blocked === '' && <Fields {...props} />}
        {selected.cases.length > 0 && <Cases {...props} boxes={blocked === ''} />}
        <ButtonRow>
          {blocked === '' && selected.cases.length > 0 && <Button label={messages.run[action] ?? ''} />}
          <LinkButton kind="text" href="/cases" label={messages.toQueue} />
        </ButtonRow>
      </form>
    </>
  )
}

function Cases({ selected, obstacles, ticked, boxes }: BulkPageProps & { readonly boxes: boolean }): JSX.Element {
  return (
    <div id="cases" tabIndex={-1}>
      <QueueTable
        caption={messages.list}
        columns={[
          { id: 'receipt', label: columns.receipt },
          { id: 'procedure', label: columns.procedure, main: true },
          { id: 'name', label: columns.applicant },
          { id: 'state', label: columns.state },
          ...(obstacles.size === 0 ? [] : [{ id: 'obstacle', label: messages.obstacle }]),
        ]}
        rows={selected.cases.map((line) => {
          const obstacle = obstacles.get(line.id)
          return {
            id: `${line.id}:${line.shownVersion}`,
            ...(boxes && !obstacle ? { selectLabel: messages.select(line.receiptNumber) } : {}),
            selected: !obstacle && ticked.has(line.id),
            cells: {
              receipt: obstacle ? <a href={`/cases/${line.id}`}>{line.receiptNumber}</a> : line.receiptNumber,
              procedure: line.procedure,
              name: line.applicant,
              state: line.state,
              obstacle: obstacle && obstacleText(obstacle),
            },
          }
        })}
      />
    </div>
  )
}

function blockedBy({ action, selected, outcomes }: BulkPageProps): string {
  if (action !== 'decide' && action !== 'mark') return ''
  if (selected.procedure === null) return messages.mixed
  return action === 'decide' && outcomes.length === 0 ? messages.noOutcome : ''
}

function Fields({
  action,
  sections,
  selected,
  outcomes,
  problems,
  typed,
  suggestions,
}: BulkPageProps): JSX.Element | null {
  const error = (at: string) => {
    const problem = problems.find((each) => each.at === at)
    return problem ? { error: messages.problems[problem.refusal] ?? problem.refusal } : {}
  }
  const field = (name: string, label: string) => ({ id: name, name, label, ...error(name) })
  if (action === 'hand-over')
    return (
      <>
        <Select
          {...field('sectionId', messages.section)}
          value={typed('sectionId')}
          options={sections.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <TextArea {...field('reason', messages.reason)} rows={2} value={typed('reason')} />
      </>
    )
  if (action === 'mark')
    return (
      <>
        <Radios
          {...field('itemId', messages.item)}
          value={typed('itemId')}
          options={selected.items.map(({ id, label }) => ({ value: id, label }))}
        />
        <TextArea {...field('finding', messages.finding)} required={false} rows={2} value={typed('finding')} />
      </>
    )
  if (action !== 'decide') return null
  const grounds = outcomes.flatMap((outcome) => outcome.grounds ?? [])
  return (
    <>
      <p class="sub">{messages.decideLimits}</p>
      <Radios
        {...field('outcomeId', messages.outcome)}
        value={typed('outcomeId')}
        options={outcomes.map(({ id, label }) => ({ value: id, label: label.ja }))}
      />
      {grounds.length > 0 && (
        <Checkboxes
          {...field('suggestion', messages.grounds)}
          required={false}
          values={suggestions}
          options={grounds.map(({ id, text }) => ({ value: id, label: text }))}
        />
      )}
      <TextArea {...field('grounds', messages.reason)} required={false} rows={2} value={typed('grounds')} />
    </>
  )
}
