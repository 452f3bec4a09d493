import { tooMany } from './http-problem.ts'

/**
 * A token bucket per key, in memory of this process. Keys are what is protected (a mail address, a receipt number,
 * a session) or a network with room for a whole school or town hall.
 */
export interface RateLimiter {
  /** Takes one token or throws `HttpProblem` 429 with the time to wait. */
  take(key: string, now: Date): void
}

export function createRateLimiter(options: {
  readonly burst: number
  readonly perMinute: number
  readonly keys?: number
}): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>()
  const perMs = options.perMinute / 60_000
  const most = options.keys ?? 50_000
  return {
    take(key, now) {
      const at = now.getTime()
      const known = buckets.get(key) ?? { tokens: options.burst, at }
      const tokens = Math.min(options.burst, known.tokens + Math.max(0, at - known.at) * perMs)
      buckets.delete(key)
      if (tokens < 1) {
        buckets.set(key, { tokens, at })
        throw tooMany((1 - tokens) / perMs / 1000)
      }
      buckets.set(key, { tokens: tokens - 1, at })
      // The oldest key goes first: a flood of new keys forgets old ones instead of filling the memory.
      if (buckets.size > most) buckets.delete(buckets.keys().next().value as string)
    },
  }
}
