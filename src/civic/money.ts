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

/** Reads 「１２,３００円」; undefined when it is no amount of whole yen. */
export function readYen(text: string): Yen | undefined {
  return readInteger(text.replace(/[円¥￥\\]/g, ''))
}
