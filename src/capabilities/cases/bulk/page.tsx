import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  Checkboxes,
  ErrorSummary,
  LinkButton,
  Progress,
  Radios,
  Select,
  Table,
  TextArea,
  Warning,
} from '../../../design/index.ts'
import type { Outcome } from '../../procedures/index.ts'
import { casePageMessages } from '../case-page/messages.ja.ts'
import { Hidden } from '../posting.tsx'
import { queueMessages } from '../queue/messages.ja.ts'
import type { BulkAction, JobProgress } from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import type { SelectedCases } from './selection.ts'

const { columns } = queueMessages

export interface BulkPageProps {
  readonly action: BulkAction
  readonly selected: SelectedCases
  readonly outcomes: readonly Outcome[]
  readonly sections: readonly { readonly id: string; readonly name: string }[]
  readonly problems: readonly { readonly at: string; readonly refusal: string }[]
  /** Why nothing can be done at all, or empty. */
  readonly standing: string
  readonly typed: (name: string) => string
  readonly suggestions: readonly string[]
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
}

/** What will be done, with which cases, before it is done. */
export function BulkPreview(props: BulkPageProps): JSX.Element {
  const { action, selected, standing, problems } = props
  const blocked = standing !== '' || blockedBy(props) !== ''
  return (
    <>
      <ErrorSummary
        problems={problems.map((problem) => ({
          id: problem.at,
          message: messages.problems[problem.refusal] ?? problem.refusal,
        }))}
      />
      <h1>{messages.titles[action]}</h1>
      {standing !== '' || blockedBy(props) !== '' ? (
        <Warning>
          <p>{standing || blockedBy(props)}</p>
        </Warning>
      ) : (
        <p>{messages.lead(selected.cases.length)}</p>
      )}
      <form class="flow" method="post" action="/cases/bulk-jobs" novalidate>
        <Hidden
          fields={[
            ...props.hidden,
            { name: 'act', value: action },
            ...selected.cases.map((line) => ({ name: 'case', value: `${line.id}:${line.shownVersion}` })),
          ]}
        />
        {!blocked && <Fields {...props} />}
        {selected.cases.length > 0 && (
          <Table
            caption={messages.list}
            columns={[
              { id: 'receipt', label: columns.receipt, heading: true },
              { id: 'procedure', label: columns.procedure },
              { id: 'name', label: columns.applicant },
              { id: 'state', label: columns.state },
            ]}
            rows={selected.cases.map((line) => ({
              receipt: line.receiptNumber,
              procedure: line.procedure,
              name: line.applicant,
              state: line.state,
            }))}
          />
        )}
        <ButtonRow>
          {!blocked && selected.cases.length > 0 && <Button label={messages.run[action] ?? ''} />}
          <LinkButton kind="text" href="/cases" label={messages.toQueue} />
        </ButtonRow>
      </form>
    </>
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

/** How far it has come; the page looks again by itself until it is done. */
export function BulkProgress({ progress }: { progress: JobProgress }): JSX.Element {
  const { failed, total, done } = progress
  return (
    <>
      <h1>{messages.titles[progress.action]}</h1>
      <Progress label={messages.progress} done={done} total={total} text={messages.progressText(done, total)} />
      {progress.state === 'done' && <p role="status">{messages.finished(total - failed.length, failed.length)}</p>}
      {failed.length > 0 && (
        <>
          <h2>{messages.failedList}</h2>
          <ul>
            {failed.map((item) => (
              <li>
                <a href={`/cases/${item.caseId}`}>{item.receiptNumber}</a>
                {'　'}
                {casePageMessages.refusals[item.refusal] ?? casePageMessages.problems[item.refusal] ?? item.refusal}
              </li>
            ))}
          </ul>
        </>
      )}
      <LinkButton kind="line" href="/cases" label={messages.toQueue} />
    </>
  )
}
