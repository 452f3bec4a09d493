import type { NoticeKind } from '../format/notice.ts'

export const movingStates = [
  'received',
  'matched',
  'prepared',
  'visited',
  'done',
  'not-shown',
  'cancelled',
  'expired',
] as const
export type MovingState = (typeof movingStates)[number]

/** Acts of the office and of time; each leads from some states to one. */
export const movingActs = [
  'settle-match',
  'prepare',
  'visit',
  'finish',
  'no-show',
  'rebook',
  'cancel',
  'expire',
] as const
export type MovingAct = (typeof movingActs)[number]

const ended: ReadonlySet<MovingState> = new Set(['done', 'cancelled', 'expired'])
export const hasEnded = (state: MovingState): boolean => ended.has(state)
/** Ended states and those in which nothing waits for the person any more. */
export const openStates: readonly MovingState[] = movingStates.filter((state) => !ended.has(state))

export interface MovingSituation {
  readonly kind: NoticeKind
  readonly state: MovingState
  /** Whether it is settled whom the notice is about. */
  readonly matchSettled: boolean
  readonly prepared: boolean
}

/** The state after an act; undefined: it may not be done now. A notice of moving out has no visit. */
export function afterAct(
  { kind, state, matchSettled, prepared }: MovingSituation,
  act: MovingAct,
): MovingState | undefined {
  if (hasEnded(state)) return undefined
  const visits = kind !== 'move-out'
  switch (act) {
    case 'settle-match':
      return state === 'received' ? 'matched' : undefined
    case 'prepare':
      return matchSettled && (state === 'matched' || state === 'received') ? 'prepared' : undefined
    case 'visit':
      // People come although nothing was prepared, and after they were given up.
      return visits && matchSettled && state !== 'visited' ? 'visited' : undefined
    case 'finish':
      return visits ? (state === 'visited' ? 'done' : undefined) : matchSettled ? 'done' : undefined
    case 'no-show':
      return visits && state !== 'visited' && state !== 'not-shown' ? 'not-shown' : undefined
    case 'rebook':
      if (!visits || state === 'visited') return undefined
      return state === 'not-shown' ? (prepared ? 'prepared' : matchSettled ? 'matched' : 'received') : state
    case 'cancel':
      return state === 'visited' ? undefined : 'cancelled'
    case 'expire':
      return state === 'visited' ? undefined : 'expired'
  }
}
