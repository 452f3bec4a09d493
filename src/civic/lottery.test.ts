import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commitmentOf, digestOfEntries, drawEntries, drawGroups, drawPeople } from './lottery.ts'

const secret = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'

describe('the lottery', () => {
  it('commits to the bytes of the secret', () => {
    expect(commitmentOf(secret)).toBe('4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef')
  })
  it('draws entries and people in the published order, whatever the order they came in', () => {
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
    expect(drawPeople(secret, '2026-12', ['U01', 'U02', 'U03', 'U04'])).toEqual(['U03', 'U01', 'U02', 'U04'])
  })
  it('freezes the entries', () => {
    expect(digestOfEntries(['b', 'a'])).toBe(digestOfEntries(['a', 'b']))
    expect(digestOfEntries(['a', 'b'])).not.toBe(digestOfEntries(['a', 'c']))
  })
  it('takes no secret that is none', () => {
    expect(() => drawEntries('00', 'd', 's', ['a'])).toThrow(/32 bytes/)
    expect(() => commitmentOf(secret.toUpperCase())).toThrow()
  })
  it('never splits a group and never gives more than there is', () => {
    const groups = fc.uniqueArray(
      fc.record({ id: fc.stringMatching(/^[a-z]{1,6}$/), places: fc.integer({ min: 1, max: 5 }) }),
      { selector: (g) => g.id },
    )
    fc.assert(
      fc.property(groups, fc.integer({ min: 0, max: 20 }), (entries, capacity) => {
        const { won, waiting } = drawGroups(secret, 'd', 's', entries, capacity)
        const given = won.reduce((sum, id) => sum + (entries.find((entry) => entry.id === id)?.places ?? 0), 0)
        expect(given).toBeLessThanOrEqual(capacity)
        expect([...won, ...waiting].sort()).toEqual(entries.map((entry) => entry.id).sort())
        for (const id of waiting)
          expect(entries.find((entry) => entry.id === id)?.places).toBeGreaterThan(capacity - given)
      }),
    )
  })
})
