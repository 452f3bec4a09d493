import { characterFaults, lengthOf } from './characters.ts'

export interface PersonName {
  readonly family: string
  readonly given: string
}

/** Longest 氏 or 名 that is taken, in characters. */
export const longestNamePart = 50

export type NameFault = 'empty' | 'too-long' | 'broken' | 'emoji' | 'half-width-kana'

/** Outer spaces off, inner runs to one; every other byte of a name stays as written (異体字, IVS). */
export function tidyName(text: string): string {
  return text
    .replace(/^[\s　]+|[\s　]+$/g, '')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/　{2,}/g, '　')
}

/**
 * What nobody can see, say or write on paper: joiners, fillers, tags, code points that are no characters, and a mark or a
 * selector without the letter it belongs to. A person whose name is one of them could be found by nobody.
 */
const unseen =
  /(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}|\p{Noncharacter_Code_Point}|\u2800|(?:^|[\s　])\p{M}/u

/** The first reason why a name can't be taken, or undefined. */
export function nameFault(text: string): NameFault | undefined {
  const name = tidyName(text)
  if (name === '') return 'empty'
  const faults = characterFaults(name)
  if (faults.some((fault) => fault !== 'emoji' && fault !== 'half-width-kana') || /[\r\n\t]/.test(name)) return 'broken'
  if (faults.includes('emoji')) return 'emoji'
  if (unseen.test(name)) return 'broken'
  if (faults.includes('half-width-kana')) return 'half-width-kana'
  return lengthOf(name) > longestNamePart ? 'too-long' : undefined
}

/** 氏 + one space + 名 (GIF 氏名); the space is full-width in Japanese letters. */
export function fullName(name: PersonName, space = '　'): string {
  return [name.family, name.given].filter((part) => part !== '').join(space)
}
