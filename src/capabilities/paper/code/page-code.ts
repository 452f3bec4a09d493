import { createHash } from 'node:crypto'
import encodeQR from 'qr'
import type { FormKind } from '../layout/style.ts'

/** What the code on a page says: which form, whose, which version, which page. Nothing of the person who fills it in. */
export interface PageCode {
  readonly form: FormKind
  readonly city: string
  readonly procedure: string
  /** First twelve hex digits of the version's SHA-256. */
  readonly version: string
  readonly edition: number
  /** Number in the layout map; 0 for a sheet that has no boxes (別紙). */
  readonly page: number
  /** Which copy of a continuation sheet, from 1. */
  readonly copy: number
}

const letters = { standard: 'S', large: 'L', easy: 'E' } as const satisfies Record<FormKind, string>
const shape =
  /^YNG1\/([SLE])\/([a-z0-9]+)\/([a-z0-9-]+)\/([0-9a-f]{12})\/(\d{1,3})\/(\d{1,3})\.(\d{1,2})\/([0-9a-f]{6})$/

export const shortHash = (hash: string): string => hash.slice(0, 12)

/** `YNG1/S/yanai/dog-registration/3fa9c1d2e4b6/1/3.1/7c21ab`; the last part is a check value over what stands before it. */
export function codeText(code: PageCode): string {
  const open = `YNG1/${letters[code.form]}/${code.city}/${code.procedure}/${code.version}/${code.edition}/${code.page}.${code.copy}`
  return `${open}/${checkValue(open)}`
}

/** Undefined for anything that is not a code of ours, whole and unchanged. */
export function readCodeText(text: string): PageCode | undefined {
  const match = shape.exec(text)
  if (!match) return undefined
  const [, letter, city = '', procedure = '', version = '', edition, page, copy, check] = match
  const form = (Object.keys(letters) as FormKind[]).find((each) => letters[each] === letter)
  if (form === undefined || checkValue(text.slice(0, text.lastIndexOf('/'))) !== check) return undefined
  return { form, city, procedure, version, edition: Number(edition), page: Number(page), copy: Number(copy) }
}

/** Against misreading, not against forgery: anybody may print a form. */
function checkValue(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 6)
}

/** The modules of the code, rows from the top, without the quiet zone. ISO/IEC 18004, error correction M. */
export function codeModules(text: string): readonly (readonly boolean[])[] {
  const bordered = encodeQR(text, 'raw', { ecc: 'medium', border: 1, encoding: 'byte' })
  return bordered.slice(1, -1).map((row) => row.slice(1, -1))
}
