import type { TimelineStep } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { sayDay, sayMoment } from '../shared/dates.ts'
import type { MailboxMessages } from './messages.ts'

/** What the timeline goes by: the moments that the row keeps. */
export interface TimelineFacts {
  readonly state: string
  readonly stateAt: Date
  readonly arrivedAt: Date
  readonly nextBy: string | null
  readonly section: string
}

const order = ['submitted', 'reviewing', 'approving', 'notified'] as const
type Step = (typeof order)[number]

/** Which of the four steps a canonical state stands at. */
const stepOf: Readonly<Record<string, Step>> = {
  submitted: 'submitted',
  received: 'reviewing',
  reviewing: 'reviewing',
  correction: 'reviewing',
  consulting: 'reviewing',
  'awaiting-payment': 'reviewing',
  approving: 'approving',
  decided: 'notified',
  notified: 'notified',
  completed: 'notified',
}

const over = new Set(['withdrawn', 'cancelled', 'expired'])

/** Four steps in plain words: what is done, what is happening and until when, what comes. An end of its own ends it. */
export function timelineOf(facts: TimelineFacts, m: MailboxMessages, locale: Locale): readonly TimelineStep[] {
  const { state, stateAt, arrivedAt, nextBy } = facts
  const arrived: TimelineStep = { title: m.steps.submitted, note: sayMoment(arrivedAt, locale), status: 'done' }
  if (over.has(state))
    return [arrived, { title: stateWords(state, m), note: sayMoment(stateAt, locale), status: 'done' }]
  const at = order.indexOf(stepOf[state] ?? 'reviewing')
  const finished = state === 'notified' || state === 'completed'
  const rest = order.slice(1).map((step, index): TimelineStep => {
    const place = index + 1
    const current = Math.max(at, 1)
    if (place < current || (finished && place === current)) return { title: m.steps[step], status: 'done' }
    if (place > current) return { title: m.steps[step], status: 'later' }
    const until = nextBy === null ? undefined : m.until(sayDay(nextBy, locale))
    return {
      title: at === 0 ? m.steps[step] : stateWords(state, m),
      status: 'now',
      ...(until === undefined ? {} : { note: until }),
    }
  })
  return [arrived, ...rest]
}

/** A canonical state in the words for residents. */
export function stateWords(state: string, m: MailboxMessages): string {
  const known = Object.entries(m.states).find(([each]) => each === state)
  return known?.[1] ?? m.states.reviewing
}

/** Whether the person may still withdraw, or answer what was asked: until the matter is decided or has ended. */
export function isUndecided(state: string): boolean {
  return ['submitted', 'received', 'reviewing', 'correction', 'consulting', 'awaiting-payment', 'approving'].includes(
    state,
  )
}
