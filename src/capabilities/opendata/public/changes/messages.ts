import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type ChangesMessages = typeof ja

/** The texts of the page of differences. */
export const changesMessages: Readonly<Record<'ja' | 'easy' | 'en', ChangesMessages>> = { ja, easy, en }
