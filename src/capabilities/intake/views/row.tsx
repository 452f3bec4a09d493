import type { JSX } from 'preact'
import { Button, TextInput } from '../../../design/index.ts'
import { intakeMessages } from '../office/messages.ja.ts'
import type { ScreenProps } from '../office/web.ts'
import type { Outcome } from '../store/batches.ts'
import type { RowBox } from '../store/box.ts'
import { Hidden, moment } from './parts.tsx'

const messages = intakeMessages.batch

export interface ShownRow {
  readonly number: number
  readonly outcome: Outcome
  readonly senderNumber: string | null
  readonly caseId: string | null
  /** Whether the case lies with the person's sections: another section's is only named. */
  readonly mayOpen: boolean
  readonly handledAt: Date | null
  readonly handledName: string | null
  /** Absent when it has become a case, or its time is over. */
  readonly box: RowBox | null
}

/** Everything about one row that a person has to know, and the form that settles it. */
export function WhatToLookAt({
  row,
  screen,
  action,
  open,
}: {
  readonly row: ShownRow
  readonly screen: ScreenProps
  readonly action: string
  readonly open: boolean
}): JSX.Element {
  const lines = linesOf(row)
  const byHand = row.outcome === 'unreadable' || row.outcome === 'differs'
  return (
    <>
      {lines.length === 1 ? (
        <p>{lines[0]}</p>
      ) : (
        lines.length > 1 && (
          <ul>
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        )
      )}
      {byHand && row.box && <Original box={row.box} number={row.number} />}
      {row.handledAt !== null && <p class="fine">{messages.settled(row.handledName ?? '', moment(row.handledAt))}</p>}
      {row.box?.note !== undefined && <p>{row.box.note}</p>}
      {byHand && open && row.handledAt === null && row.box && (
        <form class="flow" method="post" action={action}>
          <Hidden screen={screen} />
          <TextInput id={`note-${row.number}`} name="note" label={messages.note} hint={messages.noteHint} />
          <Button kind="line" small label={messages.settle} about={`：${row.number}${messages.row}`} />
        </form>
      )}
    </>
  )
}

function linesOf({ outcome, box, caseId }: ShownRow): readonly string[] {
  const faults =
    box?.faults?.map(({ label, sentence, column }) =>
      messages.at(
        column ?? '',
        column === undefined || column === label
          ? column === undefined
            ? messages.fault(label, sentence)
            : sentence
          : messages.fault(label, sentence),
      ),
    ) ?? []
  const lines = [
    ...(outcome === 'known' ? [messages.known] : []),
    ...(box?.problems?.map(({ column, sentence }) => messages.at(column, sentence)) ?? []),
    ...(outcome === 'differs' && box ? [messages.differs((box.differs ?? []).join('、'))] : []),
    ...faults,
    ...(box?.unused && box.unused.length > 0 ? [messages.unused(box.unused.join('、'))] : []),
  ]
  if (lines.length > 0) return lines
  if (box === null && (outcome === 'unreadable' || outcome === 'differs')) return [messages.erased]
  return outcome === 'ready' && caseId === null ? [messages.noProblem] : []
}

function Original({ box, number }: { readonly box: RowBox; readonly number: number }): JSX.Element {
  return (
    <details>
      <summary>
        {messages.original}
        <span class="aloud">{`：${number}${messages.row}`}</span>
      </summary>
      <dl class="facts">
        {box.cells
          .filter(([, text]) => text !== '')
          .map(([column, text]) => (
            <div>
              <dt>{column}</dt>
              <dd>{text}</dd>
            </div>
          ))}
      </dl>
    </details>
  )
}
