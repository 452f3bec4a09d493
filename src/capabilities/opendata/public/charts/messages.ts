import type { Locale } from '../../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type ChartMessages = typeof ja

/** What charts say, by language. */
export const chartMessages: Readonly<Record<Locale, ChartMessages>> = { ja, easy, en }
