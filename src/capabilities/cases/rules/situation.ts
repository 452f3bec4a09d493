import {
  type ActorKind,
  type CancellationStage,
  type CaseEventType,
  type CaseState,
  endStates,
  transitions,
  undecidedStates,
} from './states.ts'

/** What the rules need to know of a case: a fold of its events. */
export interface Situation {
  readonly state: CaseState
  /** Where the case goes on after the payment. */
  readonly resumeTo: 'received' | 'reviewing' | 'decided' | null
  readonly decided: boolean
  /** How far a cancellation of the decision is; the state stays that of the decision meanwhile. */
  readonly cancellation: CancellationStage
}

export interface CaseEvent {
  readonly type: CaseEventType
  readonly by: ActorKind
}

/** Why something can't be done now. Codes are stable; the sentences are in `messages.ja.ts`. */
export type Refusal =
  | 'wrong-state'
  | 'wrong-actor'
  | 'not-there-yet'
  | 'already-there'
  | 'already-decided'
  | 'already-ended'

export type Step =
  | { readonly ok: true; readonly situation: Situation }
  | { readonly ok: false; readonly refusal: Refusal }

/** The next situation, or why the event is not possible. Pure: the only way a state changes. */
export function step(situation: Situation | null, event: CaseEvent): Step {
  const rule = transitions[event.type]
  if (!(rule.by as readonly ActorKind[]).includes(event.by)) return { ok: false, refusal: 'wrong-actor' }
  if (rule.from === 'nothing') {
    if (situation !== null) return { ok: false, refusal: 'already-there' }
    return { ok: true, situation: { state: 'submitted', resumeTo: null, decided: false, cancellation: 'none' } }
  }
  if (situation === null) return { ok: false, refusal: 'not-there-yet' }
  if (!(rule.from as readonly CaseState[]).includes(situation.state)) return { ok: false, refusal: whyNot(situation) }
  if (event.type === 'withdrawn' && situation.decided) return { ok: false, refusal: 'already-decided' }
  // What was decided does not expire: the office cancels it, or leaves it.
  if (event.type === 'expired' && situation.decided) return { ok: false, refusal: 'already-decided' }
  const stage = stageOf(rule)
  if (stage && !situation.decided) return { ok: false, refusal: 'wrong-state' }
  if (stage && !stage.from.includes(situation.cancellation)) return { ok: false, refusal: 'wrong-state' }
  const after = next(situation, event.type, rule.to)
  return { ok: true, situation: stage ? { ...after, cancellation: stage.to } : after }
}

function stageOf(rule: (typeof transitions)[CaseEventType]) {
  return 'cancellation' in rule
    ? (rule.cancellation as { readonly from: readonly CancellationStage[]; readonly to: CancellationStage })
    : undefined
}

function next(before: Situation, type: CaseEventType, to: CaseState | 'same' | 'resume'): Situation {
  if (to === 'same') return before
  if (to === 'resume') return { ...before, state: before.resumeTo ?? 'reviewing', resumeTo: null }
  if (to !== 'awaiting-payment')
    return {
      ...before,
      state: to,
      resumeTo: null,
      decided: type === 'decided' || (before.decided && type !== 'reopened'),
    }
  if (before.state === 'awaiting-payment') return before
  const resumeTo = before.state === 'received' || before.state === 'decided' ? before.state : 'reviewing'
  return { ...before, state: 'awaiting-payment', resumeTo }
}

function whyNot(situation: Situation): Refusal {
  if (endStates.has(situation.state)) return 'already-ended'
  return undecidedStates.has(situation.state) && !situation.decided ? 'wrong-state' : 'already-decided'
}

/** The situation after all events. Throws when the recorded events are impossible: then the record is broken. */
export function replay(events: readonly CaseEvent[]): Situation {
  let situation: Situation | null = null
  for (const [index, event] of events.entries()) {
    const result = step(situation, event)
    if (!result.ok) throw new Error(`event ${index + 1} (${event.type}) can't follow: ${result.refusal}`)
    situation = result.situation
  }
  if (situation === null) throw new Error('a case without events')
  return situation
}
