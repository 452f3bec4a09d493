import type { NewsKind } from '../../portal/index.ts'

/** What a partner system can be told of an application, with its name in the message. */
export const webhookEvents = {
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
export type WebhookEvent = keyof typeof webhookEvents

export const eventNames = Object.keys(webhookEvents) as readonly WebhookEvent[]

export function eventOf(what: NewsKind): WebhookEvent {
  const found = eventNames.find((name) => webhookEvents[name] === what)
  if (found === undefined) throw new Error(`No event for ${what}`)
  return found
}
