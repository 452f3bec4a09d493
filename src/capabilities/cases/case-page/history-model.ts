import { isDay } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import type { RecordedEvent } from '../context.ts'
import { caseWords } from '../words.ja.ts'
import { shortMoment } from '../words.ts'
import { type EventFacts, historyMessages as messages } from './history.ja.ts'

export interface HistoryLine {
  readonly number: number
  readonly time: string
  readonly at: string
  readonly text: string
  readonly hash: string
}

/** The events of a case in words, newest first. What was erased by law keeps its line and its hash. */
export function historyLines(
  events: readonly RecordedEvent[],
  procedure: Pick<CompiledProcedure, 'outcomes'>,
): readonly HistoryLine[] {
  return [...events]
    .sort((a, b) => b.number - a.number)
    .map((event) => ({
      number: event.number,
      time: shortMoment(event.at),
      at: event.at.toISOString(),
      text: messages.line(whoOf(event), messages.what(event.type, factsOf(event, procedure)), whyOf(event)),
      hash: `#${event.number} ${event.hash.slice(0, 4)}…${event.hash.slice(-2)}`,
    }))
}

/** The same for somebody who may not look into the case: who did what and when, without a word that was written in it. */
export function outlineLines(
  events: readonly RecordedEvent[],
  procedure: Pick<CompiledProcedure, 'outcomes'>,
): readonly HistoryLine[] {
  return historyLines(
    events.map((event) => ({ ...event, payload: { by: textOf(event.payload, 'by') } })),
    procedure,
  )
}

function factsOf(event: RecordedEvent, procedure: Pick<CompiledProcedure, 'outcomes'>): EventFacts {
  const code = (name: string): string => {
    const value = event.codes[name]
    return value === undefined || value === null ? '' : String(value)
  }
  const outcome = procedure.outcomes().find((each) => each.id === code('outcome'))
  return {
    actorKind: event.actorKind,
    outcome: outcome?.label.ja ?? code('outcome'),
    code,
    number: (name) => Number(event.codes[name] ?? 0),
    text: (name) => textOf(event.payload, name),
    list: (name) => labelsOf((event.payload as Record<string, unknown> | undefined)?.[name]),
  }
}

/** On the route it matters in which post somebody acted (決裁規程); elsewhere the name is enough. */
const asPost = new Set([
  'proposal-started',
  'approval-acted',
  'proposal-sent-back',
  'proposal-recalled',
  'notice-approved',
  'decided',
  'cancellation-proposed',
  'cancellation-sent-back',
  'cancellation-recalled',
  'cancelled',
  'amendment-proposed',
  'amendment-sent-back',
  'amendment-recalled',
  'amended',
])

function whoOf(event: RecordedEvent): string {
  const by = textOf(event.payload, 'by')
  if (by === '') return event.actorKind === 'system' ? messages.system : ''
  return messages.who(by, asPost.has(event.type) ? event.actorRole : '')
}

/** The short reason a reader wants: until when, how much, why. */
function whyOf(event: RecordedEvent): string {
  const { due, to, amount } = event.codes
  const last = event.type === 'correction-extended' ? to : due
  const parts = [
    textOf(event.payload, 'reason'),
    typeof amount === 'number' ? caseWords.yen(amount) : '',
    typeof last === 'string' && isDay(last) ? messages.until(formatShort(last)) : '',
  ]
  return parts.filter((part) => part !== '').join('、')
}

function textOf(payload: unknown, name: string): string {
  const value = (payload as Record<string, unknown> | undefined)?.[name]
  return typeof value === 'string' ? value : ''
}

/** Words, or things with a label. */
function labelsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return []
  return value.map((each) => (typeof each === 'string' ? each : textOf(each, 'label'))).filter((label) => label !== '')
}
