import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Field } from './definition.ts'

/** The half of the language that the office works by: fees, delivery, places, checks, decisions, letters, exports. */

export interface FeeRule {
  readonly article: string
  readonly lines: readonly {
    readonly id: string
    readonly label: LocalText
    readonly when?: string
    readonly each?: string
    /** Integer yen: an expression. */
    readonly amount: string
    readonly quantity?: string
  }[]
  readonly payAt: 'before-review' | 'before-decision' | 'before-delivery'
  readonly methods: readonly ('cash' | 'ticket' | 'online')[]
}

export interface DeliveryRule {
  readonly ways: readonly ('portal' | 'post' | 'counter')[]
  /** Field that holds the person's wish (answer path of a choice whose ids are the ways). */
  readonly field?: string
  /** Answer paths of another address for what is sent, and whose it is: used when the address is answered. */
  readonly sendTo?: { readonly address: string; readonly name?: string }
  /** Answer paths of the company or group that applies, and of its representative's post: they stand before the name in a letter. */
  readonly organisation?: { readonly name: string; readonly post?: string }
}

/** Seats or slots that must never be oversold. */
export interface CapacityRule {
  readonly register: string
  /** Answer path of the chosen register entry. */
  readonly entry: string
  readonly quantity: string
  readonly waitingList: boolean
  /** Expression over `entry`: `first-come` or `lottery`. */
  readonly method: string
  /** Over the answers: true puts an application before the others in a draw (city residents first). */
  readonly preferred?: string
  /** Over `entry`: last day of application; the draw is held after it. */
  readonly closesOn?: string
  /** Over `entry`: last day on which somebody who waits is offered a free place. */
  readonly promoteUntil?: string
  /** Hours in which an offer is answered; 48 when not given. */
  readonly offerHours?: string
  /** Outcomes that are prepared for those who won and lost a draw. */
  readonly results?: { readonly won: string; readonly lost: string }
}

export interface DuplicateRule {
  /** Expression giving a text key; an open or granted case with the same key is a possible duplicate. */
  readonly key: string
  /** Procedures that give the same word are looked at together (one open application of a person among several kinds). */
  readonly scope?: string
  /** `open`: only what is still under review counts; a matter that may come again every year. Otherwise what was granted too. */
  readonly among?: 'open' | 'all'
  readonly severity: 'warn' | 'refuse'
  readonly message: LocalText
}

export interface ChecklistItem {
  readonly id: string
  readonly label: string
  readonly when?: string
  /** Checked by the program when given; otherwise by a person. */
  readonly passes?: string
  readonly finding?: string
  readonly source?: string
  readonly article?: string
}

export interface ApprovalRule {
  /** Matter code of the city's 決裁区分 table; the route comes from there. */
  readonly matter: string
  /** Amount in yen that decides the route, when the table asks for it. */
  readonly amount?: string
}

export interface Outcome {
  readonly id: string
  readonly label: LocalText
  readonly result: 'approved' | 'partially-approved' | 'rejected' | 'dismissed' | 'accepted'
  readonly adverse: boolean
  /** A notice on the way (延期の通知など): its letter goes out by the same route, the case stays under review. */
  readonly continues?: boolean
  /** The booked seat or slot is free again though nothing is refused (a meeting that will not be held). A refusal always frees it. */
  readonly givesPlaceBack?: boolean
  /** Matter of the 決裁区分 for this outcome, where it is decided higher or lower than `approval.matter` says. */
  readonly matter?: string
  readonly letter?: string
  readonly fields?: readonly OutcomeField[]
  /** Reasons a clerk may begin from (理由の提示, 行政手続法8条). */
  readonly grounds?: readonly { readonly id: string; readonly text: string }[]
  /** 教示 (行政不服審査法82条): to whom, and whether an appeal must come before a lawsuit. */
  readonly remedies?: { readonly appealTo: string; readonly appealFirst: boolean; readonly defendant: string } | 'none'
}

/** A field of a decision: what the office fills in before it proposes. */
export interface OutcomeField extends Field {
  /** For `number`: places after the point. Typed and shown with them, kept as a whole number of the smallest unit (49.9 → 499). */
  readonly decimals?: 1 | 2
  /**
   * The value follows from other fields of this decision, read as `kase.decided.…` by an expression or a decision table. Left
   * empty it is filled in; another value is taken only with something written in the field `reason`, and never without one.
   */
  readonly follows?: FollowsRule
}

export interface FollowsRule {
  /** Either an expression or a table. */
  readonly is?: string
  readonly table?: string
  readonly column?: string
  /** Field of the same decision that says why the value is another one; absent where no other one may be. */
  readonly reason?: string
}

export interface Letter {
  readonly title: string
  /** Typst template beside the definition. */
  readonly template: string
  readonly numbered: boolean
  readonly seal: 'image' | 'omitted' | 'none'
  /** Answer path of a photo that is set into the letter (受験票); `photo()` of `base.typ` draws it. */
  readonly photo?: string
}

export interface ExportLayout {
  readonly id: string
  readonly label: string
  readonly format: 'csv'
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'shift_jis'
  /** Which cases stand in the list (expression, sees what the columns see); every case when left out. */
  readonly where?: string
  readonly columns: readonly { readonly header: string; readonly value: string }[]
}
