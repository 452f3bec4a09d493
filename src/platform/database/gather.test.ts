import { describe, expect, it } from 'vitest'
import { gather } from './gather.ts'

/** Questions that wait for a word, with a record of what went together. */
function asked(limits = { atOnce: 1, most: 10 }) {
  const batches: (readonly number[])[] = []
  const held: (() => void)[] = []
  const ask = gather(async (asks: readonly number[]) => {
    batches.push(asks)
    await new Promise<void>((resolve) => held.push(resolve))
    if (asks.includes(13)) throw new Error(`unlucky among ${asks.length}`)
    return asks.map((n) => n * 2)
  }, limits)
  const release = async (): Promise<void> => {
    held.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { ask, batches, release }
}

describe('gather', () => {
  it('sends a single question at once and by itself', async () => {
    const { ask, batches, release } = asked()
    const answer = ask(1)
    expect(batches).toEqual([[1]])
    await release()
    expect(await answer).toBe(2)
  })

  it('sends together what came meanwhile, and gives each its own answer', async () => {
    const { ask, batches, release } = asked()
    const answers = Promise.all([1, 2, 3, 4].map(ask))
    expect(batches).toEqual([[1]])
    await release()
    expect(batches).toEqual([[1], [2, 3, 4]])
    await release()
    expect(await answers).toEqual([2, 4, 6, 8])
  })

  it('lets those of one turn go together while groups come, and a single one at once again after that', async () => {
    const { ask, batches, release } = asked()
    const first = Promise.all([1, 2, 3].map(ask))
    await release()
    await release()
    await first
    const next = Promise.all([4, 5].map(ask))
    expect(batches).toEqual([[1], [2, 3]])
    await new Promise((resolve) => setImmediate(resolve))
    expect(batches).toEqual([[1], [2, 3], [4, 5]])
    await release()
    expect(await next).toEqual([8, 10])
    const single = ask(6)
    await new Promise((resolve) => setImmediate(resolve))
    await release()
    expect(await single).toBe(12)
    void ask(7)
    expect(batches.slice(3)).toEqual([[6], [7]])
  })

  it('keeps to its limits', async () => {
    const { ask, batches, release } = asked({ atOnce: 2, most: 3 })
    const answers = Promise.all([1, 2, 3, 4, 5, 6].map(ask))
    expect(batches).toEqual([[1], [2]])
    for (let n = 0; n < 4; n += 1) await release()
    expect(batches).toEqual([[1], [2], [3, 4, 5], [6]])
    expect(await answers).toEqual([2, 4, 6, 8, 10, 12])
  })

  it('asks each again alone when several fail together: only the one that can not be answered fails', async () => {
    const { ask, batches, release } = asked()
    const answers = Promise.allSettled([1, 2, 13, 3].map(ask))
    for (let n = 0; n < 5; n += 1) await release()
    expect(batches).toEqual([[1], [2, 13, 3], [2], [13], [3]])
    expect(await answers).toMatchObject([
      { value: 2 },
      { value: 4 },
      { reason: new Error('unlucky among 1') },
      { value: 6 },
    ])
  })

  it('goes on after a failure', async () => {
    const { ask, release } = asked()
    const failed = expect(ask(13)).rejects.toThrow('unlucky')
    await release()
    await failed
    const next = ask(7)
    await release()
    expect(await next).toBe(14)
  })
})
