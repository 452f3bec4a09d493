import type { Locale } from '../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja, type VisitMessages } from './messages.ja.ts'

export const visitMessages: Readonly<Record<Locale, VisitMessages>> = { ja, easy, en }
export type { VisitMessages } from './messages.ja.ts'
