import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { acts, applyAct, type Situation, type Standing } from './act.ts'

const situation = (changes: Partial<Situation> = {}): Situation => ({
  state: 'circulating',
  proposerId: 'aoki',
  substitutionAllowed: true,
  steps: [
    { step: 1, act: 'approve', state: 'open' },
    { step: 2, act: 'concur', state: 'waiting' },
    { step: 3, act: 'decide', state: 'waiting' },
  ],
  ...changes,
})
const holder: Standing = { kind: 'holder' }
const by = (act: (typeof acts)[number], standing: Standing = holder, comment = '') => ({
  act,
  actorId: 'mori',
  standing,
  comment,
})
const states = (result: ReturnType<typeof applyAct>) =>
  result.ok ? `${result.state} ${result.steps.map((step) => step.state).join(',')}` : result.refusal

describe('acting on a proposal', () => {
  it('goes on step by step to the decision', () => {
    const first = applyAct(situation(), by('approve'))
    expect(states(first)).toBe('circulating done,open,waiting')
    if (!first.ok) return
    const second = applyAct(situation({ steps: first.steps }), by('concur'))
    if (!second.ok) return
    const third = applyAct(situation({ steps: second.steps }), by('decide'))
    expect(third).toMatchObject({ ok: true, state: 'decided', decided: true, step: 3 })
  })
  it('lets an objection in 合議 go on with its reason', () => {
    const at = situation({
      steps: [
        { step: 1, act: 'concur', state: 'open' },
        { step: 2, act: 'decide', state: 'waiting' },
      ],
    })
    expect(states(applyAct(at, by('object')))).toBe('comment-needed')
    expect(states(applyAct(at, by('object', holder, '予算が足りません')))).toBe('circulating done,open')
  })
  it.each([
    ['not-your-turn', by('approve', { kind: 'none' })],
    ['own-proposal', { ...by('approve'), actorId: 'aoki' }],
    ['comment-needed', by('send-back')],
    ['wrong-act', by('decide')],
    ['only-proposer', by('recall')],
  ])('refuses: %s', (refusal, command) => {
    expect(states(applyAct(situation(), command))).toBe(refusal)
  })
  it('lets a deputy act only where the matter allows 代決', () => {
    const deputy: Standing = { kind: 'deputy', absent: ['shirai'] }
    expect(states(applyAct(situation(), by('approve', deputy)))).toBe('circulating done,open,waiting')
    expect(states(applyAct(situation({ substitutionAllowed: false }), by('approve', deputy)))).toBe('no-substitution')
  })
  it('lets the proposer take it back only before anybody acted', () => {
    const recall = { act: 'recall' as const, actorId: 'aoki', standing: { kind: 'none' } as const, comment: '' }
    expect(states(applyAct(situation(), recall))).toBe('recalled skipped,skipped,skipped')
    const acted = situation({
      steps: [
        { step: 1, act: 'approve', state: 'done' },
        { step: 2, act: 'decide', state: 'open' },
      ],
    })
    expect(states(applyAct(acted, recall))).toBe('already-acted')
  })
  it('holds and resumes without losing its place', () => {
    expect(states(applyAct(situation(), by('hold', holder, '確認中')))).toBe('held open,waiting,waiting')
    expect(states(applyAct(situation({ state: 'held' }), by('approve')))).toBe('circulating done,open,waiting')
    expect(states(applyAct(situation({ state: 'held' }), by('resume')))).toBe('circulating open,waiting,waiting')
  })
  it('never has two open steps, never decides without the last step, never acts after the end', () => {
    const command = fc.record({
      act: fc.constantFrom(...acts),
      actorId: fc.constantFrom('aoki', 'mori', 'shirai'),
      standing: fc.constantFrom<Standing>(holder, { kind: 'none' }, { kind: 'deputy', absent: ['x'] }),
      comment: fc.constantFrom('', '理由'),
    })
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        let now = situation()
        for (const each of commands) {
          const ended = now.state !== 'circulating' && now.state !== 'held'
          const result = applyAct(now, each)
          if (!result.ok) continue
          expect(ended).toBe(false)
          expect(result.steps.filter((step) => step.state === 'open').length).toBe(
            result.state === 'circulating' || result.state === 'held' ? 1 : 0,
          )
          if (result.decided) expect(result.steps.every((step) => step.state === 'done')).toBe(true)
          now = { ...now, state: result.state, steps: result.steps }
        }
      }),
    )
  })
})
