import type { Logger } from '../log/logger.ts'

/** Work that is repeated while the program runs. The rows are the queue: nothing is lost when it stops in between. */
export interface Repeating {
  /** Looks at once instead of waiting for the next turn. */
  nudge(): void
  /** No further turn; waits for the one that is running. */
  stop(): Promise<void>
}

/**
 * Runs `turn` again and again, one turn at a time, `pauseMs` after the last one ended; at once when it says there is more.
 * A fault is logged with the name of the work and waited out, doubling up to `longestPauseMs`: a broken neighbour is not hammered.
 */
export function every(
  name: string,
  pauseMs: number,
  log: Logger,
  turn: () => Promise<{ readonly more: boolean }>,
  longestPauseMs = 60_000,
): Repeating {
  let stopped = false
  let faults = 0
  let wake: (() => void) | undefined
  let nudged = false

  async function run(): Promise<void> {
    while (!stopped) {
      let pause = pauseMs
      try {
        const { more } = await turn()
        faults = 0
        if (more) pause = 0
      } catch (error) {
        if (!stopped) log.error('background-work-failed', { task: name, error })
        faults += 1
        pause = Math.min(longestPauseMs, pauseMs * 2 ** Math.min(faults, 10))
      }
      if (!stopped && !nudged) await rest(pause)
      nudged = false
    }
  }

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      timer.unref()
      function done(): void {
        clearTimeout(timer)
        wake = undefined
        resolve()
      }
      wake = done
    })
  }

  const running = run()
  return {
    nudge: () => {
      nudged = true
      wake?.()
    },
    stop: async () => {
      stopped = true
      wake?.()
      await running
    },
  }
}
