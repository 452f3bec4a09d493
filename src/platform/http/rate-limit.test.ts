import { describe, expect, it } from 'vitest'
import { HttpProblem } from './http-problem.ts'
import { createRateLimiter } from './rate-limit.ts'

const at = (seconds: number): Date => new Date(1_800_000_000_000 + seconds * 1000)
const waits = (act: () => void): number | undefined => {
  try {
    act()
    return undefined
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 429) return error.options.retryAfterSeconds
    throw error
  }
}

describe('a rate limit', () => {
  it('allows a burst, then names the time to wait, then allows again', () => {
    const limiter = createRateLimiter({ burst: 3, perMinute: 6 })
    for (let n = 0; n < 3; n += 1) expect(waits(() => limiter.take('a', at(0)))).toBeUndefined()
    expect(waits(() => limiter.take('a', at(0)))).toBe(10)
    expect(waits(() => limiter.take('a', at(9)))).toBe(1)
    expect(waits(() => limiter.take('a', at(10)))).toBeUndefined()
  })
  it('does not let one key pay for another', () => {
    const limiter = createRateLimiter({ burst: 1, perMinute: 1 })
    limiter.take('a', at(0))
    expect(waits(() => limiter.take('a', at(1)))).toBeGreaterThan(0)
    expect(waits(() => limiter.take('b', at(1)))).toBeUndefined()
  })
  it('forgets the oldest keys under a flood instead of growing', () => {
    const limiter = createRateLimiter({ burst: 1, perMinute: 1, keys: 100 })
    limiter.take('first', at(0))
    for (let n = 0; n < 200; n += 1) limiter.take(`flood-${n}`, at(0))
    expect(waits(() => limiter.take('first', at(0)))).toBeUndefined()
    expect(waits(() => limiter.take('flood-199', at(0)))).toBeGreaterThan(0)
  })
  it('takes back what was no try, up to the burst', () => {
    const limiter = createRateLimiter({ burst: 1, perMinute: 1 })
    limiter.take('a', at(0))
    limiter.giveBack('a')
    limiter.giveBack('a')
    limiter.giveBack('nobody')
    expect(waits(() => limiter.take('a', at(0)))).toBeUndefined()
    expect(limiter.tryTake('a', at(0))).toEqual({ ok: false, waitMs: 60_000 })
  })
  it('is not fooled by a clock that goes back', () => {
    const limiter = createRateLimiter({ burst: 1, perMinute: 60 })
    limiter.take('a', at(100))
    expect(waits(() => limiter.take('a', at(50)))).toBeGreaterThan(0)
  })
})
