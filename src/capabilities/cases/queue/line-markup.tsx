import { randomUUID } from 'node:crypto'
import { Fragment, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Clock, QueueTableRow, Tag } from '../../../design/index.ts'
import { queueMessages as messages } from './messages.ja.ts'
import type { QueueLine } from './view-model.ts'

const { columns } = messages

export const lineColumns = [
  { id: 'due', label: columns.due, sorted: 'ascending' },
  { id: 'procedure', label: columns.procedure, main: true },
  { id: 'receipt', label: columns.receipt },
  { id: 'applicant', label: columns.applicant },
  { id: 'channel', label: columns.channel },
  { id: 'state', label: columns.state },
  { id: 'stage', label: columns.stage },
  { id: 'assignee', label: columns.assignee },
  { id: 'updated', label: columns.updated },
] as const

/** Lines that are kept: what some clerks have before them. A line that changed is another one. */
const mostKept = 600
const kept = new Map<string, readonly [before: string, after: string]>()

/**
 * The markup of one line: clerks look at the same lists again and again, and most lines are as they were. It is
 * remembered by all that stands in it but for the applicant's name, which is put in for this showing and not kept.
 */
export function lineHtml(line: QueueLine, selectable: boolean): string {
  const [before, after] = aroundTheName(line, selectable)
  return before + renderToString(h(Fragment, null, line.applicant)) + after
}

function aroundTheName(line: QueueLine, selectable: boolean): readonly [string, string] {
  const key = keyOf(line, selectable)
  const known = kept.get(key)
  if (known) return known
  // A mark of fresh random bytes: nothing that stands in the line, typed by whomever, can pass for it.
  const name = randomUUID()
  const [before = '', after = ''] = renderToString(
    <Line line={{ ...line, applicant: name }} selectable={selectable} />,
  ).split(name)
  if (kept.size >= mostKept) kept.clear()
  kept.set(key, [before, after])
  return [before, after]
}

/** All that stands in a line but the name, with a sign between that no text has. Put together by hand: a tenth of JSON's time. */
function keyOf(line: QueueLine, selectable: boolean): string {
  const { applicant: _, clock, marks, id, version, receiptNumber, procedure, channel, state, tone, ...more } = line
  const { stage, assignee, updated, ...rest } = more
  // A field that is added to a line has to be added here.
  const complete: keyof typeof rest extends never ? true : false = true
  const words = `${procedure}\0${channel}\0${state}\0${tone}\0${stage}\0${assignee}\0${updated}`
  return `${selectable && complete}\0${id}\0${version}\0${receiptNumber}\0${words}\0${clockKey(clock)}\0${marks.join('\0')}`
}

/** Lines that are due on the same day share one clock. */
const clockKeys = new WeakMap<QueueLine['clock'], string>()

function clockKey(clock: QueueLine['clock']): string {
  const key = clockKeys.get(clock) ?? JSON.stringify(clock)
  clockKeys.set(clock, key)
  return key
}

function Line({ line, selectable }: { readonly line: QueueLine; readonly selectable: boolean }) {
  return (
    <QueueTableRow
      columns={lineColumns}
      selectable={selectable}
      row={{
        id: `${line.id}:${line.version}`,
        ...(selectable ? { selectLabel: messages.select(line.receiptNumber) } : {}),
        cells: {
          due: <Clock {...line.clock} />,
          procedure: (
            <a href={`/cases/${line.id}`}>
              <b>{line.procedure}</b>
            </a>
          ),
          receipt: <span class="keep">{line.receiptNumber}</span>,
          applicant: line.applicant,
          channel: line.channel,
          state: <Tag label={line.state} tone={line.tone} icon={false} />,
          stage: (
            <>
              {line.stage}
              {line.marks.map((mark) => (
                <>
                  {' '}
                  <Tag label={mark} tone="wrong" icon={false} />
                </>
              ))}
            </>
          ),
          assignee: line.assignee,
          updated: <span class="keep">{line.updated}</span>,
        },
      }}
    />
  )
}
