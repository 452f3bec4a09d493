import { isDay } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import type { RecordedEvent } from '../context.ts'
import type { CaseEventType } from '../rules/states.ts'
import { shortMoment } from '../words.ts'
import { casePageMessages as messages } from './messages.ja.ts'

export interface HistoryLine {
  readonly number: number
  readonly time: string
  readonly at: string
  readonly text: string
  readonly hash: string
}

/** The events of a case in words, newest first. What was erased by law keeps its line and its hash. */
export function historyLines(events: readonly RecordedEvent[]): readonly HistoryLine[] {
  return [...events]
    .sort((a, b) => b.number - a.number)
    .map((event) => ({
      number: event.number,
      time: shortMoment(event.at),
      at: event.at.toISOString(),
      text: messages.eventLine(whoOf(event), whatOf(event), whyOf(event)),
      hash: `#${event.number} ${event.hash.slice(0, 4)}…${event.hash.slice(-2)}`,
    }))
}

/** The same event is the applicant opening the notice, or a clerk handing it over. */
function whatOf(event: RecordedEvent): string {
  if (event.type === 'notified' && event.actorKind === 'resident') return messages.noticeOpened
  return messages.events[event.type as CaseEventType] ?? event.type
}

function whoOf(event: RecordedEvent): string {
  const by = textOf(event.payload, 'by')
  return by !== '' ? by : event.actorKind === 'system' ? '自動' : ''
}

/** The short reason a reader wants: until when, to whom, why. */
function whyOf(event: RecordedEvent): string {
  const { due, to, amount } = event.codes as { due?: unknown; to?: unknown; amount?: unknown }
  const parts = [
    textOf(event.payload, 'reason'),
    textOf(event.payload, 'section'),
    textOf(event.payload, 'person'),
    textOf(event.payload, 'body'),
    typeof amount === 'number' ? `${amount.toLocaleString('ja-JP')}円` : '',
    typeof due === 'string' && isDay(due) ? `${formatShort(due)}まで` : '',
    event.type === 'correction-extended' && typeof to === 'string' && isDay(to) ? `${formatShort(to)}まで` : '',
  ]
  return parts.filter((part) => part !== '').join('、')
}

function textOf(payload: unknown, name: string): string {
  const value = (payload as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}
