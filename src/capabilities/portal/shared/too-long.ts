import { lengthOf } from '../../../civic/characters.ts'
import { designMessages } from '../../../design/index.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'

/** What is said of a text over its limit (in letters as a person counts them): how many to take away. Undefined: it fits. */
export function tooLong(text: string, limit: number, label: string, locale: Locale): string | undefined {
  const over = lengthOf(text) - limit
  return over > 0 ? designMessages[locale].inlineTooLong(label, over) : undefined
}
