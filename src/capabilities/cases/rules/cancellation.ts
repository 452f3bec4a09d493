import { addDays, type Day, isDay } from '../../../civic/day.ts'

/** 職権取消 (it was unlawful or unjust from the start, and falls from then) or 撤回 (for the future, from a day). */
export const cancellationKinds = ['annulment', 'revocation'] as const
export type CancellationKind = (typeof cancellationKinds)[number]

/** 聴聞 (行政手続法13条1項1号), 弁明の機会の付与 (2号), or neither. */
export const hearingWays = ['hearing', 'explanation', 'none'] as const
export type HearingWay = (typeof hearingWays)[number]

/**
 * Why nobody needs to be heard: the items of 行政手続法13条2項 that can be the ground of a cancellation (1, 2, 4, 5), or a law
 * that takes the disposition out (3条1項, 個別法). Item 3 is of orders to meet a technical standard: nothing is cancelled by it.
 */
export const exemptions = ['urgent', 'qualification', 'money', 'slight', 'excluded'] as const
export type Exemption = (typeof exemptions)[number]

/** What is planned, as the clerk filled it in. Days are `YYYY-MM-DD`, empty when not given. */
export interface CancellationTerms {
  readonly kind: CancellationKind | ''
  /** From which day a 撤回 has effect. */
  readonly effectiveOn: string
  /** 原因となる事実 and why: the grounds that stand on the notice of the hearing and on the letter. */
  readonly grounds: string
  /** 根拠となる法令の条項. */
  readonly basis: string
  readonly adverse: 'yes' | 'no' | ''
  /** Why it is no adverse disposition although the decision was in the person's favour (2条4号). */
  readonly notAdverseBecause: string
  readonly law: 'act' | 'ordinance' | ''
  readonly way: HearingWay | ''
  readonly exemption: Exemption | ''
  readonly exemptBecause: string
  /** The body that made the decision, when it is another than the mayor. */
  readonly authority: string
  readonly delivery: 'portal' | 'post' | 'counter' | ''
}

/** What the rules need to know of the decision. */
export interface CancelledDecision {
  /** In the person's favour: undoing it is a disadvantage. */
  readonly favourable: boolean
  /** 許認可等 (行政手続法2条3号): a benefit given upon an application. To take it back needs a 聴聞 (13条1項1号イ). */
  readonly granted: boolean
  /** Whether the person still has a mailbox here. */
  readonly mailbox: boolean
  /** The application asked for a place (席・収集枠), which went to others meanwhile. */
  readonly place: boolean
}

/**
 * Whether the application is decided anew when this decision falls: a refusal that is annulled never was, so that the application has
 * had no answer and is owed one (行政手続法7条). What asked for a place is filed anew, since the places went out meanwhile.
 */
export function decidesAnew(
  kind: CancellationKind,
  { favourable, place }: Pick<CancelledDecision, 'favourable' | 'place'>,
): boolean {
  return kind === 'annulment' && !favourable && !place
}

export interface CancellationProblem {
  readonly at: string
  readonly refusal: string
}

export const groundsLength = 2000
export const lineLength = 200

/** Everything that is wrong with the terms, each at its control. Pure. */
export function termsProblems(
  terms: CancellationTerms,
  decision: CancelledDecision,
  today: Day,
): readonly CancellationProblem[] {
  const problems: CancellationProblem[] = []
  const wrong = (at: string, refusal: string) => problems.push({ at, refusal })
  const text = (at: keyof CancellationTerms, refusal: string, limit: number) => {
    if (terms[at].trim() === '') wrong(at, refusal)
    else if (terms[at].length > limit) wrong(at, 'too-long')
  }
  if (terms.kind === '') wrong('kind', 'kind-missing')
  if (terms.kind === 'revocation') {
    if (!isDay(terms.effectiveOn)) wrong('effectiveOn', 'effective-day-missing')
    // 撤回 is for the future: what was lawful so far stays so.
    else if (terms.effectiveOn < today) wrong('effectiveOn', 'effective-day-past')
  }
  text('grounds', 'cancellation-grounds-missing', groundsLength)
  text('basis', 'basis-missing', lineLength)
  if (terms.authority.length > lineLength) wrong('authority', 'too-long')
  if (terms.law === '') wrong('law', 'law-missing')
  if (terms.delivery === '') wrong('delivery', 'delivery-missing')
  if (terms.delivery === 'portal' && !decision.mailbox) wrong('delivery', 'no-mailbox')
  if (terms.adverse === '') wrong('adverse', 'adverse-missing')
  if (terms.adverse === 'no' && decision.favourable)
    text('notAdverseBecause', 'not-adverse-reason-missing', groundsLength)
  if (terms.adverse === 'yes') problems.push(...wayProblems(terms, decision))
  return problems
}

function wayProblems(terms: CancellationTerms, { granted }: CancelledDecision): readonly CancellationProblem[] {
  if (terms.way === '') return [{ at: 'way', refusal: 'way-missing' }]
  // 13条1項1号イ: 許認可等を取り消す不利益処分 needs a 聴聞; 弁明 is for what falls under none of item 1.
  if (terms.way === 'explanation' && granted) return [{ at: 'way', refusal: 'hearing-needed' }]
  if (terms.way !== 'none') return []
  const problems: CancellationProblem[] = []
  if (terms.exemption === '') problems.push({ at: 'exemption', refusal: 'exemption-missing' })
  if (terms.exemptBecause.trim() === '') problems.push({ at: 'exemptBecause', refusal: 'exempt-reason-missing' })
  else if (terms.exemptBecause.length > groundsLength) problems.push({ at: 'exemptBecause', refusal: 'too-long' })
  return problems
}

/** The notice of the hearing, as filled in. `sentOn` counts when it went out by other means than this program. */
export interface HearingNotice {
  readonly by: 'letter' | 'elsewhere' | ''
  readonly sentOn: string
  /** Day of the hearing, or last day to answer. */
  readonly answerOn: string
  /** `HH:MM`, of a hearing. */
  readonly time: string
  /** Where the hearing is held, or where the answer goes to. */
  readonly place: string
  /** Where the office that runs the hearing is (15条1項4号). */
  readonly office: string
}

/**
 * A notice needs its day, place and a reasonable period (相当な期間, 15条1項・30条): at least so many days, which is the city's
 * setting, between the notice and the day.
 */
export function noticeProblems(
  way: HearingWay,
  notice: HearingNotice,
  /** The day of the decision: nobody is heard about one that was not made yet. */
  decidedOn: Day,
  today: Day,
  leastDays: number,
): readonly CancellationProblem[] {
  const problems: CancellationProblem[] = []
  const wrong = (at: string, refusal: string) => problems.push({ at, refusal })
  if (notice.by === '') wrong('by', 'notice-by-missing')
  const sentOn = notice.by === 'letter' ? today : notice.sentOn
  if (notice.by === 'elsewhere' && (!isDay(sentOn) || sentOn > today || sentOn < decidedOn))
    wrong('sentOn', 'sent-day-missing')
  if (!isDay(notice.answerOn)) wrong('answerOn', 'answer-day-missing')
  else if (isDay(sentOn) && notice.answerOn < addDays(sentOn, leastDays)) wrong('answerOn', 'period-too-short')
  if (way === 'hearing' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(notice.time)) wrong('time', 'time-missing')
  for (const at of ['place', 'office'] as const) {
    if (at === 'office' && way !== 'hearing') continue
    if (notice[at].trim() === '') wrong(at, `${at}-missing`)
    else if (notice[at].length > lineLength) wrong(at, 'too-long')
  }
  return problems
}

/** What came of the hearing, as filled in. */
export interface HearingResult {
  /** The person came, or answered. */
  readonly heard: 'yes' | 'no' | ''
  readonly heardOn: string
  /** What they said, and how it was weighed (聴聞調書・報告書 24条, or the 弁明書); that nothing came, when nothing came. */
  readonly report: string
}

/** What was heard is recorded when it has happened: silence only when the last day is over. */
export function resultProblems(
  way: HearingWay,
  result: HearingResult,
  notice: { readonly noticedOn: Day; readonly answerOn: Day },
  today: Day,
): readonly CancellationProblem[] {
  const problems: CancellationProblem[] = []
  const wrong = (at: string, refusal: string) => problems.push({ at, refusal })
  if (result.heard === '') wrong('heard', 'heard-missing')
  const earliest = way === 'hearing' ? notice.answerOn : notice.noticedOn
  const silent = result.heard === 'no'
  if (silent && way === 'explanation') {
    if (today <= notice.answerOn) wrong('heard', 'answer-period-runs')
  } else if (!isDay(result.heardOn) || result.heardOn > today || result.heardOn < earliest)
    wrong('heardOn', way === 'hearing' ? 'held-day-wrong' : 'answered-day-wrong')
  if (result.report.trim() === '' && !(silent && way === 'explanation')) wrong('report', 'report-missing')
  if (result.report.length > groundsLength) wrong('report', 'too-long')
  return problems
}

/** A cancellation as it stands, for the question whether it may be proposed. */
export interface CancellationSoFar {
  readonly adverse: boolean
  readonly way: HearingWay
  readonly answerOn: Day | null
  /** Day on which the notice left the house; null while it is still being made or waits to be posted. */
  readonly outOn: Day | null
  readonly heard: boolean | null
}

/**
 * What stands in the way of the proposal (起案): in an adverse disposition the person is heard first. An answer may be
 * completed until the last day, so that the period has to be over also when one has come.
 */
export function proposalObstacles(
  it: CancellationSoFar,
  today: Day,
  leastDays: number,
): readonly CancellationProblem[] {
  const at = 'proposal'
  if (!it.adverse || it.way === 'none') return []
  if (it.answerOn === null) return [{ at, refusal: 'not-noticed' }]
  if (it.outOn === null) return [{ at, refusal: 'notice-not-out' }]
  // Made in time and posted late: the person did not have the period.
  if (it.answerOn < addDays(it.outOn, leastDays)) return [{ at, refusal: 'notice-out-late' }]
  if (it.way === 'explanation' && today <= it.answerOn) return [{ at, refusal: 'answer-period-runs' }]
  if (it.heard === null) return [{ at, refusal: it.way === 'hearing' ? 'not-held' : 'answer-not-recorded' }]
  return []
}

/**
 * From when the decision is without effect: 職権取消 from the day it was made; 撤回 from its day, or from the day of the 決裁 when
 * that day has passed on the way, since it never reaches back.
 */
export function effectiveDay(
  it: { readonly kind: CancellationKind; readonly effectiveOn: Day | null },
  originalDecidedOn: Day,
  decidedOn: Day,
): Day {
  if (it.kind === 'annulment') return originalDecidedOn
  return it.effectiveOn === null || it.effectiveOn < decidedOn ? decidedOn : it.effectiveOn
}
