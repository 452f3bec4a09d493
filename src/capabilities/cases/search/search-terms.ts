import { readDate } from '../../../civic/era.ts'
import { readReceiptNumber } from '../../../civic/receipt-number.ts'
import { searchKey } from '../../../civic/search-text.ts'
import type { AnswerValue } from '../../procedures/index.ts'
import type { PlacedValue } from '../answers-at.ts'

/** Bigrams of a text with a mark before the first letter, so that one letter finds what begins with it. */
export function markedBigrams(text: string): readonly string[] {
  const letters = ['^', ...searchKey(text)]
  const pairs = new Set<string>()
  for (let index = 0; index + 1 < letters.length; index += 1) pairs.add(`${letters[index]}${letters[index + 1]}`)
  return [...pairs]
}

/** The word under which a case is found by its number. */
export const receiptWord = (receiptNumber: string): string => `receipt:${receiptNumber}`

/** The words of what was answered, under which a case is found: `kind:word`, before hashing. Words of one kind never meet those of another. Long texts give at most 60 each. */
export function wordsOfCase(
  fields: Iterable<PlacedValue>,
  names: { readonly name: string; readonly kana: string; readonly organisation?: string },
): readonly string[] {
  const words = new Set<string>()
  const add = (kind: 'name' | 'kana' | 'address', text: string) => {
    for (const pair of markedBigrams(text).slice(0, 60)) words.add(`${kind}:${pair}`)
  }
  add('name', names.name)
  if (names.organisation !== undefined) add('name', names.organisation)
  add('kana', names.kana)
  for (const { field, value } of fields) {
    if (value === undefined) continue
    if (field.type === 'name' && isName(value)) add('name', `${value.family}${value.given}`)
    if (field.type === 'kana' && typeof value === 'string') add('kana', value)
    if (field.type === 'kana' && isName(value)) add('kana', `${value.family}${value.given}`)
    // The prefecture and the city stand in nearly every case and would find nothing.
    if (field.type === 'address' && isAddress(value))
      add('address', `${value.town}${value.block}${value.building ?? ''}`)
    if (field.type === 'date' && typeof value === 'string' && /birth/.test(field.id)) words.add(`birth:${value}`)
  }
  return [...words]
}

/** A word of the query: any of its kinds may be met, each by all of its pieces. */
export interface QueryTerm {
  readonly alternatives: readonly (readonly string[])[]
}

/** Reads what a clerk typed. Empty: nothing to look for. A receipt number or a date stands for itself. */
export function readQuery(text: string): readonly QueryTerm[] {
  const whole = readReceiptNumber(text.trim())
  if (whole.ok) return [{ alternatives: [[receiptWord(whole.text)]] }]
  return text
    .split(/[\s　]+/)
    .filter((word) => searchKey(word) !== '')
    .slice(0, 6)
    .map(termOf)
}

/** Whether a query looks for people. One for receipt numbers alone does not. */
export function findsPeople(terms: readonly QueryTerm[]): boolean {
  return terms.some(({ alternatives }) => !alternatives.flat().every((word) => word.startsWith('receipt:')))
}

function termOf(word: string): QueryTerm {
  const receipt = readReceiptNumber(word)
  if (receipt.ok) return { alternatives: [[receiptWord(receipt.text)]] }
  const date = readDate(word)
  if (date.ok) return { alternatives: [[`birth:${date.day}`]] }
  const letters = [...searchKey(word)].slice(0, 24)
  const pairs =
    letters.length === 1
      ? [`^${letters[0]}`]
      : [...new Set(letters.slice(0, -1).map((letter, index) => `${letter}${letters[index + 1]}`))]
  return { alternatives: (['name', 'kana', 'address'] as const).map((kind) => pairs.map((pair) => `${kind}:${pair}`)) }
}

function isName(value: AnswerValue): value is { readonly family: string; readonly given: string } {
  return typeof value === 'object' && 'family' in value && 'given' in value
}

function isAddress(value: AnswerValue): value is {
  readonly town: string
  readonly block: string
  readonly building?: string
} & AnswerValue {
  return typeof value === 'object' && 'town' in value && 'block' in value
}
