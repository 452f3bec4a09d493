import type { Locale } from '../../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type OpenDataMessages = typeof ja

/** What the pages of open data say, by language. */
export const openDataMessages: Readonly<Record<Locale, OpenDataMessages>> = { ja, easy, en }
