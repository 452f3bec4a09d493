import { plainHyphens, toHalfWidth } from '../../../civic/digits.ts'
import { readPhone } from '../../../civic/phone.ts'
import { fault, fine, type ValueOutcome, written } from './outcome.ts'

/** 電話番号: `0820-22-2111` or `(0820)22-2111`; both are kept. A mobile number may be a person's: it is pointed out. */
export function readPhoneCell(typed: string): ValueOutcome {
  const plain = plainHyphens(toHalfWidth(typed)).replace(/\s+/g, '')
  const reading = readPhone(plain)
  if (!reading.ok) return short.test(plain) ? written(typed, plain) : fault('not-a-phone')
  const kept = /^(\(0\d{1,4}\)\d{1,4}-\d{4}|0\d{1,4}-\d{1,4}-\d{3,4})$/.test(plain) ? plain : reading.phone
  if (reading.kind === 'mobile') return fault('mobile-phone', { level: 'warning' })
  return written(typed, kept)
}

/** 119, 0120-…, 0570-…, #7119. */
const short = /^(#?\d{3,5}|0(120|570|800)-?\d{2,3}-?\d{3,4})$/

const freeMail = /@(gmail|yahoo|icloud|hotmail|outlook|docomo|ezweb|au|softbank|i\.softbank)\./i

export function readEmailCell(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).trim()
  if (!/^[^\s@,;]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(plain)) return fault('not-an-email')
  if (freeMail.test(plain)) return fault('personal-email', { level: 'warning' })
  return written(typed, plain)
}

/**
 * What most addresses of pages look like, and what every parser takes: names of hosts in small letters, the last without digits, and
 * printable letters behind them. To parse each of a hundred thousand takes longer than everything else that is done to them.
 */
const plainUrl = /^https?:\/\/(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*\.)+[a-z]{2,20}(?:\/[!-~]*)?$/

/** http and https only: an address is printed as a link. */
export function readUrlCell(typed: string): ValueOutcome {
  const plain = typed.trim()
  if (plainUrl.test(plain)) return written(typed, plain)
  const candidate = /^https?:\/\//i.test(plain) ? plain : `https://${plain}`
  if (/\s/.test(plain) || !URL.canParse(candidate)) return fault('not-a-url')
  const { hostname, protocol } = new URL(candidate)
  if (!/^https?:$/.test(protocol) || !hostname.includes('.')) return fault('not-a-url')
  if (candidate !== plain) return fault('not-a-url', { proposal: candidate })
  return typed === plain ? fine(plain) : written(typed, plain)
}
