import type { IsClosedDay } from '../../../civic/closed-days.ts'
import { addDays, type Day } from '../../../civic/day.ts'
import { nextOpenDay } from '../../../civic/period.ts'

/** Reason codes of a correction request (補正), shared with other modules. */
export const correctionCodes = [
  'not-filled',
  'mismatch',
  'document-missing',
  'document-unclear',
  'not-eligible',
  'account-holder',
  'signer',
  'too-late',
  'duplicate',
  'other',
] as const
export type CorrectionCode = (typeof correctionCodes)[number]

/** One thing to put right: an answer path, why, in the words the resident reads. */
export interface CorrectionItem {
  readonly path: string
  readonly code: CorrectionCode
  readonly reason: string
}

export type CorrectionRefusal =
  | 'nothing-asked'
  | 'unknown-field'
  | 'reason-missing'
  | 'reason-too-long'
  | 'due-missing'
  | 'due-in-past'
  | 'due-too-far'

/** A reasonable period (相当の期間, 行政手続法7条): at least tomorrow, at most 90 days. */
export const longestCorrectionDays = 90
export const reasonLength = 500

/** Checks a request before it goes out; refusals name the field they belong to. */
export function checkCorrection(
  request: { readonly items: readonly CorrectionItem[]; readonly dueOn: string },
  knownPaths: ReadonlySet<string>,
  today: Day,
): readonly { readonly at: string; readonly refusal: CorrectionRefusal }[] {
  const found: { at: string; refusal: CorrectionRefusal }[] = []
  if (request.items.length === 0) found.push({ at: 'items', refusal: 'nothing-asked' })
  for (const item of request.items) {
    if (!knownPaths.has(item.path)) found.push({ at: 'items', refusal: 'unknown-field' })
    if (item.reason.trim() === '') found.push({ at: `reason.${item.path}`, refusal: 'reason-missing' })
    if (item.reason.length > reasonLength) found.push({ at: `reason.${item.path}`, refusal: 'reason-too-long' })
  }
  if (request.dueOn === '') found.push({ at: 'dueOn', refusal: 'due-missing' })
  else if (request.dueOn <= today) found.push({ at: 'dueOn', refusal: 'due-in-past' })
  else if (request.dueOn > addDays(today, longestCorrectionDays)) found.push({ at: 'dueOn', refusal: 'due-too-far' })
  return found
}

/** Suggested last day: two weeks, on an open day, since the resident may have to ask somebody. */
export function suggestedDueOn(today: Day, isClosedDay: IsClosedDay): Day {
  return nextOpenDay(addDays(today, 14), isClosedDay)
}

/** Whether everything that was asked has been answered. A comment alone answers nothing. */
export function outstanding(asked: readonly string[], answered: Iterable<string>): readonly string[] {
  const done = [...answered]
  return asked.filter((path) => !done.some((other) => other === path || other.startsWith(`${path}.`)))
}

/** Paths that changed although nobody asked: the resident may change requested fields only. */
export function uninvited(asked: readonly string[], changed: readonly string[]): readonly string[] {
  return changed.filter((path) => !asked.some((other) => path === other || path.startsWith(`${other}.`)))
}

/** The last day counts in full: a request lapses at the start of the day after. */
export function hasLapsed(dueOn: Day, today: Day): boolean {
  return today > dueOn
}
