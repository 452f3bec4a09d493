/** From so many requests at once on, people are waiting for each other. */
const busyFrom = 4
/**
 * Background work waits this long at most before each piece (fifty envelopes that are fetched, or one that is handled): in
 * the longest rush it still goes on, and a rush is over in minutes. What it waits for is safe already, and nobody waits for it.
 */
const patienceMs = 1000

/** How busy a process is with answering people, so that work for which nobody waits gives way. */
export interface Traffic {
  /** Counts a request until it is answered. */
  count<T>(answer: () => T | Promise<T>): T | Promise<T>
  /** Resolves when few requests are being answered, or after a second. At once in quiet times. */
  giveWay(): Promise<void>
}

export function createTraffic(): Traffic {
  let answering = 0
  const waiting = new Set<() => void>()
  const done = (): void => {
    answering -= 1
    if (answering >= busyFrom) return
    for (const goOn of waiting) goOn()
  }
  return {
    count(answer) {
      answering += 1
      try {
        const answered = answer()
        if (answered instanceof Promise) answered.then(done, done)
        else done()
        return answered
      } catch (error) {
        done()
        throw error
      }
    },
    giveWay: () =>
      answering < busyFrom
        ? Promise.resolve()
        : new Promise((resolve) => {
            const goOn = (): void => {
              clearTimeout(timer)
              waiting.delete(goOn)
              resolve()
            }
            const timer = setTimeout(goOn, patienceMs)
            waiting.add(goOn)
          }),
  }
}
