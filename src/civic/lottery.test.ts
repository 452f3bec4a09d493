import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitmentOf, digestOfEntries, digestOfRanked, drawEntries, drawRanked } from './lottery.ts'

const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'

describe('the lottery', () => {
  it('commits to the bytes of the secret', () => {
    expect(commitmentOf(secret)).toBe('4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef')
  })
  it('draws entries in the published order, whatever the order they came in', () => {
    const entries = ['E0001', 'E0002', 'E0003', 'E0004', 'E0005']
    expect(drawEntries(secret, '2026-12', 'gym-a/2026-12-05/18', entries)).toEqual([
      'E0003',
      'E0002',
      'E0001',
      'E0004',
      'E0005',
    ])
    expect(drawEntries(secret, '2026-12', 'gym-a/2026-12-05/18', [...entries].reverse())).toEqual([
      'E0003',
      'E0002',
      'E0001',
      'E0004',
      'E0005',
    ])
  })
  it('freezes the entries', () => {
    expect(digestOfEntries(['b', 'a'])).toBe(digestOfEntries(['a', 'b']))
    expect(digestOfEntries(['a', 'b'])).not.toBe(digestOfEntries(['a', 'c']))
  })
  it('takes no secret that is none', () => {
    expect(() => drawEntries('00', 'd', 's', ['a'])).toThrow(/32 bytes/)
    expect(() => commitmentOf(secret.toUpperCase())).toThrow()
  })
  it('draws the preferred first, keeps groups whole, fills what it can and comes out the same every time', () => {
    const entries = fc.uniqueArray(
      fc.record({
        id: fc.stringMatching(/^E[0-9a-f]{12}$/),
        places: fc.integer({ min: 1, max: 5 }),
        preferred: fc.boolean(),
      }),
      { selector: (entry) => entry.id, maxLength: 30 },
    )
    const seeds = fc.stringMatching(/^[0-9a-f]{64}$/)
    fc.assert(
      fc.property(entries, fc.integer({ min: 0, max: 40 }), seeds, (list, seats, seed) => {
        const results = drawRanked(seed, 'draw-1', 'slot.1', list, seats)
        const known = new Map(list.map((entry) => [entry.id, entry]))
        expect(results.map(({ id }) => id).sort()).toEqual([...known.keys()].sort())
        // Seats: in order, a group wins exactly when it fits in what those before it have left.
        let left = seats
        for (const { id, result } of results) {
          const places = known.get(id)?.places ?? 0
          expect(result).toBe(places <= left ? 'won' : 'lost')
          if (result === 'won') left -= places
        }
        expect(left).toBeGreaterThanOrEqual(0)
        // Residents first, and within each part the published order.
        const preferred = results.map(({ id }) => known.get(id)?.preferred === true)
        expect(preferred).toEqual([...preferred].sort((a, b) => Number(b) - Number(a)))
        const others = results.filter(({ id }) => known.get(id)?.preferred !== true).map(({ id }) => id)
        expect(others).toEqual(drawEntries(seed, 'draw-1', 'slot.1', others))
        // Whatever order the entries came in.
        expect(drawRanked(seed, 'draw-1', 'slot.1', [...list].reverse(), seats)).toEqual(results)
        expect(digestOfRanked([...list].reverse())).toBe(digestOfRanked(list))
      }),
    )
  })
  it('a family of three takes three seats or none, and the next that fits goes on', () => {
    const entry = (id: string, places: number, preferred = false) => ({ id, places, preferred })
    // The published order of the vector is 3, 2, 1, 4, 5.
    const list = [entry('E0001', 1), entry('E0002', 3), entry('E0003', 2), entry('E0004', 1), entry('E0005', 1)]
    const slot = 'gym-a/2026-12-05/18'
    expect(drawRanked(secret, '2026-12', slot, list, 4).map(({ id, result }) => `${id} ${result}`)).toEqual([
      'E0003 won',
      'E0002 lost',
      'E0001 won',
      'E0004 won',
      'E0005 lost',
    ])
    const residents = [entry('E0005', 1, true), ...list.filter(({ id }) => id !== 'E0005')]
    expect(drawRanked(secret, '2026-12', slot, residents, 1)[0]).toEqual({ id: 'E0005', result: 'won' })
  })
  it('the digest of the entries covers their size and who goes first', () => {
    const one = { id: 'E0001', places: 1, preferred: false }
    expect(digestOfRanked([one])).not.toBe(digestOfRanked([{ ...one, places: 2 }]))
    expect(digestOfRanked([one])).not.toBe(digestOfRanked([{ ...one, preferred: true }]))
  })
})
