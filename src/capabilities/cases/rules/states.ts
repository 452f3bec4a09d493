import { type CanonicalState, caseStates as canonicalStates } from '../../../civic/case-state.ts'

/** States of a case in the office: everything after the draft. */
export type CaseState = Exclude<CanonicalState, 'draft'>

export const caseStates = canonicalStates.filter((state): state is CaseState => state !== 'draft')

/** Nothing more happens here, save that a completed case can still be cancelled (取消し・撤回). */
export const endStates: ReadonlySet<CaseState> = new Set(['completed', 'withdrawn', 'cancelled', 'expired'])
export const openStates: readonly CaseState[] = caseStates.filter((state) => !endStates.has(state))

/** Before the decision: the applicant may still withdraw (取下げ). */
export const undecidedStates: ReadonlySet<CaseState> = new Set([
  'submitted',
  'received',
  'reviewing',
  'correction',
  'consulting',
  'awaiting-payment',
  'approving',
])

/** Who may bring an event about. `approver` is the approval route, which may be the same person in another role. */
export type ActorKind = 'resident' | 'staff' | 'approver' | 'system'

/** Everything that can happen to a case, in the past tense. */
export type CaseEventType = keyof typeof transitions

/**
 * How far the cancellation of a decision is (取消し・撤回). It stands beside the state, and for the resident, the exports and the
 * statistics the canonical state stays that of the decision, which is in force until the approval route says `cancelled`.
 */
export const cancellationStages = ['none', 'preparing', 'proposed'] as const
export type CancellationStage = (typeof cancellationStages)[number]

interface Transition {
  readonly by: readonly ActorKind[]
  readonly from: 'nothing' | readonly CaseState[]
  /** `same`: the state stays; `resume`: back to where the case waited for payment from. */
  readonly to: CaseState | 'same' | 'resume'
  /** Of a decision only: the stage of its cancellation before and after. */
  readonly cancellation?: { readonly from: readonly CancellationStage[]; readonly to: CancellationStage }
}

const anyOpen = openStates
/** A decision that can be cancelled: also one whose fee is still owed. */
const decidedStates = ['decided', 'notified', 'completed', 'awaiting-payment'] as const satisfies readonly CaseState[]
const atWork = ['received', 'reviewing', 'consulting'] as const satisfies readonly CaseState[]

/**
 * The one table of the life of a case: event → by whom, from where, to where. Everything that changes a state goes
 * through here; the database keeps the same states by a check.
 */
export const transitions = {
  submitted: { by: ['resident', 'staff', 'system'], from: 'nothing', to: 'submitted' },
  /** Form check passed (形式審査): review has to begin on arrival (行政手続法7条). */
  received: { by: ['system', 'staff'], from: ['submitted'], to: 'received' },
  /** Answers that do not hold by the definition: a person looks, nothing is turned away (不受理 is no legal outcome). */
  'form-check-failed': { by: ['system'], from: ['submitted'], to: 'same' },
  /** An answer after the last day, or to nothing open: kept, and the clerk is told. Also when the matter has ended. */
  'correction-came-late': {
    by: ['resident'],
    from: [...anyOpen, 'completed', 'withdrawn', 'cancelled', 'expired'],
    to: 'same',
  },
  /** A withdrawal after the decision has no effect; the resident is told how the matter stands. */
  'withdrawal-came-late': { by: ['resident'], from: [...anyOpen, 'completed', 'cancelled', 'expired'], to: 'same' },
  taken: { by: ['staff'], from: anyOpen, to: 'same' },
  'review-started': { by: ['staff'], from: ['received'], to: 'reviewing' },
  'handed-over': { by: ['staff', 'system'], from: anyOpen, to: 'same' },
  'check-marked': { by: ['staff'], from: atWork, to: 'same' },
  noted: { by: ['staff'], from: [...anyOpen, 'completed', 'withdrawn', 'cancelled', 'expired'], to: 'same' },
  /** Somebody who reads all cases (監査) has looked into this one, for the reason they gave. */
  inspected: { by: ['staff'], from: [...anyOpen, 'completed', 'withdrawn', 'cancelled', 'expired'], to: 'same' },
  'attachment-checked': { by: ['staff'], from: anyOpen, to: 'same' },
  'confidentiality-set': { by: ['staff'], from: anyOpen, to: 'same' },
  'correction-requested': { by: ['staff'], from: atWork, to: 'correction' },
  'correction-partly-answered': { by: ['resident', 'staff'], from: ['correction'], to: 'same' },
  'correction-answered': { by: ['resident', 'staff'], from: ['correction'], to: 'reviewing' },
  'correction-extended': { by: ['staff'], from: ['correction'], to: 'same' },
  /** The clerk goes on with what is there. */
  'correction-closed': { by: ['staff'], from: ['correction'], to: 'reviewing' },
  /** The last day has passed: an application still gets an answer (行政手続法7条), so review goes on. */
  'correction-lapsed': { by: ['system'], from: ['correction'], to: 'reviewing' },
  'consultation-started': { by: ['staff'], from: ['received', 'reviewing', 'consulting'], to: 'consulting' },
  /** One body has answered, another has not. */
  'consultation-partly-answered': { by: ['staff'], from: ['consulting'], to: 'same' },
  'consultation-answered': { by: ['staff'], from: ['consulting'], to: 'reviewing' },
  'payment-requested': { by: ['staff', 'system'], from: ['received', 'reviewing', 'decided'], to: 'awaiting-payment' },
  'payment-partly-recorded': { by: ['staff'], from: ['awaiting-payment'], to: 'same' },
  'payment-recorded': { by: ['staff'], from: ['awaiting-payment'], to: 'resume' },
  /** Money taken while the case was doing something else: written down, nothing moves. */
  'payment-taken': { by: ['staff'], from: anyOpen, to: 'same' },
  'payment-voided': { by: ['staff'], from: anyOpen, to: 'same' },
  'proposal-started': { by: ['staff'], from: ['reviewing'], to: 'approving' },
  /** A step of the route (承認, 合議, 保留), and 後閲, which may come when all is over. */
  'approval-acted': {
    by: ['approver'],
    from: [...anyOpen, 'completed', 'withdrawn', 'cancelled', 'expired'],
    to: 'same',
  },
  'proposal-sent-back': { by: ['approver'], from: ['approving'], to: 'reviewing' },
  'proposal-recalled': { by: ['staff', 'approver'], from: ['approving'], to: 'reviewing' },
  /** A notice on the way (延期の通知など): its letter goes out, the review goes on. */
  'notice-approved': { by: ['approver'], from: ['approving'], to: 'reviewing' },
  decided: { by: ['approver'], from: ['approving'], to: 'decided' },
  /** Also when the matter is over: a cancellation has letters of its own. */
  'letter-made': { by: ['system', 'staff'], from: [...anyOpen, 'completed', 'cancelled'], to: 'same' },
  'letter-failed': { by: ['system'], from: [...anyOpen, 'completed', 'cancelled'], to: 'same' },
  notified: { by: ['resident', 'staff', 'system'], from: ['decided'], to: 'notified' },
  completed: { by: ['staff', 'system'], from: ['notified'], to: 'completed' },
  withdrawn: { by: ['resident', 'staff'], from: [...undecidedStates], to: 'withdrawn' },
  /** 取消し・撤回 is begun, or its terms are written anew before anybody was told. */
  'cancellation-opened': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['none', 'preparing'], to: 'preparing' },
  },
  /** 聴聞の通知 or 弁明の機会の付与の通知 (行政手続法15条・30条). */
  'hearing-noticed': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['preparing'], to: 'preparing' },
  },
  /** What the person said, or that they said nothing. */
  'hearing-recorded': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['preparing'], to: 'preparing' },
  },
  /** The office does not go on: the decision stays as it is. */
  'cancellation-dropped': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['preparing'], to: 'none' },
  },
  'cancellation-proposed': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['preparing'], to: 'proposed' },
  },
  'cancellation-sent-back': {
    by: ['approver'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['proposed'], to: 'preparing' },
  },
  'cancellation-recalled': {
    by: ['staff', 'approver'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['proposed'], to: 'preparing' },
  },
  cancelled: {
    by: ['approver'],
    from: decidedStates,
    to: 'cancelled',
    cancellation: { from: ['proposed'], to: 'none' },
  },
  /** 更正: a clerical error of the notice is put right. Never while a cancellation is on its way: what would fall needs no correcting. */
  'amendment-proposed': {
    by: ['staff'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['none'], to: 'none' },
  },
  amended: { by: ['approver'], from: decidedStates, to: 'same', cancellation: { from: ['none'], to: 'none' } },
  'amendment-sent-back': {
    by: ['approver'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['none'], to: 'none' },
  },
  'amendment-recalled': {
    by: ['staff', 'approver'],
    from: decidedStates,
    to: 'same',
    cancellation: { from: ['none'], to: 'none' },
  },
  /** A refusal was annulled: the application has had no answer, and review begins again (行政手続法7条). Follows `cancelled` at once. */
  reopened: { by: ['system'], from: ['cancelled'], to: 'reviewing' },
  expired: { by: ['system'], from: ['correction', 'awaiting-payment'], to: 'expired' },
  /** A place was offered, given, drawn, or went to somebody else. */
  'place-changed': {
    by: ['system', 'staff', 'resident'],
    from: [...anyOpen, 'completed', 'withdrawn', 'cancelled', 'expired'],
    to: 'same',
  },
  'deadline-alarmed': { by: ['system'], from: anyOpen, to: 'same' },
} as const satisfies Record<string, Transition>

export const caseEventTypes = Object.keys(transitions) as readonly CaseEventType[]
