import { readInteger } from './digits.ts'

/** Integer yen. Never a fraction: every rule says where it is cut. */
export type Yen = number

/** 12,300円 */
export function formatYen(amount: Yen): string {
  return `${groupDigits(amount)}円`
}

/** 12,300 */
export function groupDigits(amount: number): string {
  return String(Math.trunc(amount)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Cuts down to a multiple (10円未満切捨て: unit 10). Negative amounts are cut towards zero. */
export function truncateTo(amount: Yen, unit: number): Yen {
  return Math.trunc(amount / unit) * unit + 0
}

/** Whole percent of an amount, cut to the yen, without floating point: 12,345 × 90 % = 11,110. */
export function percentOf(amount: Yen, percent: number): Yen {
  return Number((BigInt(amount) * BigInt(percent)) / 100n)
}

/** Reads 「１２,３００円」; undefined when it is no amount of whole yen. */
export function readYen(text: string): Yen | undefined {
  return readInteger(text.replace(/[円¥￥\\]/g, ''))
}

/** True for an amount that the ledger takes. */
export function isYen(amount: number): amount is Yen {
  return Number.isSafeInteger(amount)
}
