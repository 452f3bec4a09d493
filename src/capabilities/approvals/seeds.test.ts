import { expect, it } from 'vitest'
import { approvalMatterSeeds } from './seeds.ts'

it('a row of the table that an unquoted comma broke in two is refused', () => {
  const row = {
    matter: 'benefit',
    label: '児童手当の認定（月額60',
    '000円まで）': null,
    deciderRank: 50,
    from: '2020-04-01',
  }
  expect(approvalMatterSeeds.safeParse([row]).success).toBe(false)
})
