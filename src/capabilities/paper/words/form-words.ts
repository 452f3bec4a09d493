import { formWordsEasy } from './form-words.easy.ts'
import { formWordsJa } from './form-words.ja.ts'

export const formWords = { ja: formWordsJa, easy: formWordsEasy } as const
