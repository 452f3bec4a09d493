import type { Locale } from '../../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type MapMessages = typeof ja

/** What the maps say, by language. */
export const mapMessages: Readonly<Record<Locale, MapMessages>> = { ja, easy, en }
