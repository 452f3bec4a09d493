/** Kinds of columns whose words people search for. */
export const wordedKinds: ReadonlySet<string> = new Set(['text', 'kana', 'latin', 'choice', 'multi'])
/** Places in a segment: postings, points and bits are kept for so many rows at a time. */
export const segmentRows = 32_768
/** Rare values of a column share so many terms of a segment; which of their rows is meant is looked up. */
const buckets = 1024

/** A value of a column; an empty text is an empty cell. */
export const valueTerm = (column: string, value: string): string => hash(`=${column}\0${value}`)
/** The rare values of a column that fall together with this one. */
export const bucketTerm = (column: string, bucket: number): string => hash(`~${column}\0${bucket}`)
/** One of the parts between semicolons. */
export const partTerm = (column: string, part: string): string => hash(`;${column}\0${part}`)
/**
 * Versions of more rows have a list of their places for each small square of the map, so that a look into a street reads some hundred places
 * instead of all, and the letters of each column by themselves. In smaller ones all is looked through as quickly.
 */
export const largeFrom = 2000
/** The places of a square, see `squares.ts`. */
export const squareTerm = (column: number, row: number): string => hash(`@${column} ${row}`)
/** Two or three letters in one column, see `fineGramsOf`. */
export const columnGramTerm = (column: string, gram: number): string => hash(`%${column}\0${gram}`)
/** A pair of letters, see `grams.ts`. */
export const gramTerm = (gram: number): string => hash(`#${gram}`)

export function bucketOf(value: string): number {
  return mixed(value, 0x2545f491) % buckets
}

/** What a cell is compared by: a number has one spelling, whatever zeros and sign it was written with. */
export function valueKey(text: string, numeric: boolean): string {
  if (!numeric) return text
  const [, sign = '', whole = '', part = ''] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  if (whole === '') return text
  const digits = part === '' ? whole : `${whole}.${part}`
  return sign === '-' && digits !== '0' ? `-${digits}` : digits
}

/** 64 bits as PostgreSQL writes a bigint. */
function hash(text: string): string {
  return BigInt.asIntN(64, (BigInt(mixed(text, 0x811c9dc5)) << 32n) | BigInt(mixed(text, 0x9747b28c))).toString()
}

/** FNV-1a over the text's 16-bit units, its bits then stirred so that each depends on all. */
function mixed(text: string, seed: number): number {
  let state = seed
  for (let at = 0; at < text.length; at += 1) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d)
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b)
  return (state ^ (state >>> 16)) >>> 0
}
