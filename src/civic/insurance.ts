import { attainsAgeOn } from './age.ts'
import { isInsurerNumber } from './check-digits.ts'
import type { Day } from './day.ts'
import { toHalfWidth } from './digits.ts'

/** 介護保険の被保険者の区分（介護保険法9条）: 1号 from the day 65 is attained, 2号 from 40, none before. */
export type InsuredClass = 1 | 2

export function insuredClassOn(birth: Day, day: Day): InsuredClass | undefined {
  if (attainsAgeOn(birth, 65) <= day) return 1
  return attainsAgeOn(birth, 40) <= day ? 2 : undefined
}

/** 被保険者番号: ten digits; leading zeros count, and no nation-wide check digit is known. */
export function readInsuredNumber(text: string): string | undefined {
  const bare = toHalfWidth(text).replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9H]\d{9}$/.test(bare) ? bare : undefined
}

/** 事業所番号: ten characters, the third a letter for 総合事業 offices. */
export function readOfficeNumber(text: string): string | undefined {
  const bare = toHalfWidth(text).replace(/[\s-]/g, '').toUpperCase()
  return /^\d{2}[0-9A-Z]\d{7}$/.test(bare) ? bare : undefined
}

/** 保険者番号 of medical (8 digits, 国保 6) or long-term care insurance (6 digits), check digit right. */
export function readInsurerNumber(text: string): string | undefined {
  const bare = toHalfWidth(text).replace(/[\s-]/g, '')
  return isInsurerNumber(bare) ? bare : undefined
}

/** 要介護状態区分 with the codes of 国保連. */
export const careLevels = [
  { id: 'none', code: '01', name: '非該当' },
  { id: 'support-1', code: '12', name: '要支援１' },
  { id: 'support-2', code: '13', name: '要支援２' },
  { id: 'care-1', code: '21', name: '要介護１' },
  { id: 'care-2', code: '22', name: '要介護２' },
  { id: 'care-3', code: '23', name: '要介護３' },
  { id: 'care-4', code: '24', name: '要介護４' },
  { id: 'care-5', code: '25', name: '要介護５' },
] as const

export type CareLevel = (typeof careLevels)[number]['id']
