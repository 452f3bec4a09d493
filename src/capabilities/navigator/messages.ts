import type { Locale } from '../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type NavigatorMessages = typeof ja

/** What the navigator says, by language. */
export const navigatorMessages: Readonly<Record<Locale, NavigatorMessages>> = { ja, easy, en }
