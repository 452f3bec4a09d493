import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { FilerKind } from '../../procedures/index.ts'
import type { SavedPage } from '../drafts/draft.ts'

/** What a bundle holds, encrypted. The answers are in its drafts. */
export interface BundleBody {
  readonly filer: FilerKind
  readonly locale: Locale
  /** Opens the bundle with its number, and each of its applications with their receipt numbers. */
  readonly secret: string
  /** Shared pages that were saved: the version of the bundle that each save made. */
  readonly pages: Readonly<Record<string, SavedPage>>
}

export interface Bundle {
  readonly id: string
  readonly accountId?: string
  readonly contactToken?: Buffer
  readonly resumeNumber: string
  readonly version: number
  readonly body: BundleBody
  readonly savedAt: Date
  readonly expiresAt: Date
  readonly submittedAt?: Date
}
