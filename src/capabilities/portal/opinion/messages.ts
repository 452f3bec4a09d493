import type { Locale } from '../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type OpinionMessages = typeof ja

export const opinionMessages: { readonly [locale in Locale]: OpinionMessages } = { ja, easy, en }
