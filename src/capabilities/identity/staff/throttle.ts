/**
 * Waiting after wrong sign-ins, by account and device (NIST SP 800-63B-4: at most 100 failures in a row).
 * A device that the person has used before has a count of its own: strangers who guess on purpose slow down each
 * other, never the person at their desk. The count exists for numbers that nobody has, too.
 */
export type DeviceKind = 'known' | 'unknown'

/**
 * Failures in a row after which strangers' devices may not use this account's password any more, until the person
 * signs in well somewhere or an administrator lifts it. A known device that fails so often becomes a stranger.
 */
export const mostFailures = 100
const free = 4
const longestSeconds: Readonly<Record<DeviceKind, number>> = { known: 60, unknown: 900 }
const untilLifted = new Date('9999-01-01T00:00:00Z')

/** When the next try may be made after this many failures in a row. */
export function nextTryAfter(failures: number, device: DeviceKind, now: Date): Date {
  if (failures <= free) return now
  if (device === 'unknown' && failures >= mostFailures) return untilLifted
  const seconds = Math.min(2 ** (failures - free), longestSeconds[device])
  return new Date(now.getTime() + seconds * 1000)
}

/** Whether only a good sign-in elsewhere or an administrator opens the account to this device again. */
export function isClosed(retryAt: Date): boolean {
  return retryAt >= untilLifted
}
