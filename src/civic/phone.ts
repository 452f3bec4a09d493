import { digitsOnly, plainHyphens, toHalfWidth } from './digits.ts'

export type PhoneReading =
  | { readonly ok: true; readonly phone: string; readonly kind: 'mobile' | 'fixed' }
  | { readonly ok: false; readonly refusal: 'empty' | 'not-a-number' | 'wrong-length' | 'no-leading-zero' }

/** Area codes of Yamaguchi prefecture and of the large cities; elsewhere the hyphens stay as the person put them. */
const areaCodes = [
  '0820',
  '0827',
  '0833',
  '0834',
  '0835',
  '0836',
  '0837',
  '0838',
  '083',
  '082',
  '092',
  '052',
  '03',
  '06',
]

/**
 * Reads a Japanese phone number in any width and with any separators (GIF 445: half-width digits with hyphens).
 * 10 digits are a fixed line, 11 digits begin 050, 060, 070, 080 or 090.
 */
export function readPhone(text: string): PhoneReading {
  if (text.trim() === '') return { ok: false, refusal: 'empty' }
  const national = toHalfWidth(text)
    .trim()
    .replace(/^\+81[\s-]*\(?0?\)?/, '0')
  const digits = digitsOnly(national)
  if (digits === undefined) return { ok: false, refusal: 'not-a-number' }
  if (!digits.startsWith('0')) return { ok: false, refusal: 'no-leading-zero' }
  if (/^0[5-9]0\d{8}$/.test(digits)) {
    return { ok: true, phone: `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`, kind: 'mobile' }
  }
  if (!/^0[1-9]\d{8}$/.test(digits)) return { ok: false, refusal: 'wrong-length' }
  return { ok: true, phone: hyphenated(digits, national), kind: 'fixed' }
}

/** The digits alone, for calling (`tel:`) and comparing. */
export function phoneDigits(phone: string): string {
  return digitsOnly(phone) ?? ''
}

function hyphenated(digits: string, typed: string): string {
  const grouped = plainHyphens(typed)
    .replace(/[()\s]+/g, '-')
    .replace(/^-|-$/g, '')
  if (/^0\d{1,4}-\d{1,4}-\d{4}$/.test(grouped)) return grouped
  if (digits.startsWith('0120')) return `0120-${digits.slice(4, 7)}-${digits.slice(7)}`
  const area = areaCodes.find((code) => digits.startsWith(code))
  return area ? `${area}-${digits.slice(area.length, 6)}-${digits.slice(6)}` : digits
}
