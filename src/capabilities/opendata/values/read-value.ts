import {
  readCorporateNumber,
  readDigits,
  readGovernmentCode,
  readPoiCode,
  readPostcodeCell,
  readTownId,
} from './codes.ts'
import { readEmailCell, readPhoneCell, readUrlCell } from './contact.ts'
import type { ValueKindName } from './kinds.ts'
import { readDecimalCell, readDegrees, readIntegerCell } from './numbers.ts'
import { fault, fine, type ValueContext, type ValueOutcome } from './outcome.ts'
import {
  readChoice,
  readFlag,
  readIdentifier,
  readKana,
  readLatin,
  readLongText,
  readMulti,
  readPresence,
  readText,
} from './texts.ts'
import { readDateCell, readTimeCell, readWeekdays } from './times.ts'

type Reader = (typed: string, context: ValueContext) => ValueOutcome

const readers: Record<ValueKindName, Reader> = {
  text: readText,
  'long-text': readLongText,
  kana: readKana,
  latin: readLatin,
  identifier: readIdentifier,
  'government-code': readGovernmentCode,
  'town-id': readTownId,
  digits: readDigits,
  integer: readIntegerCell,
  decimal: readDecimalCell,
  latitude: (typed) => readDegrees(typed, 90),
  longitude: (typed) => readDegrees(typed, 180),
  date: readDateCell,
  time: readTimeCell,
  weekdays: readWeekdays,
  presence: readPresence,
  flag: readFlag,
  choice: readChoice,
  multi: readMulti,
  phone: readPhoneCell,
  email: readEmailCell,
  url: readUrlCell,
  postcode: readPostcodeCell,
  'corporate-number': readCorporateNumber,
  'poi-code': readPoiCode,
}

/** Control characters other than line breaks and tabs, halves of characters, and what only looks empty. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const invisible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060\ufeff]/

/** Reads one cell as its column says. An empty cell, or one of blanks, is empty. */
export function readValue(typed: string, context: ValueContext): ValueOutcome {
  if (typed === '') return fine('')
  if (/^[\s\u3000]+$/.test(typed)) return fault('writing', { level: 'notice', proposal: '', sure: true })
  if (/\p{Surrogate}/u.test(typed)) return fault('control-character')
  if (invisible.test(typed)) {
    const clean = typed.replace(new RegExp(invisible, 'g'), '')
    return fault('control-character', { proposal: clean })
  }
  return readers[context.column.kind](typed, context)
}
