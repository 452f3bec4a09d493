import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { messages as easy } from './messages.easy.ts'
import { messages as en } from './messages.en.ts'
import { messages as ja } from './messages.ja.ts'

const all = (key: Exclude<keyof typeof ja, 'example' | 'lookedUpMany'>): LocalText => ({
  ja: ja[key],
  easy: easy[key],
  en: en[key],
})

/** The words of the form's own parts, in three languages. */
export const words = {
  choose: all('choose'),
  numberNotAsked: all('numberNotAsked'),
  numberHint: all('numberHint'),
  numberKept: all('numberKept'),
  lookedUpNothing: all('lookedUpNothing'),
  lookedUpOne: all('lookedUpOne'),
  lookedUpMany: (count: number): LocalText => ({
    ja: ja.lookedUpMany(count),
    easy: easy.lookedUpMany(count),
    en: en.lookedUpMany(count),
  }),
  lookedUpNoBank: all('lookedUpNoBank'),
  townUsed: all('townUsed'),
  example: (text: string): LocalText => ({ ja: ja.example(text), easy: easy.example(text), en: en.example(text) }),
} as const
