import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'

/**
 * The shape of `catalog/life-events/<id>.yaml`: plain questions about one event of life, and what comes of the answers.
 * Questions and expressions are those of the procedures (`procedures/README.md`).
 */
export interface Guide {
  readonly schema: 1
  readonly id: string
  /** Entry of `catalog/life-events.yaml` that leads here. */
  readonly lifeEvent: string
  readonly title: LocalText
  readonly summary: LocalText
  readonly minutes: number
  readonly conditions?: ProcedureDefinition['conditions']
  readonly pages: ProcedureDefinition['pages']
  readonly items: readonly GuideItem[]
}

/** One line of a person's list. What a shared item (`_items.yaml`) says already need not be said again. */
export interface GuideItem {
  readonly id: string
  readonly use?: string
  /** Absent: it stands in every list of this guide. */
  readonly when?: string
  /** A procedure of ours: linked where the city offers it. */
  readonly procedure?: string
  readonly name?: LocalText
  /** Where and how, in a sentence or two. */
  readonly how?: LocalText
  /** Id in `_offices.yaml`. */
  readonly office?: string
  readonly law?: string
  /** A page of this site where it is begun, when no procedure does it. */
  readonly page?: { readonly href: string; readonly label: LocalText }
  /** Ids in `_things.yaml`; with `when`, only where the answers ask for it (a certificate that replaces a card). */
  readonly bring?: readonly (string | Bring)[]
  readonly due?: DueRule
  /** What to do now where its last day has passed; without it, that it can still be done and the counter helps. */
  readonly late?: LocalText
  readonly benefit?: BenefitRule
  /** Answer path of the procedure → what it begins with. */
  readonly prefill?: Readonly<Record<string, Prefill>>
}

/** Something to bring that not everybody has to. */
export interface Bring {
  readonly thing: string
  readonly when: string
}

/** Id of the thing, whether everybody brings it or not. */
export function thingOf(bring: string | Bring): string {
  return typeof bring === 'string' ? bring : bring.thing
}

/** Until when: a period counted `from` a day, or the day itself (`on`). */
export interface DueRule {
  readonly from?: string
  readonly days?: number
  readonly months?: number
  /** 初日算入: only where the law says so (戸籍法43条). */
  readonly countFirstDay?: boolean
  /** A last day on a closed day moves to the next open day; default true for a period, never for a day. */
  readonly shiftToOpenDay?: boolean
  readonly on?: string
  readonly article?: string
  /** No law asks for this day: it is advice. */
  readonly advised?: boolean
  /** It may be done before the day it counts from. */
  readonly early?: boolean
}

/** Money or relief that the person may be entitled to, why, and the values that were compared. */
export interface BenefitRule {
  readonly amount?: LocalText
  /** May hold `{name}` of `compares`. */
  readonly why: LocalText
  readonly compares?: Readonly<Record<string, { readonly label: LocalText; readonly is: string }>>
}

export interface Prefill {
  readonly type: 'date' | 'text' | 'number' | 'boolean'
  readonly is: string
}

/** Who is in charge: a section of the city (`section`), or somebody else. */
export interface Office {
  readonly id: string
  readonly name: LocalText
  readonly section?: string
}

/** Something to bring. */
export interface Thing {
  readonly id: string
  readonly name: LocalText
}

/** An item after the shared one was written out. */
export type WholeItem = GuideItem & Required<Pick<GuideItem, 'name' | 'how' | 'office'>>
