import { isIndividualNumber } from '../../../../civic/check-digits.ts'

/** What a column may hold that a person can be recognised by. */
export type PersonalSign = 'individual-number' | 'name' | 'birth' | 'mobile' | 'mail' | 'home'

const byHeader: readonly (readonly [RegExp, PersonalSign])[] = [
  [/マイナンバー|個人番号/, 'individual-number'],
  [/氏名|姓名|代表者|担当者|申請者|保護者|お名前/, 'name'],
  [/生年月日|誕生日/, 'birth'],
  [/携帯/, 'mobile'],
  [/個人住所|自宅/, 'home'],
]

/** Looks at header and values; a sign is a reason to look, not a proof. */
export function personalSignOf(title: string, values: readonly string[]): PersonalSign | undefined {
  if (values.some((value) => isIndividualNumber(value.replace(/[\s-]/g, '')))) return 'individual-number'
  const told = byHeader.find(([pattern]) => pattern.test(title))?.[1]
  if (told !== undefined) return told
  const share = (pattern: RegExp): number =>
    values.filter((value) => pattern.test(value)).length / Math.max(1, values.length)
  if (share(/^0[789]0-?\d{4}-?\d{4}$/) > 0.2) return 'mobile'
  if (share(/@(gmail|yahoo|icloud|hotmail|outlook|docomo|ezweb|au|softbank)\./i) > 0.05) return 'mail'
  if (share(/^[\u3400-\u9fff々]{1,3}[\s\u3000][\u3400-\u9fff々ぁ-んァ-ヶ]{1,4}$/) > 0.5) return 'name'
  return undefined
}
