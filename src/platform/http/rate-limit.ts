import { tooMany } from './http-problem.ts'

/**
 * A token bucket per key, in memory of this process. Keys are what is protected (a mail address, a receipt number,
 * a session) or a network with room for a whole school or town hall.
 */
export interface RateLimiter {
  /** Takes one token or throws `HttpProblem` 429 with the time to wait. */
  take(key: string, now: Date): void
  /** Takes one token; else says how many milliseconds are to be waited. */
  tryTake(key: string, now: Date): { readonly ok: true } | { readonly ok: false; readonly waitMs: number }
  /** Puts back a token that was taken for something that turned out to be no try at all. */
  giveBack(key: string): void
}

export function createRateLimiter(options: {
  readonly burst: number
  readonly perMinute: number
  readonly keys?: number
}): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMs = options.perMinute / 60_000
  const most = options.keys ?? 50_000
  const limiter: RateLimiter = {
    take(key, now) {
      const taken = limiter.tryTake(key, now)
      if (!taken.ok) throw tooMany(taken.waitMs / 1000)
    },
    giveBack(key) {
      const known = buckets.get(key)
      if (known !== undefined) known.tokens = Math.min(options.burst, known.tokens + 1)
    },
    tryTake(key, now) {
      const at = now.getTime()
      const known = buckets.get(key) ?? { tokens: options.burst, at }
      const tokens = Math.min(options.burst, known.tokens + Math.max(0, at - known.at) * perMs)
      buckets.delete(key)
      if (tokens < 1) {
        buckets.set(key, { tokens, at })
        return { ok: false, waitMs: (1 - tokens) / perMs }
      }
      buckets.set(key, { tokens: tokens - 1, at })
      // The oldest key goes first: a flood of new keys forgets old ones instead of filling the memory.
      if (buckets.size > most) buckets.delete(buckets.keys().next().value as string)
      return { ok: true }
    },
  }
  return limiter
}
