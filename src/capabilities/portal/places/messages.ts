import type { Locale } from '../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type DrawMessages = typeof ja
export const drawMessages: Readonly<Record<Locale, DrawMessages>> = { ja, easy, en }
