import type { Locale } from '../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

/** The words that components say by themselves. Every language has every one of them: the compiler sees to it. */
export type DesignMessages = typeof ja

export const designMessages: { readonly [locale in Locale]: DesignMessages } = { ja, easy, en }
