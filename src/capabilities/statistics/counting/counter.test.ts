import { describe, expect, it } from 'vitest'
import { countsOf, VisitCounter } from './counter.ts'

const of = { day: '2026-11-24', procedureId: 'dog-registration', versionHash: 'a'.repeat(64), channel: 'online' }

describe('the counter', () => {
  it('counts by day, procedure, version, channel, kind and place, and begins anew when it is read', () => {
    const counter = new VisitCounter()
    counter.count('yanai', of, 'begun')
    counter.count('yanai', of, 'begun')
    counter.count('yanai', of, 'reached', 'owner')
    counter.count('mihon', of, 'begun')
    expect(countsOf(counter.take('yanai'))).toEqual([
      { ...of, of: 'begun', place: '', count: 2 },
      { ...of, of: 'reached', place: 'owner', count: 1 },
    ])
    expect(counter.take('yanai').counts.size).toBe(0)
    expect(countsOf(counter.take('mihon'))).toHaveLength(1)
  })

  it('counts a draft once for each place, however often it comes back', () => {
    const counter = new VisitCounter()
    for (const draft of ['one', 'two', 'one', 'one']) counter.once('yanai', draft, of, 'reached', 'owner')
    counter.once('yanai', 'one', of, 'left', 'owner')
    expect(countsOf(counter.take('yanai')).map(({ of: kind, count }) => [kind, count])).toEqual([
      ['reached', 2],
      ['left', 1],
    ])
  })

  it('counts what could not be stored together with what came since', () => {
    const counter = new VisitCounter()
    counter.count('yanai', of, 'begun')
    counter.opinion('yanai', { day: of.day, procedureId: of.procedureId, grade: 4, text: 'x' })
    const lost = counter.take('yanai')
    counter.count('yanai', of, 'begun')
    counter.giveBack('yanai', lost)
    const again = counter.take('yanai')
    expect(countsOf(again)[0]?.count).toBe(2)
    expect(again.opinions).toHaveLength(1)
  })

  it('does not grow without end', () => {
    const counter = new VisitCounter()
    for (let at = 0; at < 30_000; at += 1) counter.count('yanai', of, 'refused', `field${at}`)
    for (let at = 0; at < 3000; at += 1) counter.opinion('yanai', { day: of.day, procedureId: 'x', grade: 1, text: '' })
    const { counts, opinions } = counter.take('yanai')
    expect([counts.size, opinions.length]).toEqual([20_000, 500])
  })

  it('costs less than ten microseconds', () => {
    const counter = new VisitCounter()
    const drafts = Array.from({ length: 1500 }, (_, at) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`)
    const round = (): number => {
      const began = performance.now()
      for (const draft of drafts)
        for (const page of ['owner', 'dog', 'shot']) counter.once('yanai', draft, of, 'reached', page)
      for (let at = 0; at < 1500; at += 1) counter.count('yanai', of, 'begun')
      return ((performance.now() - began) * 1000) / 6000
    }
    // The least of a few rounds: a busy neighbour only makes it longer.
    expect(Math.min(round(), round(), round())).toBeLessThan(10)
  })
})
