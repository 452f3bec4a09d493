import { describe, expect, it, vi } from 'vitest'
import { quietLogger } from '../log/quiet-logger.ts'
import { every } from './every.ts'

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

describe('repeated work', () => {
  it('goes on at once while there is more, then rests until nudged', async () => {
    let left = 3
    const turn = vi.fn(async () => ({ more: --left > 0 }))
    const work = every('test', 10_000, quietLogger, turn)
    await wait(30)
    expect(turn).toHaveBeenCalledTimes(3)
    work.nudge()
    await wait(30)
    expect(turn).toHaveBeenCalledTimes(4)
    await work.stop()
    work.nudge()
    await wait(20)
    expect(turn).toHaveBeenCalledTimes(4)
  })

  it('never runs two turns at a time and waits for the running one when stopped', async () => {
    let running = 0
    let most = 0
    let ended = false
    const work = every('test', 1, quietLogger, async () => {
      running += 1
      most = Math.max(most, running)
      await wait(20)
      running -= 1
      ended = true
      return { more: true }
    })
    work.nudge()
    await wait(5)
    work.nudge()
    await work.stop()
    expect(most).toBe(1)
    expect(ended).toBe(true)
  })

  it('logs a fault and goes on', async () => {
    const error = vi.fn()
    let calls = 0
    const work = every('letters', 1, { ...quietLogger, error }, async () => {
      calls += 1
      if (calls === 1) throw new Error('away')
      return { more: false }
    })
    await wait(40)
    await work.stop()
    expect(error).toHaveBeenCalledWith('background-work-failed', expect.objectContaining({ task: 'letters' }))
    expect(calls).toBeGreaterThan(1)
  })
})
