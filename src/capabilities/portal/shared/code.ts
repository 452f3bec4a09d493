import { randomInt } from 'node:crypto'
import { plainHyphens, toHalfWidth } from '../../../civic/digits.ts'

/** Letters and digits that nobody confuses when reading aloud or copying by hand: no 0 O 1 I L. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** Length of a resume number (names the draft) and of a secret (opens it): 31^10 is about 2^49, with few tries allowed. */
export const codeLengths = { number: 8, secret: 10 } as const

/** A fresh code in two groups, e.g. `7K3M-92QX`. */
export function makeCode(kind: keyof typeof codeLengths): string {
  const length = codeLengths[kind]
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)])
  return `${letters.slice(0, length / 2).join('')}-${letters.slice(length / 2).join('')}`
}

/** Reads a code as people type it: any width, small letters, spaces, with or without hyphens. Undefined when it can't be one. */
export function readCode(kind: keyof typeof codeLengths, text: string): string | undefined {
  const bare = plainHyphens(toHalfWidth(text.slice(0, 80)))
    .toUpperCase()
    .replace(/[\s-]/g, '')
  const length = codeLengths[kind]
  if (bare.length !== length || [...bare].some((letter) => !alphabet.includes(letter))) return undefined
  return `${bare.slice(0, length / 2)}-${bare.slice(length / 2)}`
}
