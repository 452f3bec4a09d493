import type { Position } from '../../civic/geo.ts'
import type { Locale, LocalText } from '../../platform/i18n/local-text.ts'
import type { Answers, AnswerValue, GroupAnswers, SealedAnswer } from './language/answers.ts'
import type {
  Assurance,
  Channel,
  Choice,
  Field,
  FilerKind,
  FollowUp,
  Group,
  Outcome,
  Page,
  ProcedureDefinition,
  ProcessingPeriod,
} from './language/definition.ts'
import type { ValueRecord } from './language/expression/value.ts'

/** What a rule may know about the filing besides the answers. Days are `YYYY-MM-DD`, Asia/Tokyo. */
export interface Filing {
  readonly today: string
  readonly filedOn: string
  /** Clock time of the arrival to the second, `HH:MM:SS`, Asia/Tokyo. Absent where only the day is known. */
  readonly filedTime?: string
  readonly channel: Channel
  readonly filer: FilerKind
  readonly assurance: Assurance
}

/** What the office knows of a case: what export columns see as `kase`. */
export type KaseFacts = ValueRecord

/** The city's side of an evaluation: dated settings, registers, closed days. */
export interface CityFacts {
  readonly settings: Readonly<Record<string, unknown>>
  /** Open entries of a register on `filing.today`, in the office's order. */
  register(id: string): readonly RegisterEntry[]
  /** Every entry, also one whose time is over or has not begun: places are given back and drawn after closing. */
  everyEntry?(id: string): readonly RegisterEntry[]
  isClosedDay(day: string): boolean
  /** Rings around the city, longitude first; without them any place in Japan may be drawn. */
  readonly boundary?: readonly (readonly Position[])[]
  /** Seals digits of a 個人番号 to the my-number zone; given only where the city's setting lets the portal ask for it. */
  sealNumber?(digits: string): SealedAnswer
}

export interface RegisterEntry {
  readonly id: string
  readonly label: LocalText
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Places left, when the entry has a capacity. */
  readonly left?: number
  /** All places of the entry, and those of them that the office keeps for paper and telephone. */
  readonly capacity?: number
  readonly officeQuota?: number
  /** Last day on which it can be chosen. */
  readonly to?: string
}

/** One thing to put right, or to know. `path` is an answer path; `params` fill the slots of the sentence. */
export interface Problem {
  readonly path: string
  readonly code: string
  readonly severity: 'refuse' | 'stop' | 'warn'
  readonly message: LocalText
  readonly rule?: {
    readonly id: string
    readonly article?: string
    readonly compared: readonly { readonly name: string; readonly value: string }[]
  }
}

/** A field in its place: the item number when its group repeats. */
export interface PlacedField {
  readonly path: string
  readonly group: Group
  readonly item?: number
  readonly field: Field
  readonly required: boolean
  /** Choices and register entries open to this person now. */
  readonly choices?: readonly Choice[]
  readonly entries?: readonly RegisterEntry[]
  /** Bounds after their expressions were computed. */
  readonly min?: number | string
  readonly max?: number | string
}

export interface PageOnRoute {
  readonly page: Page
  readonly fields: readonly PlacedField[]
  readonly status: 'done' | 'started' | 'open'
}

export interface ReadResult {
  /** All answers with this page's fields replaced; unreadable input stays in `typed` so that the page can show it again. */
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

export interface Evaluation {
  readonly conditions: Readonly<Record<string, boolean>>
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly Problem[]
  readonly fee: {
    readonly total: number
    readonly lines: readonly { id: string; label: LocalText; amount: number; quantity: number }[]
  }
}

/** Answers in reading order, ready for a check page, a case page, a paper copy. */
export interface SummarySection {
  readonly pageId: string
  readonly title: LocalText
  readonly rows: readonly {
    readonly path: string
    readonly label: LocalText
    readonly text: LocalText
    readonly value: AnswerValue | undefined
    readonly field: Field
    readonly item?: number
  }[]
}

/** A definition compiled once at load; a request only fills in values. */
export interface CompiledProcedure {
  readonly definition: ProcedureDefinition
  /** sha256 of the source, hex: the version a draft and a case stay on. */
  readonly hash: string
  /** Whether an expression reads `filing.filedTime`: only then is a filing told apart by the second. */
  readonly readsTime: boolean
  /** Pages on this person's path, in written order; answers of pages off the path never count. */
  route(answers: Answers, filing: Filing, city: CityFacts): readonly PageOnRoute[]
  /** Reads one posted page: normalises what can be normalised, says sentence by sentence what can't. */
  readPage(
    pageId: string,
    form: ReadonlyMap<string, readonly string[]>,
    before: Answers,
    filing: Filing,
    city: CityFacts,
  ): ReadResult
  /** Everything that has to hold before submission, on the path only. */
  validate(answers: Answers, filing: Filing, city: CityFacts): readonly Problem[]
  evaluate(answers: Answers, filing: Filing, city: CityFacts): Evaluation
  /** Answers without those off the path: what is submitted. */
  relevant(answers: Answers, filing: Filing, city: CityFacts): Answers
  summarise(answers: Answers, filing: Filing, city: CityFacts, locale: Locale): readonly SummarySection[]
  checklist(
    answers: Answers,
    filing: Filing,
    city: CityFacts,
  ): readonly {
    id: string
    label: string
    outcome: 'pass' | 'fail' | 'person'
    finding: string
    source?: string
    article?: string
  }[]
  outcomes(): readonly Outcome[]
  /** What the tables say of those fields of a decision that follow one; `decided` is what was filled in, by field id. */
  followed(
    outcomeId: string,
    decided: ValueRecord,
    answers: Answers,
    filing: Filing,
    city: CityFacts,
  ): readonly FollowedField[]
  /** Code of the section in charge: the first line of `routing` that holds, else `owner`. */
  sectionOf(answers: Answers, filing: Filing, city: CityFacts): string
  /** Text of `duplicates.key`; undefined when the definition has none or the answers do not give one. */
  duplicateKey(answers: Answers, filing: Filing, city: CityFacts): string | undefined
  /** Integer yen of `approval.amount`; undefined when the definition has none. */
  approvalAmount(answers: Answers, filing: Filing, city: CityFacts): number | undefined
  /**
   * The cells of one case in an export layout, in the order of its columns, as text. `extra` is what only the office
   * knows and expressions see as `kase` (receiptNumber, state, decidedOn, result …; `decided`: fields of the decision).
   * Undefined when the layout's `where` leaves the case out.
   */
  exportRow(
    layoutId: string,
    answers: Answers,
    filing: Filing,
    city: CityFacts,
    extra: KaseFacts,
  ): readonly string[] | undefined
  /** The days of `calendar` for these answers. */
  calendar(answers: Answers, filing: Filing, city: CityFacts): readonly CalendarDay[]
  /** Where the procedure is carried, when it is not here; without an address that a person may be led to, only who helps. */
  handOver(city: CityFacts): HandOver | undefined
  /** The office's period as it stands in this city. */
  processing(city: CityFacts): ProcessingHere
  /** The resident's last day; undefined while the day it counts from is not known or the rule does not apply. */
  deadline(answers: Answers, filing: Filing, city: CityFacts): Deadline | undefined
  /** The same for a day chosen on the procedure's page, before any form. */
  deadlineFrom(day: string, city: CityFacts): Deadline | undefined
  /** Whether new filings are taken on a day, with the words to show when they are not. */
  acceptance(today: string, city: CityFacts): { readonly open: boolean; readonly text?: LocalText }
  /** Places this filing takes of a register with capacity. */
  capacity(answers: Answers, filing: Filing, city: CityFacts): readonly CapacityClaim[]
  /** How the places of an entry of that register are given. */
  capacityTerms(entry: RegisterEntry, today: string, city: CityFacts): CapacityTerms
  /** Computed values shown to the resident (check page, letters) or also to the office. */
  shownValues(answers: Answers, filing: Filing, city: CityFacts, to: 'resident' | 'office'): readonly ShownValue[]
  /** What is filed after this case, with its answers going on; `filing.today` is the day on which one asks. */
  followUps(known: KnownCase, answers: Answers, filing: Filing, city: CityFacts): readonly OfferedFollowUp[]
  /** Procedures to offer next. */
  next(
    answers: Answers,
    filing: Filing,
    city: CityFacts,
  ): readonly { readonly procedure: string; readonly reason: LocalText }[]
}

/** A case as its applicant knows it. Days are `YYYY-MM-DD`. */
export interface KnownCase {
  readonly receiptNumber: string
  readonly decision?: {
    readonly outcomeId: string
    readonly decidedOn: string
    readonly documentNumber?: string
    /** Fields of the decision by id, as far as they were told. */
    readonly fields: Readonly<Record<string, string | number | boolean>>
  }
}

export interface OfferedFollowUp {
  readonly followUp: FollowUp
  /** First and last day on which it can be filed. */
  readonly from?: string
  readonly until?: string
  /**
   * What an application of that procedure begins with: answer path there → value; a repeated group is one entry with its items.
   * @param own whether the answers of a group belong to whoever files now
   */
  begins(
    target: CompiledProcedure,
    today: string,
    city: CityFacts,
    own: (group: Group) => boolean,
  ): ReadonlyMap<string, AnswerValue | readonly GroupAnswers[]>
}

export interface FollowedField {
  readonly field: string
  /** `null` where the table gives none: something that it reads is missing, or no row holds. */
  readonly result: string | number | boolean | null
  /** Fields of the decision that the table reads. */
  readonly reads: readonly string[]
}

export interface CalendarDay {
  readonly id: string
  readonly label: LocalText
  readonly rule: LocalText
  readonly kind: 'until' | 'from'
  /** Absent while an answer it hangs on is missing. */
  readonly due?: string
  readonly article?: string
}

export interface HandOver {
  readonly system: LocalText
  readonly address?: string
  readonly phone: string
  readonly needs: readonly LocalText[]
}

export interface ProcessingHere extends Omit<ProcessingPeriod, 'countFirstDay'> {
  readonly countFirstDay?: boolean
}

export interface Deadline {
  readonly from: string
  readonly last: string
  readonly article: string
}

export interface CapacityClaim {
  readonly register: string
  readonly entry: string
  readonly quantity: number
  readonly waitingList: boolean
  readonly method: 'first-come' | 'lottery'
  /** Before the others in a draw. */
  readonly preferred?: boolean
}

/** How the places of one register entry are given. Days are `YYYY-MM-DD`. */
export interface CapacityTerms {
  readonly method: 'first-come' | 'lottery'
  /** Last day of application. */
  readonly closesOn?: string
  /** Last day on which a free place is offered to somebody who waits. */
  readonly promoteUntil?: string
  readonly offerHours: number
}

export interface ShownValue {
  readonly id: string
  readonly label: LocalText
  readonly text: LocalText
}
