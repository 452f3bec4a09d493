import { digitsOnly, toHalfWidth } from './digits.ts'
import { enlargeSmallKana, toFullWidthKana, toHalfWidthKana, toKatakana } from './kana.ts'

export type AccountType = 'ordinary' | 'current' | 'savings'

export const yuchoBankCode = '9900'

export type YuchoConversion =
  | {
      readonly ok: true
      readonly branchCode: string
      readonly branchName: string
      readonly accountType: AccountType
      readonly accountNumber: string
    }
  | { readonly ok: false; readonly refusal: 'symbol' | 'number' | 'not-convertible' }

/**
 * ゆうちょ銀行: 記号・番号 of the passbook to 店番・口座番号 of a transfer (the bank's published rule).
 * 記号 1abc0 → 店番 ab8, 番号 without its last digit 1; 記号 0abc0 → 店番 ab9, 番号 as it is (振替口座).
 * The single digit printed between the two is not given here and not needed.
 */
export function convertYucho(symbolText: string, numberText: string): YuchoConversion {
  const symbol = digitsOnly(symbolText)
  const number = digitsOnly(numberText)
  if (symbol === undefined || !/^[01]\d{3}0$/.test(symbol)) return { ok: false, refusal: 'symbol' }
  if (number === undefined || !/^\d{1,8}$/.test(number)) return { ok: false, refusal: 'number' }
  const savings = symbol.startsWith('1')
  if (savings && !(number.endsWith('1') && number.length > 1)) return { ok: false, refusal: 'not-convertible' }
  const body = savings ? number.slice(0, -1) : number
  if (body.length > 7 || /^0*$/.test(body)) return { ok: false, refusal: 'number' }
  const branchCode = `${symbol.slice(1, 3)}${savings ? '8' : '9'}`
  return {
    ok: true,
    branchCode,
    branchName: yuchoBranchName(branchCode),
    accountType: savings ? 'ordinary' : 'current',
    accountNumber: body.padStart(7, '0'),
  }
}

/** ゆうちょ names its branches by the digits: 738 → 七三八. */
export function yuchoBranchName(branchCode: string): string {
  return [...branchCode].map((digit) => '〇一二三四五六七八九'[Number(digit)] ?? '').join('')
}

/** Seven digits, padded with zeros; undefined for letters, too many digits, or zeros only. */
export function readAccountNumber(text: string): string | undefined {
  const digits = digitsOnly(text)
  return digits === undefined || !/^\d{1,7}$/.test(digits) || /^0+$/.test(digits) ? undefined : digits.padStart(7, '0')
}

/** Longest 口座名義カナ of the banks' layouts, in half-width characters. */
export const longestHolderKana = 30

export type HolderReading =
  | { readonly ok: true; readonly kana: string; readonly cut: boolean }
  | { readonly ok: false; readonly refusal: 'empty' | 'characters' }

/**
 * 口座名義 as the banks' network writes it: half-width capital kana, small kana made large, ー as `-`, ヲ as ｵ,
 * at most 30 characters (a longer name is cut, as the banks do, and said to be).
 */
export function readHolderKana(text: string): HolderReading {
  const wide = toKatakana(toFullWidthKana(toHalfWidth(text).toUpperCase())).trim()
  const kana = toHalfWidthKana(enlargeSmallKana(wide).replace(/ー/g, '-').replace(/ヲ/g, 'オ'))
    .replace(/[‐‑–—−―]/g, '-')
    .replace(/[・･]/g, '.')
    .replace(/\s+/g, ' ')
  if (kana === '') return { ok: false, refusal: 'empty' }
  if (!/^[A-Z0-9ｱ-ﾝﾞﾟ ()｢｣\-/.,¥]+$/.test(kana)) return { ok: false, refusal: 'characters' }
  return { ok: true, kana: kana.slice(0, longestHolderKana), cut: kana.length > longestHolderKana }
}

/** True when a holder is the person of this フリガナ: compared as the banks write, spaces aside. */
export function isHolderOf(holderKana: string, familyKana: string, givenKana: string): boolean {
  const reading = readHolderKana(`${familyKana} ${givenKana}`)
  const holder = readHolderKana(holderKana)
  return reading.ok && holder.ok && reading.kana.replace(/ /g, '') === holder.kana.replace(/ /g, '')
}
