import type { DeliveryReport } from '../../exchange/index.ts'
import type { NewsKind } from '../../portal/index.ts'

/** What a partner system can be told of an application, with its name in the message. */
const applicationEvents = {
  'application.received': 'received',
  'application.correction-requested': 'correction-requested',
  'application.correction-extended': 'correction-extended',
  'application.correction-answered': 'correction-answered',
  'application.awaiting-payment': 'awaiting-payment',
  'application.place-changed': 'place-changed',
  'application.decided': 'decided',
  'application.withdrawn': 'withdrawn',
  'application.completed': 'completed',
  'application.cancelled': 'cancelled',
  'application.expired': 'expired',
} as const satisfies Readonly<Record<string, NewsKind>>

/** What it can be told of a table of open data that it has brought. */
const deliveryEvents = {
  'dataset.delivery-checked': 'checked',
  'dataset.delivery-problems': 'problems',
  'dataset.delivery-awaiting-approval': 'awaiting-approval',
  'dataset.delivery-published': 'published',
  'dataset.delivery-refused': 'refused',
  'dataset.delivery-given-up': 'given-up',
} as const satisfies Readonly<Record<string, DeliveryReport['state']>>

export type WebhookEvent = keyof typeof applicationEvents | keyof typeof deliveryEvents

export const eventNames = [...Object.keys(applicationEvents), ...Object.keys(deliveryEvents)] as readonly WebhookEvent[]

export function eventOf(what: NewsKind): WebhookEvent {
  const [found] = Object.entries(applicationEvents).find(([, kind]) => kind === what) ?? []
  if (found === undefined) throw new Error(`No event for ${what}`)
  return found as WebhookEvent
}

/** Undefined for a state on the way that nobody has to be told. */
export function deliveryEventOf(state: DeliveryReport['state']): WebhookEvent | undefined {
  const [found] = Object.entries(deliveryEvents).find(([, each]) => each === state) ?? []
  return found as WebhookEvent | undefined
}
