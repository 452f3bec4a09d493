import type { CaseState } from './states.ts'

/** States in which a case waits for somebody outside the section. */
export const waitingStates = ['correction', 'consulting', 'awaiting-payment'] as const satisfies readonly CaseState[]
export type WaitingState = (typeof waitingStates)[number]

export function isWaiting(state: CaseState): state is WaitingState {
  return (waitingStates as readonly CaseState[]).includes(state)
}

/** What a change of state does to the record of waits: closes the running one, opens a new one, or nothing. */
export function waitChange(before: CaseState | null, after: CaseState): { close: boolean; open: WaitingState | null } {
  if (before === after) return { close: false, open: null }
  return { close: before !== null && isWaiting(before), open: isWaiting(after) ? after : null }
}
