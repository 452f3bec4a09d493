import { phoneDigits, readPhone } from '../../../civic/phone.ts'
import { type FieldKind, nothing, problem, sameText, textOf, wrongKind } from './kind.ts'

/** 電話番号 (GIF 445: half-width digits with hyphens); any width and separators are understood. */
export const phone: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'phone-not-a-number', 'phone-wrong-length', 'phone-no-leading-zero'],
  read(posted) {
    const reading = readPhone(posted.get(''))
    if (reading.ok) return { answer: reading.phone, problems: [] }
    return reading.refusal === 'empty' ? nothing : { problems: [problem(`phone-${reading.refusal}`)] }
  },
  check(answer) {
    if (typeof answer !== 'string') return wrongKind
    const reading = readPhone(answer)
    return reading.ok || reading.refusal === 'empty' ? [] : [problem(`phone-${reading.refusal}`)]
  },
  value: (answer) => (typeof answer === 'string' ? answer : null),
  show: (answer) => sameText(textOf(answer)),
  exportText: (answer) => phoneDigits(textOf(answer)),
  typed: (answer) => ({ '': textOf(answer) }),
}
