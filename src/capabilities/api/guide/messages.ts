import type { Locale } from '../../../platform/i18n/local-text.ts'
import { guideMessages as easy } from './messages.easy.ts'
import { guideMessages as en } from './messages.en.ts'
import { type GuideMessages, guideMessages as ja } from './messages.ja.ts'

export type { GuideMessages } from './messages.ja.ts'

export const guideMessages: Readonly<Record<Locale, GuideMessages>> = { ja, easy, en }
