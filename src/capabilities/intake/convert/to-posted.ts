import { toHalfWidth } from '../../../civic/digits.ts'
import { readDate } from '../../../civic/era.ts'
import type { RegisterEntry } from '../../procedures/index.ts'
import { partCodes } from '../map/part-words.ja.ts'
import type { Slot } from '../map/slots.ts'
import { splitAddress } from './address.ts'
import { readWord, readYesNo, splitWords } from './words.ts'

/** Values by part of the posting name, as the form itself would post them. */
export type Posting = Readonly<Record<string, readonly string[]>>

/**
 * A sender's text as the page would have posted it; what is not understood goes on as written, so that the field's own
 * reading says what is wrong with it, in its own sentence.
 */
export function toPosted(slot: Slot, text: string, entries: readonly RegisterEntry[]): Posting {
  const { field, part, codes } = slot
  if (part !== '') return { [part]: [partText(part, text, codes)] }
  switch (field.type) {
    case 'choice':
      return { '': [readWord(text, codes, field.choices ?? []) ?? text] }
    case 'multi-choice': {
      const read = (word: string): string | undefined => readWord(word, codes, field.choices ?? [])
      return { '': splitWords(text, (word) => read(word) !== undefined).map((word) => read(word) ?? word) }
    }
    case 'yes-no':
      return { '': [ownWord(text, codes) ?? readYesNo(text) ?? text] }
    case 'consent':
      return { agreed: [ownWord(text, codes) ?? readYesNo(text) ?? text] }
    case 'register-choice':
      return field.register?.quantity
        ? quantities(text, codes, entries)
        : { '': [readWord(text, codes, entries) ?? text] }
    case 'name':
      return nameParts(text)
    case 'address':
      return listed(splitAddress(text))
    case 'date':
      return { '': [ownWord(text, codes) ?? withoutTime(text)] }
    case 'year-month':
      return { '': [monthText(text)] }
    case 'file':
    case 'photo':
      // A name of a file is no way of handing in: the file itself comes with the package.
      return namesFile(text) ? {} : { how: [partText('how', text, codes)] }
    case 'map-point': {
      const [lat = '', lng = ''] = toHalfWidth(text).split(/[,\s]+/)
      return { lat: [lat], lng: [lng] }
    }
    default:
      return { '': [ownWord(text, codes) ?? text] }
  }
}

function ownWord(text: string, codes: Slot['codes']): string | undefined {
  return codes === undefined ? undefined : readWord(text, codes, [])
}

function partText(part: string, text: string, codes: Slot['codes']): string {
  return readWord(text, { ...partCodes[part], ...codes }, []) ?? text
}

function listed(parts: Readonly<Record<string, string>>): Posting {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, [text]]))
}

/** 「山田　花子」. Without a space nobody can tell where the family name ends: it stays whole and the given name is missing. */
function nameParts(text: string): Posting {
  const [family = '', ...given] = text.trim().split(/[\s　]+/)
  return { family: [family], given: [given.join('　')] }
}

/** `entry:2|other:1` or one a line; a name instead of the id is understood. */
function quantities(text: string, codes: Slot['codes'], entries: readonly RegisterEntry[]): Posting {
  const posting: Record<string, string[]> = {}
  for (const item of text.split(/[\r\n|｜;；]+/)) {
    const match = /^(.*?)\s*[:：×xX]\s*([0-9０-９]+)\s*$/.exec(item.trim())
    const word = (match?.[1] ?? item).trim()
    if (word === '') continue
    posting[readWord(word, codes, entries) ?? word] = [match?.[2] ?? '1']
  }
  return posting
}

/** A day that a spreadsheet wrote with a time of midnight, or as one number: `R081120`, `2026/11/20 0:00`. */
function withoutTime(text: string): string {
  const plain = toHalfWidth(text)
    .trim()
    .replace(/[T\s]+0{1,2}:00(?::00(?:\.0+)?)?(?:Z|\+09:00)?$/, '')
  const compact = /^([MTSHRmtshr])(\d{2})(\d{2})(\d{2})$/.exec(plain)
  return compact ? `${compact[1]}${Number(compact[2])}.${Number(compact[3])}.${Number(compact[4])}` : plain
}

/** `2026/11`, `202611`, `令和8年11月` → `2026-11`. */
function monthText(text: string): string {
  const plain = toHalfWidth(text).trim()
  const whole = /^\d{6}$/.test(plain)
    ? `${plain}01`
    : /月$/.test(plain)
      ? `${plain}1日`
      : `${plain}-1`.replace(/\.(\d+)-1$/, '.$1.1')
  const day = readDate(/^\d{4}\/\d{1,2}$/.test(plain) ? `${plain}/1` : whole)
  return day.ok ? day.day.slice(0, 7) : text
}

/** `接種済票.pdf`, or several of them. */
function namesFile(text: string): boolean {
  return text
    .split(/[\r\n|｜;；]+/)
    .some((name) => /\.(?:pdf|jpe?g|png|heic|heif|avif|zip|docx?|xlsx?)$/i.test(name.trim()))
}
