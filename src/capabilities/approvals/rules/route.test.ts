import { describe, expect, it } from 'vitest'
import type { MatterRow } from './matter.ts'
import { type PostInLine, planRoute } from './route.ts'

const matter = (deciderRank: number): MatterRow => ({
  matter: 'm',
  label: 'm',
  upTo: null,
  deciderRank,
  concurrence: [],
  substitution: true,
  bulk: false,
  basis: '',
  beginsOn: '2026-04-01',
  endsOn: null,
})
const post = (rank: number, postName: string, sectionId: string, ...holders: string[]): PostInLine => ({
  sectionId,
  sectionName: sectionId,
  rank,
  postName,
  holders,
})
const line = [
  post(30, '係長', 'child', 'mori'),
  post(50, '課長', 'child', 'shirai'),
  post(70, '部長', 'health', 'minami'),
  post(90, '副市長', 'city', 'deputy'),
  post(100, '市長', 'city', 'mayor'),
]
const accounts = post(50, '課長', 'accounts', 'hayashi')
const say = (result: ReturnType<typeof planRoute>): string =>
  result.ok ? result.steps.map((step) => `${step.act}:${step.postName}@${step.sectionId}`).join(' ') : result.refusal

describe('the route of a proposal', () => {
  it('ends at the rank that the table names (専決)', () => {
    expect(say(planRoute(matter(50), line, [], 'aoki'))).toBe('approve:係長@child decide:課長@child')
  })
  it('consults other sections after the own head and before those above', () => {
    expect(say(planRoute(matter(70), line, [accounts], 'aoki'))).toBe(
      'approve:係長@child approve:課長@child concur:課長@accounts decide:部長@health',
    )
  })
  it('consults before the decision when the own head decides', () => {
    expect(say(planRoute(matter(50), line, [accounts], 'aoki'))).toBe(
      'approve:係長@child concur:課長@accounts decide:課長@child',
    )
  })
  it('leaves out a post that only the proposer holds, also as decider', () => {
    expect(say(planRoute(matter(50), line, [], 'mori'))).toBe('decide:課長@child')
    expect(say(planRoute(matter(50), line, [], 'shirai'))).toBe('approve:係長@child decide:部長@health')
  })
  it('goes past a vacant post', () => {
    const vacant = line.map((each) => (each.rank === 30 ? { ...each, holders: [] } : each))
    expect(say(planRoute(matter(50), vacant, [], 'aoki'))).toBe('decide:課長@child')
  })
  it('refuses when nobody may decide', () => {
    expect(say(planRoute(matter(100), line.slice(0, 2), [], 'aoki'))).toBe('no-decider')
    expect(say(planRoute(matter(100), line, [], 'mayor'))).toBe('no-decider')
  })
})
