/**
 * One-time codes by mail: six digits, ten minutes, five tries, once. Pure rules; `contact-actions.ts` does the rest.
 * Five tries on at most ten codes a day leave a guesser 50 chances in a million for an address.
 */
export const codeMinutes = 10
export const codeTries = 5

/** How many codes may be asked for. By address against flooding a mailbox, by browser against trying many addresses. */
export const codeLimits = {
  address: [
    { minutes: 15, most: 3 },
    { minutes: 24 * 60, most: 10 },
  ],
  browser: [
    { minutes: 15, most: 5 },
    { minutes: 24 * 60, most: 20 },
  ],
} as const

/**
 * When the next code may be asked for, given the moments of the former ones; null when now is fine.
 */
export function nextCodeAt(
  limits: readonly { readonly minutes: number; readonly most: number }[],
  former: readonly Date[],
  now: Date,
): Date | null {
  const times = former.map((at) => at.getTime()).sort((a, b) => b - a)
  const waits = limits.flatMap(({ minutes, most }) => {
    const oldestThatCounts = times[most - 1]
    if (oldestThatCounts === undefined) return []
    const freeAt = oldestThatCounts + minutes * 60_000
    return freeAt > now.getTime() ? [freeAt] : []
  })
  return waits.length === 0 ? null : new Date(Math.max(...waits))
}

/** What a person typed as a code: wide digits, spaces and hyphens are as good as six plain digits. */
export function readCode(typed: string): string | null {
  const plain = typed.normalize('NFKC').replace(/[\s\-‐−ー・]/g, '')
  return /^[0-9]{6}$/.test(plain) ? plain : null
}

/**
 * A mail address as typed, or null. Wide letters are converted; the part after the @ is written in small letters.
 * Only what a mail server surely accepts: no quotes, no line breaks (header injection), at most 254 characters.
 */
export function readEmail(typed: string): string | null {
  const plain = typed.normalize('NFKC').trim()
  if (plain.length > 254) return null
  const at = plain.lastIndexOf('@')
  const local = plain.slice(0, at)
  const domain = plain.slice(at + 1).toLowerCase()
  if (at < 1 || local.length > 64 || !/^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+$/.test(local)) return null
  const labels = domain.split('.')
  if (labels.length < 2 || !labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null
  return `${local}@${domain}`
}

/** Standing of a code when somebody tries it. */
export interface CodeStanding {
  readonly tries: number
  readonly expiresAt: Date
  readonly usedAt: Date | null
}

export type CodeRefusal = 'expired' | 'used-up' | 'wrong'

/** Whether a try may still be made at all; `null` when it may. A used code looks like an expired one. */
export function codeRefusal(code: CodeStanding, now: Date): Exclude<CodeRefusal, 'wrong'> | null {
  if (code.usedAt !== null || code.expiresAt <= now) return 'expired'
  return code.tries >= codeTries ? 'used-up' : null
}
