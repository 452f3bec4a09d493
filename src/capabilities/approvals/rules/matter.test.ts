import { describe, expect, it } from 'vitest'
import { type MatterRow, matterFor } from './matter.ts'

const row = (changes: Partial<MatterRow>): MatterRow => ({
  matter: 'spending',
  label: '支出負担行為',
  upTo: null,
  deciderRank: 50,
  concurrence: [],
  substitution: true,
  bulk: false,
  basis: '',
  beginsOn: '2026-04-01',
  endsOn: null,
  ...changes,
})
const table = [
  row({ upTo: 500_000, deciderRank: 50 }),
  row({ upTo: 3_000_000, deciderRank: 70 }),
  row({ upTo: null, deciderRank: 100 }),
  row({ matter: 'permit', beginsOn: '2020-04-01', endsOn: '2026-03-31', deciderRank: 70 }),
  row({ matter: 'permit', beginsOn: '2026-04-01' }),
]

describe('the 決裁区分 table', () => {
  it.each([
    [0, 50],
    [500_000, 50],
    [500_001, 70],
    [3_000_000, 70],
    [3_000_001, 100],
  ])('gives %i yen to rank %i', (amount, rank) => {
    expect(matterFor(table, { matter: 'spending', amount, onDay: '2026-11-22' })?.deciderRank).toBe(rank)
  })
  it.each([
    ['2026-03-31', 70],
    ['2026-04-01', 50],
  ])('uses the row in force on %s', (onDay, rank) => {
    expect(matterFor(table, { matter: 'permit', onDay })?.deciderRank).toBe(rank)
  })
  it('has no answer for an unknown matter or an earlier day', () => {
    expect(matterFor(table, { matter: 'unknown', onDay: '2026-11-22' })).toBeNull()
    expect(matterFor(table, { matter: 'spending', onDay: '2026-03-31' })).toBeNull()
  })
})
