import type { Locale } from '../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja, type ResidentMessages } from './messages.ja.ts'

/** The residents' sentences in each language. */
export const residentMessages: Readonly<Record<Locale, ResidentMessages>> = { ja, easy, en }
