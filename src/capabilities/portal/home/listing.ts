import type { LocalText } from '../../../platform/i18n/local-text.ts'

/** One procedure as lists show it. */
export interface ListedProcedure {
  readonly id: string
  readonly name: LocalText
  readonly minutes: number
  readonly fee: LocalText
  readonly open: boolean
  /** Another system carries it: the page leads there. */
  readonly elsewhere: boolean
}

/** One line of「あなたの手続き」: a draft, a correction, or what else waits for the person. */
export interface OwnLine {
  readonly href: string
  readonly title: string
  readonly note?: string
  /** Day by which something is due, in words. */
  readonly due?: string
}
