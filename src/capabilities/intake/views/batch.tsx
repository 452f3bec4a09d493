import type { JSX } from 'preact'
import { Button, ButtonRow, Facts, Notice, Pagination, Progress, Table } from '../../../design/index.ts'
import { intakeMessages } from '../office/messages.ja.ts'
import type { ScreenProps } from '../office/web.ts'
import type { BatchRow, Counts, Outcome } from '../store/batches.ts'
import { Hidden, moment, Screen, type ScreenProblem } from './parts.tsx'
import { type ShownRow, WhatToLookAt } from './row.tsx'

const messages = intakeMessages.batch

export interface BatchProps {
  readonly screen: ScreenProps
  readonly batch: BatchRow
  readonly manifestName: string
  readonly fileName: string
  readonly counts: Counts
  readonly rows: readonly ShownRow[]
  readonly first: number
  readonly previous?: number
  readonly next?: number
  readonly problems: readonly ScreenProblem[]
}

const order: readonly Outcome[] = ['made', 'ready', 'faulty', 'known', 'differs', 'unreadable', 'unchecked']

/** One file: how far it has come, what is to look at by row and column, and the button that makes cases of it. */
export function Batch(props: BatchProps): JSX.Element {
  const { screen, batch, counts, fileName, problems } = props
  const working = batch.state === 'checking' || batch.state === 'taking'
  const left = counts.ready + counts.faulty
  const done = batch.state === 'checking' ? counts.total - counts.unchecked : counts.total - left
  return (
    <Screen
      screen={screen}
      title={fileName}
      back={{ href: '/intake', label: intakeMessages.title }}
      problems={problems}
      {...(working ? { refreshSeconds: 3 } : {})}
    >
      <p role="status">{intakeMessages.states[batch.state]}</p>
      {working && (
        <>
          <Progress
            label={messages.progress[batch.state === 'checking' ? 'checking' : 'taking']}
            done={done}
            total={counts.total}
            text={messages.progressText(done, counts.total)}
          />
          <p class="hint">{messages.refresh}</p>
        </>
      )}
      <Facts
        facts={[
          { term: messages.facts.manifest, value: messages.version(props.manifestName, batch.manifest_version) },
          {
            term: messages.facts.who,
            value: messages.who(moment(batch.made_at), batch.made_name, intakeMessages.ways[batch.way]),
          },
          { term: messages.facts.sha256, value: batch.sha256 },
        ]}
      />
      <Table
        caption={messages.counts}
        showCaption
        columns={[
          { id: 'outcome', label: messages.outcome, heading: true },
          { id: 'number', label: messages.number, number: true },
        ]}
        rows={order
          .filter((outcome) => counts[outcome] > 0)
          .map((outcome) => ({
            outcome: intakeMessages.outcomes[outcome],
            number: counts[outcome].toLocaleString('ja-JP'),
          }))}
      />
      {batch.state === 'checked' && <Decide {...props} left={left} />}
      <Rows {...props} />
    </Screen>
  )
}

function Decide({ screen, batch, left }: BatchProps & { readonly left: number }): JSX.Element {
  return (
    <form class="flow" method="post" action={`/intake/files/${batch.id}`}>
      <Hidden screen={screen} />
      <Notice>{left > 0 ? messages.takeNote : messages.nothing}</Notice>
      <ButtonRow>
        <Button name="do" value="take" label={messages.take(left)} />
        <Button kind="line" name="do" value="cancel" label={messages.cancel} />
      </ButtonRow>
    </form>
  )
}

function Rows({ screen, batch, rows, counts, first, previous, next }: BatchProps): JSX.Element {
  const base = `/intake/files/${batch.id}`
  return (
    <>
      <h2>{messages.rows}</h2>
      <Table
        caption={messages.rows}
        columns={[
          { id: 'row', label: messages.row, number: true },
          { id: 'sender', label: messages.sender, heading: true },
          { id: 'outcome', label: messages.outcome },
          { id: 'what', label: messages.what },
        ]}
        rows={rows.map((row) => ({
          row: String(row.number),
          sender: !row.mayOpen ? (row.senderNumber ?? '') : <a href={`/cases/${row.caseId}`}>{row.senderNumber}</a>,
          outcome: intakeMessages.outcomes[row.outcome],
          what: (
            <WhatToLookAt
              row={row}
              screen={screen}
              action={`${base}/rows/${row.number}`}
              open={batch.state === 'done'}
            />
          ),
        }))}
      />
      {(previous !== undefined || next !== undefined) && (
        <Pagination
          shown={messages.shown(first, first + rows.length - 1, counts.total)}
          {...(previous === undefined ? {} : { previousHref: `${base}?from=${previous}` })}
          {...(next === undefined ? {} : { nextHref: `${base}?from=${next}` })}
        />
      )}
    </>
  )
}
