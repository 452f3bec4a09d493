import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaseEvent, replay, type Situation, step } from './situation.ts'
import { type ActorKind, caseEventTypes, caseStates, endStates, transitions, undecidedStates } from './states.ts'

const anyEvent: fc.Arbitrary<CaseEvent> = fc.record({
  type: fc.constantFrom(...caseEventTypes),
  by: fc.constantFrom<ActorKind>('resident', 'staff', 'approver', 'system'),
})

/** Plays any wishes against the rules and keeps what was accepted, as the store does. */
function play(wishes: readonly CaseEvent[]): { accepted: CaseEvent[]; visited: Situation[] } {
  const accepted: CaseEvent[] = [{ type: 'submitted', by: 'resident' }]
  const visited: Situation[] = [replay(accepted)]
  for (const wish of wishes) {
    const now = visited.at(-1) as Situation
    const result = step(now, wish)
    if (!result.ok) continue
    accepted.push(wish)
    visited.push(result.situation)
  }
  return { accepted, visited }
}

describe('the life of a case', () => {
  it('is the fold of its accepted events, whatever was tried in between', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (wishes) => {
        const { accepted, visited } = play(wishes)
        expect(replay(accepted)).toEqual(visited.at(-1))
      }),
    )
  })

  it('never leaves an end, save that a completed case can be cancelled', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), (wishes) => {
        const { visited } = play(wishes)
        for (const [index, situation] of visited.entries()) {
          const before = visited[index - 1]
          if (!before || !endStates.has(before.state) || before.state === situation.state) continue
          expect([before.state, situation.state]).toEqual(['completed', 'cancelled'])
        }
      }),
    )
  })

  it('is decided exactly when the approval route said so, and then can neither be withdrawn nor proposed again', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 80 }), (wishes) => {
        const { accepted, visited } = play(wishes)
        const last = visited.at(-1) as Situation
        expect(last.decided).toBe(accepted.some((event) => event.type === 'decided'))
        expect(accepted.filter((event) => event.type === 'decided').length).toBeLessThanOrEqual(1)
        if (last.decided) expect(step(last, { type: 'withdrawn', by: 'resident' }).ok).toBe(false)
        if (last.decided) expect(undecidedStates.has(last.state) && last.state !== 'awaiting-payment').toBe(false)
      }),
    )
  })

  it('goes on after a payment where it stood before', () => {
    for (const state of ['received', 'reviewing', 'decided'] as const) {
      const before: Situation = { state, resumeTo: null, decided: state === 'decided', cancellation: 'none' }
      const waiting = step(before, { type: 'payment-requested', by: 'staff' })
      expect(waiting).toMatchObject({ ok: true, situation: { state: 'awaiting-payment', resumeTo: state } })
      if (!waiting.ok) continue
      expect(step(waiting.situation, { type: 'payment-recorded', by: 'staff' })).toEqual({
        ok: true,
        situation: before,
      })
    }
  })

  it('tells why not: wrong person, wrong moment, decided, ended', () => {
    const reviewing: Situation = { state: 'reviewing', resumeTo: null, decided: false, cancellation: 'none' }
    expect(step(reviewing, { type: 'decided', by: 'staff' })).toEqual({ ok: false, refusal: 'wrong-actor' })
    expect(step(reviewing, { type: 'decided', by: 'approver' })).toEqual({ ok: false, refusal: 'wrong-state' })
    const decided: Situation = { state: 'decided', resumeTo: null, decided: true, cancellation: 'none' }
    expect(step(decided, { type: 'correction-requested', by: 'staff' })).toEqual({
      ok: false,
      refusal: 'already-decided',
    })
    const gone: Situation = { state: 'withdrawn', resumeTo: null, decided: false, cancellation: 'none' }
    expect(step(gone, { type: 'taken', by: 'staff' })).toEqual({ ok: false, refusal: 'already-ended' })
  })

  it('can reach every state, and every event is possible somewhere', () => {
    const seen = new Set<string>()
    const used = new Set<string>()
    const queue: Situation[] = [replay([{ type: 'submitted', by: 'resident' }])]
    used.add('submitted')
    while (queue.length > 0) {
      const situation = queue.pop() as Situation
      const key = JSON.stringify(situation)
      if (seen.has(key)) continue
      seen.add(key)
      for (const type of caseEventTypes) {
        const result = step(situation, { type, by: transitions[type].by[0] as ActorKind })
        if (result.ok) {
          used.add(type)
          queue.push(result.situation)
        }
      }
    }
    const states = new Set([...seen].map((key) => (JSON.parse(key) as Situation).state))
    expect([...states].sort()).toEqual([...caseStates].sort())
    expect([...used].sort()).toEqual([...caseEventTypes].sort())
  })
})
