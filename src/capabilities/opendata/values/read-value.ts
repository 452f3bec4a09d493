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
import { readShapeCell } from './shapes.ts'
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
  shape: readShapeCell,
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

/** Control characters other than line breaks and tabs, and what only looks empty or turns the direction of writing. */
const invisible = /[\p{Cc}\p{Cf}]/gu
const harmless = new Set(['\n', '\r', '\t'])
const hidden = (text: string): boolean => [...(text.match(invisible) ?? [])].some((letter) => !harmless.has(letter))

/** Letters that nothing has to be looked for among: most cells are made of nothing else. */
const ordinary = /^[!-~\u3041-\u30ff\u4e00-\u9fff\uff01-\uff60][ -~\u3041-\u30ff\u4e00-\u9fff\uff01-\uff60]*$/

/** Reads one cell as its column says. An empty cell, or one of blanks, is empty. */
export function readValue(typed: string, context: ValueContext): ValueOutcome {
  if (typed === '') return fine('')
  if (ordinary.test(typed)) return readers[context.column.kind](typed, context)
  if (/^[\s\u3000]+$/.test(typed)) return fault('writing', { level: 'notice', proposal: '', sure: true })
  if (/\p{Surrogate}/u.test(typed)) return fault('control-character')
  if (hidden(typed)) {
    const clean = typed.replace(invisible, (letter) => (harmless.has(letter) ? letter : ''))
    return fault('control-character', { proposal: clean })
  }
  return readers[context.column.kind](typed, context)
}
