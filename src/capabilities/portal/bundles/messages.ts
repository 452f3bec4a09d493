import type { Locale } from '../../../platform/i18n/local-text.ts'
import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

/** Every language has every sentence: the compiler sees to it. */
export type BundlesMessages = typeof ja

export const bundlesMessages: { readonly [locale in Locale]: BundlesMessages } = { ja, easy, en }
