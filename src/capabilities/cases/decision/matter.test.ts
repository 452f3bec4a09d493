import { expect, it } from 'vitest'
import type { Outcome } from '../../procedures/index.ts'
import { matterOf, mattersDiffer } from './matter.ts'

const outcome = (id: string, matter?: string): Outcome => ({
  id,
  label: { ja: id },
  result: 'approved',
  adverse: false,
  ...(matter === undefined ? {} : { matter }),
})
const full = outcome('full')
const partial = outcome('partial', 'disclosure-partial')
const approval = { matter: 'disclosure-full' }

it('an outcome is decided by its own row of the 決裁区分, else by that of the procedure', () => {
  expect(matterOf({ approval, outcomes: [full, partial] }, partial)).toBe('disclosure-partial')
  expect(matterOf({ approval, outcomes: [full, partial] }, full)).toBe('disclosure-full')
  expect(matterOf({ approval, outcomes: [full] }, undefined)).toBe('disclosure-full')
})

it('the way differs only where an outcome names another row', () => {
  expect(mattersDiffer({ approval, outcomes: [full, partial] })).toBe(true)
  expect(mattersDiffer({ approval, outcomes: [full, outcome('none', 'disclosure-full')] })).toBe(false)
})
