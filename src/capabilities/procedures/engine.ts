import type { Locale, LocalText } from '../../platform/i18n/local-text.ts'
import type { Answers, AnswerValue } from './language/answers.ts'
import type {
  Assurance,
  Channel,
  Field,
  FilerKind,
  Group,
  Outcome,
  Page,
  ProcedureDefinition,
} from './language/definition.ts'

/** What a rule may know about the filing besides the answers. Days are `YYYY-MM-DD`, Asia/Tokyo. */
export interface Filing {
  readonly today: string
  readonly filedOn: string
  readonly channel: Channel
  readonly filer: FilerKind
  readonly assurance: Assurance
}

/** The city's side of an evaluation: dated settings, registers, closed days. */
export interface CityFacts {
  readonly settings: Readonly<Record<string, unknown>>
  /** Open entries of a register on `filing.today`, in the office's order. */
  register(id: string): readonly RegisterEntry[]
  isClosedDay(day: string): boolean
}

export interface RegisterEntry {
  readonly id: string
  readonly label: LocalText
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Places left, when the entry has a capacity. */
  readonly left?: number
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
  /** Code of the section in charge: the first line of `routing` that holds, else `owner`. */
  sectionOf(answers: Answers, filing: Filing, city: CityFacts): string
  /** Text of `duplicates.key`; undefined when the definition has none or the answers do not give one. */
  duplicateKey(answers: Answers, filing: Filing, city: CityFacts): string | undefined
  /** Integer yen of `approval.amount`; undefined when the definition has none. */
  approvalAmount(answers: Answers, filing: Filing, city: CityFacts): number | undefined
  /**
   * The cells of one case in an export layout, in the order of its columns, as text. `extra` is what only the office
   * knows and expressions see as `kase` (receiptNumber, state, decidedOn, result …).
   */
  exportRow(
    layoutId: string,
    answers: Answers,
    filing: Filing,
    city: CityFacts,
    extra: Readonly<Record<string, string | number | boolean>>,
  ): readonly string[]
}
