import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { DatedEntry } from '../seeds/registers.ts'

/** The entry that goes on with another fee from a day on. Its id is the entry's own with that day: `chair.2027-04-01`. */
export function entryWithFee(
  before: DatedEntry,
  { fact, amount, fromOn }: { readonly fact: string; readonly amount: number; readonly fromOn: string },
): DatedEntry {
  const was = before.facts[fact]
  return {
    ...before,
    id: `${before.id.replace(/\.\d{4}-\d{2}-\d{2}$/, '')}.${fromOn}`,
    label: typeof was === 'number' ? relabel(before.label, was, amount) : before.label,
    from: fromOn,
    facts: { ...before.facts, [fact]: amount },
  }
}

/** The words with the new amount wherever they name the old one, as 1600 or 1,600; other numbers stay. */
function relabel(label: LocalText, was: number, amount: number): LocalText {
  const old = new RegExp(`(?<![\\d,])(?:${was}|${was.toLocaleString('ja-JP')})(?![\\d]|,\\d)(?=\\s*(?:円|yen))`, 'gu')
  const put = (text: string): string => text.replace(old, amount.toLocaleString('ja-JP'))
  return {
    ja: put(label.ja),
    ...(label.easy === undefined ? {} : { easy: put(label.easy) }),
    ...(label.en === undefined ? {} : { en: put(label.en) }),
  }
}
