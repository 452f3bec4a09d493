import { isIndividualNumber } from '../../../civic/check-digits.ts'
import { digitsOnly } from '../../../civic/digits.ts'
import type { AnswerValue, SealedAnswer } from '../language/answers.ts'
import { type FieldKind, nothing, problem, wrongKind } from './kind.ts'

/**
 * 個人番号. Setting `individualNumberOnPortal: off` (the default): not asked, the my-number zone takes it from the register.
 * `sealed`: sealed to the my-number zone at the first post; neither this program nor a page ever shows it again.
 */
export const individualNumber: FieldKind = {
  parts: [''],
  problems: ['missing', 'unreadable', 'individual-number'],
  read(posted, { city }, before) {
    const typed = posted.get('').trim()
    if (typed === '') return before === undefined ? nothing : { answer: before, problems: [] }
    const digits = digitsOnly(typed)
    if (digits === undefined || !isIndividualNumber(digits)) return { problems: [problem('individual-number')] }
    return city.sealNumber ? { answer: city.sealNumber(digits), problems: [] } : nothing
  },
  check: (answer) => (isSealed(answer) ? [] : wrongKind),
  value: (answer) => (isSealed(answer) ? { given: true } : null),
  show: () => ({
    ja: '入力済み（表示しません）',
    easy: '入《い》れました（ここには 出《だ》しません）',
    en: 'Entered (not shown)',
  }),
  exportText: () => '',
  typed: () => ({}),
}

function isSealed(answer: AnswerValue): answer is SealedAnswer {
  return (
    typeof answer === 'object' &&
    'sealedTo' in answer &&
    answer.sealedTo === 'mynumber' &&
    typeof answer.box === 'string'
  )
}
