import { modulus10 } from './check-digits.ts'
import type { Day } from './day.ts'
import { plainHyphens, toHalfWidth } from './digits.ts'
import { eras, eraYearOf } from './era.ts'

/** 受付番号 such as `KJ-R8-004821-3`: what a resident quotes on the phone. No personal data, never used twice. */
export interface ReceiptNumber {
  /** Two capital letters of the procedure. */
  readonly prefix: string
  readonly eraLetter: string
  readonly eraYear: number
  /** Counted per city, prefix and calendar year. From `paperCounterStart` the office gave it to a paper application. */
  readonly counter: number
}

/** The office numbers paper applications from here, so that both sides can count without asking each other. */
export const paperCounterStart = 900_001
const largestCounter = 999_999

/** The number of the `counter`-th arrival of the calendar year of `arrivedOn`. Throws when a counter has run out. */
export function makeReceiptNumber(prefix: string, arrivedOn: Day, counter: number): string {
  const found = eraYearOf(arrivedOn)
  if (!/^[A-Z]{2}$/.test(prefix) || !found || !Number.isInteger(counter) || counter < 1 || counter > largestCounter) {
    throw new Error(`No receipt number for ${prefix}, ${arrivedOn}, ${counter}`)
  }
  return written({ prefix, eraLetter: found.era.letter, eraYear: found.year, counter })
}

export type ReceiptNumberReading =
  | { readonly ok: true; readonly number: ReceiptNumber; readonly text: string }
  | { readonly ok: false; readonly refusal: 'unreadable' | 'check-digit' }

/** Reads what a person typed: any width, small letters, hyphens or none. */
export function readReceiptNumber(text: string): ReceiptNumberReading {
  const bare = plainHyphens(toHalfWidth(text)).toUpperCase().replace(/[\s]/g, '')
  const match =
    /^([A-Z]{2})-?([A-Z])(\d{1,2})-(\d{6})-?(\d)$/.exec(bare) ?? /^([A-Z]{2})([A-Z])(\d{1,2})(\d{6})(\d)$/.exec(bare)
  const [, prefix, eraLetter, year, counter, check] = match ?? []
  if (!prefix || !year || !counter || !eras.some((era) => era.letter === eraLetter) || !eraLetter) {
    return { ok: false, refusal: 'unreadable' }
  }
  const number = { prefix, eraLetter, eraYear: Number(year), counter: Number(counter) }
  if (modulus10(`${number.eraYear}${counter}`) !== Number(check)) return { ok: false, refusal: 'check-digit' }
  return { ok: true, number, text: written(number) }
}

/** Check digit: modulus 10 with weights 3 and 1 from the right over the digits of year and counter. */
function written({ prefix, eraLetter, eraYear, counter }: ReceiptNumber): string {
  const digits = String(counter).padStart(6, '0')
  return `${prefix}-${eraLetter}${eraYear}-${digits}-${modulus10(`${eraYear}${digits}`)}`
}
