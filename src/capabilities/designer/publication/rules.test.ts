import { describe, expect, it } from 'vitest'
import { refusalToDecide } from './four-eyes.ts'
import { reignsOf } from './in-force.ts'

describe('four eyes', () => {
  const situation = {
    proposal: { state: 'proposed', proposedBy: 'b' },
    decision: 'approved',
    actorId: 'c',
    mayPublish: true,
    writers: ['a', 'b'],
  } as const
  it('approves what others wrote and proposed', () => {
    expect(refusalToDecide(situation)).toBeUndefined()
    expect(refusalToDecide({ ...situation, decision: 'sent-back' })).toBeUndefined()
  })
  it('refuses the proposer, every writer, and who has no permission', () => {
    expect(refusalToDecide({ ...situation, actorId: 'b' })).toBe('own-work')
    expect(refusalToDecide({ ...situation, actorId: 'a' })).toBe('own-work')
    expect(refusalToDecide({ ...situation, mayPublish: false })).toBe('not-allowed')
  })
  it('is taken back by the proposer alone, and ends once', () => {
    expect(refusalToDecide({ ...situation, decision: 'recalled', actorId: 'b', mayPublish: false })).toBeUndefined()
    expect(refusalToDecide({ ...situation, decision: 'recalled' })).toBe('not-yours')
    expect(refusalToDecide({ ...situation, proposal: { state: 'approved', proposedBy: 'b' } })).toBe('ended')
  })
})

it('of versions, the newest number that has begun is in force; one overtaken before its day never is', () => {
  const versions = [
    { number: 4, effectiveFrom: '2026-12-10' },
    { number: 3, effectiveFrom: '2027-04-01' },
    { number: 2, effectiveFrom: '2026-11-01' },
    { number: 1, effectiveFrom: '2026-04-01' },
  ]
  const states = (today: string) => reignsOf(versions, today).map(({ state }) => state)
  expect(states('2026-12-01')).toEqual(['planned', 'never', 'in-force', 'past'])
  expect(states('2027-05-01')).toEqual(['in-force', 'never', 'past', 'past'])
  expect(reignsOf(versions, '2026-12-01')[2]?.followedOn).toBe('2026-12-10')
})
