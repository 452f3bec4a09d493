import { addDays, type Day, dayOf } from '../../civic/day.ts'

/** Days that a resident's copy and mailbox are kept after a matter is over, when the city sets none (`settings.portal.copyDays`). */
export const usualCopyDays = 90

/**
 * Last day on which a matter that ended at `endedAt` still has a mailbox; afterwards its copy is deleted and nothing can be
 * delivered there. Both zones ask it of the same setting.
 */
export function mailboxUntil(city: { readonly settings: Readonly<Record<string, unknown>> }, endedAt: Date): Day {
  const portal = city.settings.portal as Readonly<Record<string, unknown>> | null | undefined
  const days = portal?.copyDays
  return addDays(dayOf(endedAt), typeof days === 'number' && Number.isInteger(days) && days > 0 ? days : usualCopyDays)
}
