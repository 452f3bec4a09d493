import type { FieldType } from '../language/definition.ts'
import { account } from './account.ts'
import { address } from './address.ts'
import { choice, multiChoice } from './choices.ts'
import { consent } from './consent.ts'
import { date } from './date.ts'
import { email } from './email.ts'
import { file } from './files.ts'
import { individualNumber } from './individual-number.ts'
import { kana } from './kana.ts'
import type { FieldKind } from './kind.ts'
import { longText } from './long-text.ts'
import { mapPoint } from './map-point.ts'
import { mapShape } from './map-shape.ts'
import { name } from './name.ts'
import { notice } from './notice.ts'
import { money, number } from './numbers.ts'
import { phone } from './phone.ts'
import { registerChoice } from './register-choice.ts'
import { text } from './texts.ts'
import { time } from './time.ts'
import { yearMonth } from './year-month.ts'
import { yesNo } from './yes-no.ts'

const kinds: Readonly<Record<FieldType, FieldKind>> = {
  text,
  'long-text': longText,
  kana,
  name,
  date,
  'year-month': yearMonth,
  time,
  address,
  phone,
  email,
  account,
  'individual-number': individualNumber,
  number,
  money,
  choice,
  'multi-choice': multiChoice,
  'yes-no': yesNo,
  file,
  photo: file,
  'map-point': mapPoint,
  'map-shape': mapShape,
  consent,
  'register-choice': registerChoice,
  notice,
}

export function fieldKind(type: FieldType): FieldKind {
  return kinds[type]
}
