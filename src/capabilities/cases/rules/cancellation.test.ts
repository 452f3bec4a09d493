import { describe, expect, it } from 'vitest'
import {
  type CancellationTerms,
  decidesAnew,
  effectiveDay,
  noticeProblems,
  proposalObstacles,
  resultProblems,
  termsProblems,
} from './cancellation.ts'
import { type Situation, step } from './situation.ts'

const today = '2026-12-01'
const given = { favourable: true, granted: true, mailbox: true, place: false }
const terms = (changes: Partial<CancellationTerms> = {}): CancellationTerms => ({
  kind: 'annulment',
  effectiveOn: '',
  grounds: '要件を満たしていなかったため',
  basis: '見本法第5条',
  adverse: 'yes',
  notAdverseBecause: '',
  law: 'act',
  way: 'hearing',
  exemption: '',
  exemptBecause: '',
  authority: '',
  delivery: 'portal',
  ...changes,
})
const refusals = (changes: Partial<CancellationTerms>, decision = given) =>
  termsProblems(terms(changes), decision, today).map(({ at, refusal }) => `${at}: ${refusal}`)

describe('the terms of a cancellation', () => {
  it('are complete, or every gap is named at its control', () => {
    expect(refusals({})).toEqual([])
    const nothing = { kind: '', grounds: ' ', basis: '', adverse: '', law: '', delivery: '' } as const
    expect(refusals(nothing)).toEqual([
      'kind: kind-missing',
      'grounds: cancellation-grounds-missing',
      'basis: basis-missing',
      'law: law-missing',
      'delivery: delivery-missing',
      'adverse: adverse-missing',
    ])
  })

  it('a refusal that is annulled leaves the application without an answer, unless its place went out meanwhile', () => {
    const refused = { favourable: false, place: false }
    expect(decidesAnew('annulment', refused)).toBe(true)
    expect(decidesAnew('revocation', refused)).toBe(false)
    expect(decidesAnew('annulment', { ...refused, place: true })).toBe(false)
    expect(decidesAnew('annulment', given)).toBe(false)
    const cancelled: Situation = { state: 'cancelled', resumeTo: null, decided: true, cancellation: 'none' }
    expect(step(cancelled, { type: 'reopened', by: 'system' })).toEqual({
      ok: true,
      situation: { state: 'reviewing', resumeTo: null, decided: false, cancellation: 'none' },
    })
    expect(step(cancelled, { type: 'reopened', by: 'staff' })).toMatchObject({ ok: false })
  })

  it('撤回 works for the future, from a day that is not over', () => {
    expect(refusals({ kind: 'revocation', effectiveOn: '' })).toEqual(['effectiveOn: effective-day-missing'])
    expect(refusals({ kind: 'revocation', effectiveOn: '2026-11-30' })).toEqual(['effectiveOn: effective-day-past'])
    expect(refusals({ kind: 'revocation', effectiveOn: today })).toEqual([])
  })

  it('a benefit given upon an application needs a 聴聞; elsewhere a 弁明 is enough (行政手続法13条1項)', () => {
    expect(refusals({ way: 'explanation' })).toEqual(['way: hearing-needed'])
    expect(refusals({ way: 'explanation' }, { ...given, granted: false })).toEqual([])
    expect(refusals({ way: '' })).toEqual(['way: way-missing'])
  })

  it('nobody is passed over without the item of the law and the reason (13条2項)', () => {
    expect(refusals({ way: 'none' })).toEqual(['exemption: exemption-missing', 'exemptBecause: exempt-reason-missing'])
    expect(refusals({ way: 'none', exemption: 'money', exemptBecause: '手当の支給決定の取消し' })).toEqual([])
  })

  it('undoing a favour is no adverse disposition only for a reason; undoing a refusal needs none', () => {
    expect(refusals({ adverse: 'no', way: '' })).toEqual(['notAdverseBecause: not-adverse-reason-missing'])
    expect(refusals({ adverse: 'no', way: '', notAdverseBecause: '本人の同意' })).toEqual([])
    expect(refusals({ adverse: 'no', way: '' }, { ...given, favourable: false, granted: false })).toEqual([])
  })

  it('nothing is delivered to a mailbox that is not there', () => {
    expect(refusals({}, { ...given, mailbox: false })).toEqual(['delivery: no-mailbox'])
  })
})

describe('the hearing', () => {
  const notice = {
    by: 'letter',
    sentOn: '',
    answerOn: '2026-12-15',
    time: '10:00',
    place: '市役所',
    office: '柳井市',
  } as const
  const wrong = (way: 'hearing' | 'explanation', changes: object) =>
    noticeProblems(way, { ...notice, ...changes }, '2026-11-20', today, 14).map(({ refusal }) => refusal)

  it('is announced with day, place and a reasonable period (15条・30条)', () => {
    expect(wrong('hearing', {})).toEqual([])
    expect(wrong('hearing', { answerOn: '2026-12-14' })).toEqual(['period-too-short'])
    expect(wrong('hearing', { time: '25:00', place: '', office: '' })).toEqual([
      'time-missing',
      'place-missing',
      'office-missing',
    ])
    expect(wrong('explanation', { time: '', office: '' })).toEqual([])
    // What went out another way counts from that day.
    expect(wrong('explanation', { by: 'elsewhere', sentOn: '2026-11-25', answerOn: '2026-12-09' })).toEqual([])
    // Not after today, and not before the decision was made.
    for (const sentOn of ['2026-12-02', '2026-11-19'])
      expect(wrong('explanation', { by: 'elsewhere', sentOn })).toContain('sent-day-missing')
  })

  const told = { noticedOn: '2026-11-10', answerOn: '2026-12-01' }
  const recorded = (way: 'hearing' | 'explanation', result: object, on: string) =>
    resultProblems(way, { heard: 'yes', heardOn: on, report: '述べたこと', ...result }, told, on).map((p) => p.refusal)

  it('is recorded when it was; silence only after the last day', () => {
    expect(recorded('hearing', {}, '2026-11-30')).toEqual(['held-day-wrong'])
    expect(recorded('hearing', {}, '2026-12-01')).toEqual([])
    expect(recorded('explanation', {}, '2026-11-20')).toEqual([])
    expect(recorded('explanation', { heard: 'no', report: '' }, '2026-12-01')).toEqual(['answer-period-runs'])
    expect(recorded('explanation', { heard: 'no', report: '' }, '2026-12-02')).toEqual([])
  })

  const so = { adverse: true, way: 'explanation', answerOn: '2026-12-01', outOn: '2026-11-17', heard: true } as const
  const obstacle = (changes: object, on = '2026-12-02') =>
    proposalObstacles({ ...so, ...changes }, on, 14).map(({ refusal }) => refusal)

  it('comes before the proposal: announced, out in time, over, and recorded', () => {
    expect(obstacle({})).toEqual([])
    expect(obstacle({ answerOn: null })).toEqual(['not-noticed'])
    expect(obstacle({ outOn: null })).toEqual(['notice-not-out'])
    expect(obstacle({ outOn: '2026-11-18' })).toEqual(['notice-out-late'])
    // The period runs to its end, also when an answer has come.
    expect(obstacle({}, '2026-12-01')).toEqual(['answer-period-runs'])
    expect(obstacle({ heard: null })).toEqual(['answer-not-recorded'])
    expect(obstacle({ way: 'hearing', heard: null })).toEqual(['not-held'])
    expect(obstacle({ way: 'none', answerOn: null, outOn: null, heard: null })).toEqual([])
    expect(obstacle({ adverse: false, way: 'none', answerOn: null })).toEqual([])
  })
})

describe('the effect', () => {
  it('of 職権取消 reaches back to the decision; of 撤回 never reaches back', () => {
    const annulment = { kind: 'annulment', effectiveOn: null } as const
    expect(effectiveDay(annulment, '2026-04-01', '2026-12-20')).toBe('2026-04-01')
    const revocation = { kind: 'revocation', effectiveOn: '2026-12-15' } as const
    expect(effectiveDay(revocation, '2026-04-01', '2026-12-10')).toBe('2026-12-15')
    expect(effectiveDay(revocation, '2026-04-01', '2026-12-20')).toBe('2026-12-20')
  })
})

describe('a cancellation beside the state', () => {
  const decided: Situation = { state: 'completed', resumeTo: null, decided: true, cancellation: 'none' }
  const go = (situation: Situation, type: Parameters<typeof step>[1]['type'], by: 'staff' | 'approver') => {
    const result = step(situation, { type, by })
    if (!result.ok) throw new Error(result.refusal)
    return result.situation
  }

  it('leaves the decision in force until the approvers decide', () => {
    const proposed = go(go(decided, 'cancellation-opened', 'staff'), 'cancellation-proposed', 'staff')
    expect(proposed).toEqual({ ...decided, cancellation: 'proposed' })
    expect(go(proposed, 'cancellation-sent-back', 'approver')).toEqual({ ...decided, cancellation: 'preparing' })
    expect(go(proposed, 'cancellation-recalled', 'staff').cancellation).toBe('preparing')
    expect(go(proposed, 'cancelled', 'approver')).toEqual({ ...decided, state: 'cancelled' })
  })

  it('is never done by one person, without a decision, or twice', () => {
    const proposed: Situation = { ...decided, cancellation: 'proposed' }
    expect(step(proposed, { type: 'cancelled', by: 'staff' })).toEqual({ ok: false, refusal: 'wrong-actor' })
    expect(step(decided, { type: 'cancelled', by: 'approver' })).toEqual({ ok: false, refusal: 'wrong-state' })
    expect(step(proposed, { type: 'cancellation-opened', by: 'staff' }).ok).toBe(false)
    const unpaid: Situation = { state: 'awaiting-payment', resumeTo: 'received', decided: false, cancellation: 'none' }
    expect(step(unpaid, { type: 'cancellation-opened', by: 'staff' })).toEqual({ ok: false, refusal: 'wrong-state' })
  })
})
