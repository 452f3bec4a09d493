import { readPostcode } from '../../../civic/address.ts'
import { isCorporateNumber, isLocalGovernmentCode, localGovernmentCheckDigit } from '../../../civic/check-digits.ts'
import { digitsOnly, toHalfWidth } from '../../../civic/digits.ts'
import { fault, type ValueContext, type ValueOutcome, written } from './outcome.ts'

/**
 * 全国地方公共団体コード, six digits with a check digit. A spreadsheet eats the leading zero: it comes back only where the
 * check digit proves it. Five digits without the check digit get theirs.
 */
export function readGovernmentCode(typed: string, { cityCode }: ValueContext): ValueOutcome {
  const digits = digitsOnly(typed) ?? ''
  if (isLocalGovernmentCode(digits)) {
    if (digits !== cityCode) return fault('other-city', { level: 'warning', detail: cityCode })
    return written(typed, digits)
  }
  if (/^\d{5}$/.test(digits)) {
    if (isLocalGovernmentCode(`0${digits}`)) return fault('lost-zero', { proposal: `0${digits}`, sure: true })
    const whole = `${digits}${localGovernmentCheckDigit(digits)}`
    return fault('check-digit', { proposal: whole, sure: whole === cityCode })
  }
  return digits.length === 6 ? fault('check-digit') : fault('not-a-code', { detail: '6' })
}

/** 町字ID: seven digits; the definition book also writes `0008-001`. */
export function readTownId(typed: string): ValueOutcome {
  const digits = digitsOnly(typed) ?? ''
  return digits.length === 7 ? written(typed, digits) : fault('not-a-town-id')
}

export function readDigits(typed: string, { column }: ValueContext): ValueOutcome {
  const digits = digitsOnly(typed) ?? ''
  if (digits.length === column.digits) return written(typed, digits)
  return fault('wrong-digits', { level: 'warning', detail: String(column.digits) })
}

/** 法人番号: thirteen digits, the first of them a check digit. */
export function readCorporateNumber(typed: string): ValueOutcome {
  const digits = digitsOnly(typed) ?? ''
  return isCorporateNumber(digits) ? written(typed, digits) : fault('not-a-corporate-number')
}

/** 郵便番号: seven digits without a hyphen. */
export function readPostcodeCell(typed: string): ValueOutcome {
  const code = readPostcode(typed)
  return code === undefined ? fault('not-a-postcode') : written(typed, code)
}

/** GIF POIコード: four digits, with a letter for finer classes in real files; a lost leading zero comes back. */
export function readPoiCode(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).trim().toLowerCase()
  if (/^\d{4}[a-z]?$/.test(plain)) return written(typed, plain)
  if (/^\d{3}[a-z]?$/.test(plain)) return fault('lost-zero', { proposal: `0${plain}`, sure: true })
  return fault('unknown-poi')
}
