import { isDay } from '../../../civic/day.ts'
import { formatEra, formatWestern } from '../../../civic/era.ts'
import { groupDigits } from '../../../civic/money.ts'
import type { LocalText } from '../../../platform/i18n/local-text.ts'

const english = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeZone: 'UTC' })

/** `November 27, 2026` */
export function englishDate(day: string): string {
  return english.format(new Date(`${day}T00:00:00Z`))
}

/** A slot's value as a reader of each language expects it: dates with their weekday, numbers in groups. */
export function slotText(value: string | number): LocalText {
  if (typeof value === 'number') {
    const digits = groupDigits(value)
    return { ja: digits, easy: digits, en: digits }
  }
  if (isDay(value)) return { ja: formatEra(value), easy: formatWestern(value), en: englishDate(value) }
  return { ja: value, easy: value, en: value }
}

/** Puts values into the `{slots}` of a text in every language. */
export function fill(text: LocalText, slots: Readonly<Record<string, LocalText>>): LocalText {
  const one = (template: string, locale: 'ja' | 'easy' | 'en'): string =>
    template.replace(/\{([A-Za-z][A-Za-z0-9]*)\}/g, (whole, name: string) => {
      const slot = Object.hasOwn(slots, name) ? slots[name] : undefined
      return slot ? (slot[locale] ?? slot.ja) : whole
    })
  return {
    ja: one(text.ja, 'ja'),
    ...(text.easy === undefined ? {} : { easy: one(text.easy, 'easy') }),
    ...(text.en === undefined ? {} : { en: one(text.en, 'en') }),
  }
}
