import { formWordsEasy } from './messages.easy.ts'
import { formWordsJa } from './messages.ja.ts'

export const formWords = { ja: formWordsJa, easy: formWordsEasy } as const
