import { easy } from './messages.easy.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'

export type NeighbourMessages = typeof ja

/** The texts of the neighbours' data. */
export const neighbourMessages: Readonly<Record<'ja' | 'easy' | 'en', NeighbourMessages>> = { ja, easy, en }
