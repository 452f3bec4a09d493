/**
 * The canonical life cycle of every application, notification and claim, in its order. One list for definitions, portal,
 * office, statistics and what travels between the zones; a procedure's own stages are mapped to these.
 */
export const caseStates = [
  'draft',
  'submitted',
  'received',
  'reviewing',
  'correction',
  'consulting',
  'awaiting-payment',
  'approving',
  'decided',
  'notified',
  'completed',
  'withdrawn',
  'cancelled',
  'expired',
] as const
export type CanonicalState = (typeof caseStates)[number]
