import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { createTraffic } from './traffic.ts'

/** Requests that are answered when told. */
function requests(traffic: ReturnType<typeof createTraffic>, count: number) {
  const held: (() => void)[] = []
  for (let n = 0; n < count; n += 1) void traffic.count(() => new Promise<void>((resolve) => held.push(resolve)))
  return { answer: () => held.pop()?.() }
}

const goesOn = async (work: Promise<void>, ms: number): Promise<boolean> =>
  Promise.race([work.then(() => true), sleep(ms).then(() => false)])

describe('giving way', () => {
  it('costs nothing while few requests are being answered', async () => {
    const traffic = createTraffic()
    requests(traffic, 3)
    expect(await goesOn(traffic.giveWay(), 0)).toBe(true)
  })

  it('waits in a rush until enough were answered', async () => {
    const traffic = createTraffic()
    const rush = requests(traffic, 5)
    const work = traffic.giveWay()
    rush.answer()
    expect(await goesOn(work, 20)).toBe(false)
    rush.answer()
    expect(await goesOn(work, 20)).toBe(true)
  })

  it('goes on in a rush that does not end', async () => {
    const traffic = createTraffic()
    requests(traffic, 50)
    vi.useFakeTimers()
    let went = false
    const work = traffic.giveWay().then(() => {
      went = true
    })
    await vi.advanceTimersByTimeAsync(900)
    expect(went).toBe(false)
    await vi.advanceTimersByTimeAsync(200)
    vi.useRealTimers()
    await work
    expect(went).toBe(true)
  })

  it('counts answers that failed as answered', async () => {
    const traffic = createTraffic()
    for (let n = 0; n < 9; n += 1) {
      await Promise.resolve(traffic.count(() => Promise.reject(new Error('x')))).catch(() => {})
      expect(() =>
        traffic.count(() => {
          throw new Error('x')
        }),
      ).toThrow()
    }
    expect(await goesOn(traffic.giveWay(), 0)).toBe(true)
  })
})
