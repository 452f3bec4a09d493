import type { Column } from '../../language/dataset.ts'
import { headerKey } from '../../table/header-key.ts'
import type { Synonyms } from '../../table/match-headers.ts'
import type { ValueKindName } from '../../values/kinds.ts'
import { readValue } from '../../values/read-value.ts'
import { type PersonalSign, personalSignOf } from './personal-signs.ts'

/** What a column of a file without a definition is taken for; a person confirms it. */
export interface GuessedColumn extends Column {
  /** What a person could be recognised by. */
  readonly sign?: PersonalSign
}

/** Kinds that a name of a column tells. */
const byHeader: readonly (readonly [RegExp, ValueKindName])[] = [
  [/緯度|^lat(itude)?$|北緯/, 'latitude'],
  [/経度|^(lon|lng|longitude)$|東経/, 'longitude'],
  [/カナ|フリガナ|ふりがな|よみ|kana/, 'kana'],
  [/郵便番号|〒|^postcode$|^zip$/, 'postcode'],
  [/電話|^tel$|fax|ファ(ッ)?クス|^phone$/, 'phone'],
  [/メール|^e?-?mail$/, 'email'],
  [/^url$|ホームページ|ウェブサイト|リンク/, 'url'],
  [/法人番号/, 'corporate-number'],
  [/市区町村コード|公共団体コード/, 'government-code'],
]
/** Kinds that the values tell, the narrower first. */
const byValues: readonly ValueKindName[] = [
  'shape',
  'date',
  'time',
  'url',
  'email',
  'phone',
  'integer',
  'decimal',
  'presence',
  'weekdays',
]
/** Of the values that are there, so many have to fit. */
const enough = 0.9
const mostChoices = 12

/** Guesses id, kind and need of every column from its header and its first rows. */
export function guessColumns(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  synonyms: Synonyms,
  cityCode: string,
): readonly GuessedColumn[] {
  const taken = new Set<string>()
  return headers.map((header, at) => {
    const title = header === '' ? `列${at + 1}` : header.slice(0, 200)
    const values = rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '')
    const kind = kindOf(title, values, cityCode)
    const id = freeId(title, at, synonyms, taken)
    taken.add(id)
    const choices = kind === 'choice' ? { values: [...new Set(values)] } : {}
    const sign = personalSignOf(title, values)
    const full = rows.length > 0 && values.length === rows.length
    return {
      id,
      title,
      kind,
      need: full ? 'required' : 'optional',
      ...choices,
      ...(sign === undefined ? {} : { sign }),
    }
  })
}

function kindOf(title: string, values: readonly string[], cityCode: string): ValueKindName {
  const fits = (kind: ValueKindName): boolean => {
    const column: Column = { id: 'x', title, kind, need: 'optional' }
    const good = values.filter((value) => isFine(value, column, cityCode)).length
    return values.length > 0 && good >= values.length * enough
  }
  const told = byHeader.find(([pattern]) => pattern.test(headerKey(title)))?.[1]
  if (told !== undefined && (values.length === 0 || fits(told))) return told
  // Numbers with a leading zero are names of something, not amounts.
  if (values.some((value) => /^0\d/.test(value)) && values.every((value) => /^[\d-]+$/.test(value)))
    return fits('phone') ? 'phone' : 'identifier'
  const found = byValues.find(fits)
  if (found !== undefined) return found
  if (isChoice(values)) return 'choice'
  return values.some((value) => value.includes('\n') || value.length > 200) ? 'long-text' : 'text'
}

function isFine(value: string, column: Column, cityCode: string): boolean {
  const outcome = readValue(value, { cityCode, column })
  return 'value' in outcome || outcome.problem.level !== 'error' || outcome.problem.sure === true
}

/** A few values that come again and again. */
function isChoice(values: readonly string[]): boolean {
  const different = new Set(values)
  return (
    values.length >= 20 &&
    different.size >= 2 &&
    different.size <= mostChoices &&
    values.length >= different.size * 5 &&
    [...different].every((value) => value.length <= 30)
  )
}

/** The name in the APIs: the known one of the standard, the header itself where it is Latin, else its number. */
function freeId(title: string, at: number, synonyms: Synonyms, taken: ReadonlySet<string>): string {
  const key = headerKey(title)
  const known = Object.entries(synonyms).find(([, words]) => words.some((word) => headerKey(word) === key))?.[0]
  const standard: Readonly<Record<string, string>> = {
    名称: 'name',
    名称_カナ: 'name_kana',
    住所: 'address',
    緯度: 'lat',
    経度: 'lon',
    no: 'id',
    図形: 'shape',
  }
  const latin = key
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 60)
  const wanted =
    standard[key] ??
    known ??
    (/^[a-z][a-z0-9_]*$/.test(latin) && /^[\x20-\x7e]+$/.test(key) ? latin : `column_${at + 1}`)
  return taken.has(wanted) ? `column_${at + 1}` : wanted
}
