import type { JSX } from 'preact'
import {
  Button,
  ButtonRow,
  EmptyState,
  ErrorSummary,
  Notice,
  QueueTable,
  StaffPage,
  type StaffPageProps,
  Tag,
} from '../../../design/index.ts'
import type { Letter } from '../letter.ts'
import { messages } from '../messages.ja.ts'

const words = messages.queue

export interface QueuePageProps {
  readonly frame: Omit<StaffPageProps, 'title' | 'children'>
  readonly letters: readonly Letter[]
  readonly csrf: string
  readonly mayManage: boolean
  readonly maySend: boolean
  readonly notice?: string
  readonly problem?: string
}

/** Letters to print and post or to hand over; what could not be made stands first. */
export function QueuePage({ frame, letters, csrf, mayManage, maySend, notice, problem }: QueuePageProps): JSX.Element {
  return (
    <StaffPage {...frame} title={words.title} failed={problem !== undefined}>
      {problem !== undefined && <ErrorSummary problems={[{ message: problem }]} />}
      {notice !== undefined && <Notice>{notice}</Notice>}
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      {mayManage && (
        <p>
          <a href="/letters/seals">{messages.seals.title}</a>
        </p>
      )}
      {letters.length === 0 ? (
        <EmptyState title={words.none} />
      ) : (
        <QueueTable
          caption={words.title}
          columns={[
            { id: 'state', label: words.columns.state },
            { id: 'title', label: words.columns.title, main: true },
            { id: 'number', label: words.columns.number },
            { id: 'receipt', label: words.columns.receipt },
            { id: 'section', label: words.columns.section },
            { id: 'delivery', label: words.columns.delivery },
            { id: 'act', label: words.columns.act },
          ]}
          rows={letters.map((letter) => ({ id: letter.id, cells: cellsOf(letter, csrf, maySend) }))}
        />
      )}
    </StaffPage>
  )
}

function cellsOf(letter: Letter, csrf: string, maySend: boolean): Readonly<Record<string, JSX.Element | string>> {
  return {
    state: (
      <Tag
        tone={letter.state === 'failed' ? 'wrong' : letter.state === 'made' ? 'now' : 'calm'}
        label={words.states[letter.state]}
      />
    ),
    title: (
      <>
        <a href={`/cases/${letter.caseId}`}>{letter.title}</a>
        {letter.failure !== null && <p class="second">{letter.failure}</p>}
      </>
    ),
    number: letter.documentNumber ?? '',
    receipt: letter.receiptNumber,
    section: letter.sectionName,
    delivery: words.delivery[letter.delivery],
    act: (
      <form method="post" action={`/letters/${letter.id}`}>
        <input type="hidden" name="csrf" value={csrf} />
        <ButtonRow>
          {letter.state === 'made' && <a href={`/letters/${letter.id}/pdf`}>{words.open}</a>}
          {maySend && letter.state === 'made' && letter.delivery === 'post' && (
            <Button label={words.sent} name="act" value="sent" kind="line" small about={letter.receiptNumber} />
          )}
          {maySend && letter.state === 'made' && letter.delivery === 'counter' && (
            <Button
              label={words.handedOver}
              name="act"
              value="handed-over"
              kind="line"
              small
              about={letter.receiptNumber}
            />
          )}
          {maySend && letter.state === 'failed' && (
            <Button label={words.again} name="act" value="again" kind="line" small about={letter.receiptNumber} />
          )}
        </ButtonRow>
      </form>
    ),
  }
}
