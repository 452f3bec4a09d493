import type { StepAct } from './route.ts'

export type ProposalState = 'circulating' | 'held' | 'returned' | 'recalled' | 'refused' | 'decided'
export type StepState = 'waiting' | 'open' | 'done' | 'skipped'

/** What a person may do with a proposal that is going round. */
export const acts = [
  'approve',
  'concur',
  'object',
  'decide',
  'refuse',
  'send-back',
  'hold',
  'resume',
  'recall',
] as const
export type Act = (typeof acts)[number]

export interface RouteStep {
  readonly step: number
  readonly act: StepAct
  readonly state: StepState
}

/** How the acting person stands to the open step. */
export type Standing =
  | { readonly kind: 'holder' }
  /** 代決: every holder is away; `absent` are those who see it afterwards (後閲). */
  | { readonly kind: 'deputy'; readonly absent: readonly string[] }
  | { readonly kind: 'none' }

export interface Situation {
  readonly state: ProposalState
  readonly steps: readonly RouteStep[]
  readonly proposerId: string
  /** Who wrote what is decided on, besides the proposer. */
  readonly authors?: readonly string[]
  readonly substitutionAllowed: boolean
}

export type ActRefusal =
  | 'already-ended'
  | 'not-your-turn'
  | 'own-proposal'
  | 'own-work'
  | 'no-substitution'
  | 'comment-needed'
  | 'wrong-act'
  | 'already-acted'
  | 'only-proposer'

export type ActResult =
  | {
      readonly ok: true
      readonly state: ProposalState
      readonly steps: readonly RouteStep[]
      readonly decided: boolean
      /** Number of the step that was acted on; null for the proposer's recall. */
      readonly step: number | null
    }
  | { readonly ok: false; readonly refusal: ActRefusal }

/** Acts that need a reason, since somebody has to work with it. */
const needReason: ReadonlySet<Act> = new Set<Act>(['object', 'refuse', 'send-back', 'hold'])

/**
 * What an act makes of a proposal. Pure: who may act is already found out and given as `standing`.
 * Rules: nobody acts on a proposal of their own, nor on a text they wrote; 代決 only where the matter allows it; 引戻し only before anybody acted;
 * an objection in 合議 (合議不同意) goes on with its opinion, the decider weighs it.
 */
export function applyAct(
  situation: Situation,
  command: { readonly act: Act; readonly actorId: string; readonly standing: Standing; readonly comment: string },
): ActResult {
  const { act } = command
  if (situation.state !== 'circulating' && situation.state !== 'held') return refuse('already-ended')
  if (act === 'recall') return recall(situation, command.actorId)
  const open = situation.steps.find((step) => step.state === 'open')
  if (open === undefined) return refuse('already-ended')
  const notTheirs = turnRefusal(situation, command)
  if (notTheirs !== null) return refuse(notTheirs)
  if (needReason.has(act) && command.comment.trim() === '') return refuse('comment-needed')
  if (!fits(act, open.act, situation.state)) return refuse('wrong-act')
  switch (act) {
    case 'hold':
      return done('held', situation.steps, open.step)
    case 'resume':
      return done('circulating', situation.steps, open.step)
    case 'send-back':
      return done('returned', close(situation.steps, open.step, 'skipped'), open.step)
    case 'refuse':
      return done('refused', close(situation.steps, open.step, 'done'), open.step)
    case 'decide':
      return { ...done('decided', close(situation.steps, open.step, 'done'), open.step), decided: true }
    default:
      return done('circulating', goOn(situation.steps, open.step), open.step)
  }
}

/** Why the open step is not this person's to act on; null when it is. The desk shows what this lets pass. */
export function turnRefusal(
  situation: Pick<Situation, 'proposerId' | 'authors' | 'substitutionAllowed'>,
  person: { readonly actorId: string; readonly standing: Standing },
): 'own-proposal' | 'own-work' | 'not-your-turn' | 'no-substitution' | null {
  if (person.actorId === situation.proposerId) return 'own-proposal'
  if (situation.authors?.includes(person.actorId)) return 'own-work'
  if (person.standing.kind === 'none') return 'not-your-turn'
  if (person.standing.kind === 'deputy' && !situation.substitutionAllowed) return 'no-substitution'
  return null
}

/**
 * Whether the represented person reads this act afterwards (後閲). An interruption decides nothing: after it the proposal
 * comes to them again, or back to its proposer. The proposer's own recall is nobody's act in another's place.
 */
export function isReadAfterwards(act: Act): boolean {
  return !interruptions.has(act)
}

const interruptions: ReadonlySet<Act> = new Set<Act>(['hold', 'resume', 'send-back', 'recall'])

function fits(act: Act, step: StepAct, state: ProposalState): boolean {
  if (act === 'send-back') return true
  if (act === 'hold') return state === 'circulating'
  if (act === 'resume') return state === 'held'
  if (step === 'approve') return act === 'approve'
  if (step === 'concur') return act === 'concur' || act === 'object'
  return act === 'decide' || act === 'refuse'
}

function recall(situation: Situation, actorId: string): ActResult {
  if (actorId !== situation.proposerId) return refuse('only-proposer')
  if (situation.steps.some((step) => step.state === 'done')) return refuse('already-acted')
  return done(
    'recalled',
    situation.steps.map((step) => ({ ...step, state: 'skipped' as const })),
    null,
  )
}

function goOn(steps: readonly RouteStep[], at: number): readonly RouteStep[] {
  const next = steps.find((step) => step.step > at && step.state === 'waiting')?.step
  return steps.map((step) =>
    step.step === at ? { ...step, state: 'done' } : step.step === next ? { ...step, state: 'open' } : step,
  )
}

function close(steps: readonly RouteStep[], at: number, state: StepState): readonly RouteStep[] {
  return steps.map((step) =>
    step.step === at ? { ...step, state } : step.state === 'waiting' ? { ...step, state: 'skipped' } : step,
  )
}

function done(
  state: ProposalState,
  steps: readonly RouteStep[],
  step: number | null,
): Extract<ActResult, { ok: true }> {
  return { ok: true, state, steps, decided: false, step }
}

function refuse(refusal: ActRefusal): ActResult {
  return { ok: false, refusal }
}
