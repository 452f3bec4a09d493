import type { LocalText } from '../../../platform/i18n/local-text.ts'

/** In `after`: as soon as it has been filed. No outcome has this name. */
export const filed = 'filed'

/**
 * What the same person naturally files after a decision (更新 after a certification, 着手届 after a permit), begun with
 * answers of the decided case. Its expressions see the answers, and the decision as `kase` (`receiptNumber`, `filedOn`,
 * `decidedOn`, `documentNumber`, `decided.<field>`).
 */
export interface FollowUp {
  readonly id: string
  /** Procedure that is begun; may be the same one. */
  readonly procedure: string
  /**
   * Outcomes after which it is offered; not given: every one that grants or accepts. `filed` stands for the time before a
   * decision, too (a 申出 that may be changed while it runs).
   */
  readonly after?: readonly string[]
  readonly when?: string
  /** Expression giving the first day on which it can be filed; before it, it is told with that day. */
  readonly from?: string
  /** Expression giving the last day; after it, it is not offered any more. */
  readonly until?: string
  /** What it is, where the name of the procedure does not say it. */
  readonly title?: LocalText
  readonly reason: LocalText
  /** Places there → places here: whole groups, or single fields. */
  readonly carry?: Readonly<Record<string, string>>
  /** Fields there → expressions giving their first answers. */
  readonly set?: Readonly<Record<string, string>>
}
