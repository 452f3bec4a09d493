import type { Locale } from '../../../../platform/i18n/local-text.ts'
import { messages as easy } from './messages.easy.ts'
import { messages as en } from './messages.en.ts'
import { messages as ja, type OgcMessages } from './messages.ja.ts'

export const ogcMessages: Readonly<Record<Locale, OgcMessages>> = { ja, easy, en }
export type { OgcMessages }
