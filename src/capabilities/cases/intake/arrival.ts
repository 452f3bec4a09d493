import { dayOf } from '../../../civic/day.ts'
import { systemActor } from '../actor.ts'
import type { CasePatch } from '../change.ts'
import { deadlineOf, nextAlarmOn, timerEnd, type Wait } from '../rules/deadline.ts'
import { feeIsDue } from '../rules/payment.ts'
import { type Situation, step } from '../rules/situation.ts'
import type { CaseEventType, CaseState } from '../rules/states.ts'
import { waitChange } from '../rules/waits.ts'
import type { PreparedCase } from './prepare-case.ts'

/** What happens to an application in the moment it is in, and how its row stands afterwards. */
export interface Arrival {
  readonly events: readonly {
    readonly type: CaseEventType
    readonly before: CaseState
    readonly after: CaseState
    readonly codes: Readonly<Record<string, number>>
  }[]
  readonly wait: Wait['state'] | null
  readonly columns: Required<
    Pick<
      CasePatch,
      'state' | 'resume_to' | 'received_at' | 'payment_due_on' | 'due_on' | 'paused' | 'alarm_on' | 'sort_on'
    >
  >
}

/**
 * The form check (形式審査): answers that hold pass, others wait for a person. Paper, and what another portal took in, has
 * arrived as it is: its faults are put right by a correction. Answers of our own form that do not hold were tampered with, or
 * are of another time: they wait as 申請済 for a person. A fee that is due before the review is asked for at once.
 */
export function arrivalOf({ given, facts, faults, isClosedDay }: PreparedCase, now: Date): Arrival {
  const { procedure, content } = given
  const { fee, stages, processing } = procedure.definition
  const today = dayOf(now)
  const events: Arrival['events'][number][] = []
  let situation: Situation = { state: 'submitted', resumeTo: null, decided: false, cancellation: 'none' }
  const happens = (type: CaseEventType, codes: Readonly<Record<string, number>> = {}): void => {
    const next = step(situation, { type, by: systemActor.kind })
    if (!next.ok) throw new Error(`${type} can't follow on arrival: ${next.refusal}`)
    events.push({ type, before: situation.state, after: next.situation.state, codes })
    situation = next.situation
  }
  const holds = faults === 0 || given.madeBy !== 'submission'
  happens(holds ? 'received' : 'form-check-failed')
  const total = content.fee?.total ?? 0
  const pays = holds && feeIsDue(fee?.payAt, 'review', total, 0)
  if (pays) happens('payment-requested', { amount: total })
  const timer = pays ? stages?.find((stage) => stage.state === 'awaiting-payment')?.timer : undefined
  const { open: wait } = waitChange('submitted', situation.state)
  const waits: readonly Wait[] = wait === null ? [] : [{ state: wait, from: today }]
  const clock = deadlineOf(dayOf(given.arrivedAt), procedure.processing(facts), waits, today, isClosedDay)
  return {
    events,
    wait,
    columns: {
      state: situation.state,
      resume_to: situation.resumeTo,
      received_at: holds ? now : null,
      payment_due_on: timer ? timerEnd(today, timer, isClosedDay) : null,
      due_on: clock.dueOn,
      paused: clock.paused,
      alarm_on: nextAlarmOn(processing, clock, [], today, isClosedDay),
      sort_on: clock.dueOn,
    },
  }
}
