import type { CanonicalState } from '../../../civic/case-state.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { FollowUp } from './definition-follow-ups.ts'
import type {
  ApprovalRule,
  CapacityRule,
  ChecklistItem,
  DeliveryRule,
  DuplicateRule,
  ExportLayout,
  FeeRule,
  Letter,
  Outcome,
} from './definition-office.ts'

export type { CanonicalState } from '../../../civic/case-state.ts'
export type * from './definition-follow-ups.ts'
export type * from './definition-office.ts'

/**
 * The definition language, version 1: the shape of `procedures/<id>/procedure.yaml`.
 *
 * Answers are a tree of groups: `answers[group][field]`, and for a repeated group `answers[group][n][field]`.
 * An answer path is `group.field` (`children.0.birth` for one item); a path is never reused for another meaning.
 * Every expression is CEL in the cage (see `expression.ts`) and sees: the groups by id, `values`, `conditions`
 * (as booleans), `filing` (today, filedOn, filedTime, channel, filer, assurance), `settings` (the city's dated settings).
 */
export interface ProcedureDefinition {
  readonly schema: 1
  readonly id: string
  /** 申請・届出・請求; decides which articles of the Administrative Procedure Act apply. */
  readonly kind: 'application' | 'notification' | 'claim'
  /** Two capital letters at the head of the receipt number. */
  readonly receiptPrefix: string
  /** The everyday name, first on every screen. */
  readonly name: LocalText
  /** The exact name in the city's policy. */
  readonly officialName: string
  readonly summary: LocalText
  readonly searchWords: readonly string[]
  readonly topics: readonly string[]
  readonly lifeEvents: readonly string[]
  readonly legalBasis: readonly LegalBasis[]
  /** Code of the section in charge; the city maps it to a section of its own. */
  readonly owner: string
  readonly guide: Guide
  /**
   * Another system carries the procedure: this city hall tells who may, what is needed there and by when, and leads on.
   * It has no case. What only a case needs is left out of the file and is empty here (see `hand-over.ts`).
   */
  readonly carriedBy?: CarriedBy
  /** Days that come round (申告の期限), computed for today and shown on the procedure's page. */
  readonly calendar?: readonly CalendarRow[]
  readonly filers: readonly Filer[]
  readonly channels: readonly Channel[]
  readonly assurance: AssuranceRule
  /** When new filings are taken. Absent: always. */
  readonly acceptance?: AcceptanceRule
  readonly filingDeadline?: FilingDeadline
  readonly processing: ProcessingPeriod
  readonly stages?: readonly Stage[]
  readonly retention: Retention
  /** City registers that choices come from. */
  readonly registers?: readonly string[]
  readonly settings?: Readonly<Record<string, SettingUse>>
  readonly conditions?: Readonly<Record<string, Condition>>
  readonly values?: Readonly<Record<string, ComputedValue>>
  readonly tables?: Readonly<Record<string, DecisionTable>>
  readonly pages: readonly Page[]
  readonly rules?: readonly Rule[]
  readonly fee?: FeeRule
  readonly delivery: DeliveryRule
  readonly capacity?: CapacityRule
  readonly duplicates?: DuplicateRule
  readonly checklist: readonly ChecklistItem[]
  readonly routing?: readonly { readonly when: string; readonly section: string }[]
  readonly approval: ApprovalRule
  readonly outcomes: readonly Outcome[]
  readonly letters: Readonly<Record<string, Letter>>
  readonly exports?: readonly ExportLayout[]
  /** Procedures to offer next, with the reason shown. */
  readonly next?: readonly { readonly procedure: string; readonly when?: string; readonly reason: LocalText }[]
  /** What is filed after the decision, begun with answers of this case. */
  readonly followUps?: readonly FollowUp[]
}

export interface LegalBasis {
  readonly law: string
  readonly article: string
  readonly form?: string
  readonly note?: string
}

/** What the procedure's page says before a person begins. */
export interface Guide {
  readonly who: LocalText
  readonly prepare: readonly LocalText[]
  readonly minutes: number
  readonly fee: LocalText
  readonly afterwards: readonly LocalText[]
  readonly paper: LocalText
  readonly counter: LocalText
  /** The way for those who cannot sign with the card, with the rule for the receipt date. */
  readonly unableToSign?: LocalText
  /** What happens when the deadline passes. */
  readonly late?: LocalText
}

export interface CarriedBy {
  readonly system: LocalText
  /** Text setting that holds its address: `https://…`. The city dates a change. */
  readonly address: string
  /** Text setting with the telephone of those who help with that system. */
  readonly phone: string
  /** What a person has to have there: an id, a card, a program. */
  readonly needs: readonly LocalText[]
}

export interface CalendarRow {
  readonly id: string
  readonly label: LocalText
  /** The rule in words: 「毎年1月31日まで」. */
  readonly rule: LocalText
  readonly when?: string
  /** The day is the last one (`until`, when not given) or the first one (`from`). */
  readonly kind?: 'until' | 'from'
  /** Expression giving the day; nothing is shown while an answer it reads is missing. */
  readonly due: string
  readonly article?: string
}

export type Channel = 'online' | 'counter' | 'post' | 'agent'
export type FilerKind = 'self' | 'legal-agent' | 'voluntary-agent' | 'submission-agent' | 'family' | 'business'

export interface Filer {
  readonly kind: FilerKind
  readonly label: LocalText
  /** Channels on which this filer may file; a city setting may narrow them. */
  readonly channels: readonly Channel[]
  readonly note?: LocalText
}

/** Words of identity assurance, from weakest to strongest kind. */
export type Assurance =
  | 'none'
  | 'contact'
  | 'account'
  | 'account-verified'
  | 'jpki-auth'
  | 'jpki-sign'
  | 'gbiz-entry'
  | 'gbiz-prime'

export interface AssuranceRule {
  readonly accepted: readonly Assurance[]
  /** `required`: the answers are signed with 署名用電子証明書 before submission. */
  readonly signature: 'required' | 'optional' | 'none'
  /** Whose signature counts: of the claimant, or of the filer (an agent's own card). */
  readonly signer?: 'applicant' | 'filer'
}

export interface AcceptanceRule {
  /** Open while this register has an open entry (disaster events, events for registration). */
  readonly register?: string
  /** Month and day; with `shiftToOpenDay` a last day on a closed day moves to the next open day (地方自治法4条の2第4項). */
  readonly season?: { readonly from: string; readonly to: string; readonly shiftToOpenDay?: boolean }
  /** Nothing is taken online for now, whatever the season says; the counter goes on. */
  readonly paused?: boolean
  /** The rule that sets the season, when it is not the city's own. */
  readonly article?: string
  readonly closedText: LocalText
}

/** The resident's deadline, computed by `civic` from the law's rule. */
export interface FilingDeadline {
  /** The day the law counts from: an answer path, or `values.<id>` where it hangs on other answers. The procedure's page asks for it by `fromLabel`. */
  readonly from: string
  readonly fromLabel: LocalText
  readonly days?: number
  readonly months?: number
  /** 初日不算入 unless the law says otherwise (民法140条). */
  readonly countFirstDay?: boolean
  /** End on a closed day moves to the next open day (地方自治法4条の2第4項). */
  readonly shiftToOpenDay: boolean
  readonly article: string
  readonly when?: string
}

export interface ProcessingPeriod {
  readonly days: number
  readonly counting: 'open-days' | 'calendar-days'
  /** The day of arrival is the first day: always, or where this setting of the city says so. 初日不算入 when not given (民法140条). */
  readonly countFirstDay?: boolean | string
  /** Statutory limit; absent for a period the city itself sets. */
  readonly statutory?: { readonly law: string; readonly article: string }
  /** Canonical states in which the clock stands still. */
  readonly pausedBy: readonly CanonicalState[]
  /** Days of elapsed period at which the office is reminded. */
  readonly alarms?: readonly number[]
}

/** A stage of the procedure's own, mapped to one canonical state. */
export interface Stage {
  readonly id: string
  readonly name: LocalText
  readonly state: CanonicalState
  readonly timer?: {
    readonly days: number
    readonly counting: 'open-days' | 'calendar-days'
    readonly then: 'remind' | 'expire'
  }
}

export interface Retention {
  readonly years: number | 'permanent'
  readonly from: 'completion' | 'fiscal-year-end'
  readonly note?: string
}

/** A value that differs by city (例規・要確認): name, meaning and default, dated in the city's settings. */
export interface SettingUse {
  readonly label: string
  readonly type: 'number' | 'text' | 'boolean' | 'list'
  readonly default: number | string | boolean | readonly string[]
  readonly openPoint?: string
}

export interface Condition {
  readonly label: string
  readonly is: string
  /** The rule that it rests on: the law's is fixed, the city's own is not. */
  readonly article?: string
}

/** A computed value: one expression, or a decision table's result; with `each`, one value for every item of a repeated group. */
export interface ComputedValue {
  readonly label: LocalText
  readonly type: 'boolean' | 'number' | 'money' | 'date' | 'month' | 'text' | 'list'
  readonly each?: string
  readonly is?: string
  readonly table?: string
  readonly column?: string
  /** Shown to the resident on the check page and on letters; otherwise to the office only. */
  readonly show?: 'resident' | 'office'
  /** The rule that it rests on: the law's is fixed, the city's own is not. */
  readonly article?: string
}

/** A dated decision table: the version in force on `asOf` is used, the first row whose cells all hold gives the result. */
export interface DecisionTable {
  readonly label: string
  /** Expression giving the day whose version applies; default `filing.filedOn`. */
  readonly asOf?: string
  readonly each?: string
  readonly inputs: Readonly<Record<string, string>>
  readonly versions: readonly {
    readonly from: string
    readonly source: string
    readonly rows: readonly {
      readonly when: Readonly<Record<string, string>>
      readonly then: Readonly<Record<string, string | number | boolean>>
    }[]
  }[]
}

export interface Page {
  readonly id: string
  readonly title: LocalText
  readonly lead?: LocalText
  readonly when?: string
  readonly groups: readonly Group[]
}

export interface Group {
  /** Also the head of the answer path. */
  readonly id: string
  readonly title: LocalText
  readonly hint?: LocalText
  readonly when?: string
  /** A shared group of `catalog/groups/` (person, contact, household-member, agent, account …); its fields come first. */
  readonly use?: string
  /** Changes to fields of the shared group, by field id. `false` leaves a field out. */
  readonly with?: Readonly<Record<string, Partial<Field> | false>>
  readonly repeat?: { readonly min: number; readonly max: number; readonly item: LocalText; readonly add: LocalText }
  readonly fields?: readonly Field[]
  /** Never in a file: what loading keeps of `use`, so that the same question in two procedures is known as the same. */
  readonly shared?: SharedOrigin
}

/** The shared group that a group's first fields came from. */
export interface SharedOrigin {
  readonly group: string
  /** Title of the shared group itself. */
  readonly title: LocalText
  /** Ids of the fields that came from it. */
  readonly fields: readonly string[]
}

export type FieldType =
  | 'text'
  | 'long-text'
  | 'kana'
  | 'name'
  | 'date'
  | 'year-month'
  | 'time'
  | 'address'
  | 'phone'
  | 'email'
  | 'account'
  | 'individual-number'
  | 'number'
  | 'money'
  | 'choice'
  | 'multi-choice'
  | 'yes-no'
  | 'file'
  | 'photo'
  | 'map-point'
  | 'map-shape'
  | 'consent'
  | 'register-choice'
  | 'notice'

export interface Field {
  readonly id: string
  readonly type: FieldType
  readonly label: LocalText
  readonly hint?: LocalText
  /** Required unless false; a condition's name or expression makes it depend. */
  readonly required?: boolean | string
  readonly when?: string
  readonly choices?: readonly Choice[]
  /** For `register-choice`: the register, and an expression over `entry` that narrows it. */
  readonly register?: { readonly id: string; readonly where?: string; readonly quantity?: boolean }
  readonly min?: number | string
  readonly max?: number | string
  readonly minLength?: number
  readonly maxLength?: number
  readonly unit?: LocalText
  /** A named pattern (`insured-number`, `office-number`, `microchip` …), checked to be linear; never free regex in expressions. */
  readonly pattern?: string
  readonly check?: 'individual-number' | 'corporate-number' | 'insurer-number'
  /** Where a first value may come from; its source is shown beside the answer. */
  readonly prefill?: string
  readonly autocomplete?: string
  readonly accept?: readonly ('pdf' | 'jpg' | 'png')[]
  readonly maxFiles?: number
  /** Other ways to hand in a document: 郵送・窓口持参・公簿で確認できれば省略. */
  readonly alternatives?: readonly ('post' | 'counter' | 'register')[]
  readonly consent?: { readonly version: string; readonly text: LocalText; readonly refusable?: boolean }
  /** For `map-shape`: what may be drawn; all three when not given. */
  readonly shapes?: readonly ('point' | 'line' | 'area')[]
  readonly exportKey?: string
  readonly sensitive?: boolean
  /** The rule that its conditions and limits rest on. */
  readonly article?: string
  /** Whose the numbers of its conditions and limits are, where the article does not say it; the designer locks the law's. */
  readonly setBy?: 'city' | 'law'
}

export interface Choice {
  readonly id: string
  readonly label: LocalText
  readonly hint?: LocalText
  readonly when?: string
  readonly code?: string
}

/** A check across fields. `must` is what has to hold; the refusal names the rule, the compared values and what would satisfy it. */
export interface Rule {
  readonly id: string
  readonly when?: string
  readonly must: string
  readonly each?: string
  /** Answer path the message is shown at. */
  readonly at: string
  /** `refuse`: cannot be submitted; `stop`: this procedure is not the way (says where to go); `warn`: told, and shown to the office. */
  readonly severity: 'refuse' | 'stop' | 'warn'
  readonly message: LocalText
  readonly article?: string
  /** Whose its numbers are, where the article does not say it: `city` for limits that only catch slips of the pen. */
  readonly setBy?: 'city' | 'law'
  /** Expressions whose values are shown with the refusal. */
  readonly compares?: Readonly<Record<string, string>>
}
