export interface GatherLimits {
  /** How many questions may be on their way; what is asked meanwhile gathers. */
  readonly atOnce: number
  /** The most that go together. */
  readonly most: number
}

/**
 * For work that goes on here with what came back: with ten at most those of a rush come in groups, and while one group is
 * being worked on here PostgreSQL works for the next. All together would take turns with it, and one core would rest.
 */
export const inTwoHalves: GatherLimits = { atOnce: 1, most: 10 }

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/**
 * Makes one statement of what many ask in the same moment. A single question goes at once and by itself; in a rush those
 * that come while others are on their way wait for them to return and go together, so nobody waits for a clock and the
 * server plans, locks and commits once for all of them. While groups come, one that could go at once waits for the end of
 * this turn of the event loop: the answers of the last group brought the next questions, and they arrive in the same moment.
 *
 * `together` answers in the order of the questions. When it fails for several, each is asked again alone: one that can't
 * be answered does not take the others with it. So it must do no harm to ask twice.
 */
export function gather<Ask, Answer>(
  together: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
  { atOnce, most }: GatherLimits,
): (ask: Ask) => Promise<Answer> {
  const waiting: Waiting<Ask, Answer>[] = []
  let onTheirWay = 0
  let crowded = false
  let atTurnsEnd = false

  const send = (): void => {
    while (onTheirWay < atOnce && waiting.length > 0) {
      onTheirWay += 1
      const group = waiting.splice(0, most)
      crowded = group.length > 1
      void answer(group).then(() => {
        onTheirWay -= 1
        send()
      })
    }
  }

  const answer = async (batch: readonly Waiting<Ask, Answer>[]): Promise<void> => {
    try {
      const answers = await together(batch.map(({ ask }) => ask))
      if (answers.length !== batch.length) throw new Error('Not as many answers as questions.')
      for (const [i, { resolve }] of batch.entries()) resolve(answers[i] as Answer)
    } catch (error) {
      const [only] = batch
      if (batch.length === 1) only?.reject(error)
      else await Promise.all(batch.map((one) => answer([one])))
    }
  }

  const sendAtTurnsEnd = (): void => {
    if (atTurnsEnd) return
    atTurnsEnd = true
    setImmediate(() => {
      atTurnsEnd = false
      send()
    })
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (crowded) sendAtTurnsEnd()
      else send()
    })
}
