import { type FieldKind, nothing, problem, wrongKind } from './kind.ts'

const words = { yes: { ja: 'はい', easy: 'はい', en: 'Yes' }, no: { ja: 'いいえ', easy: 'いいえ', en: 'No' } } as const

/** はい・いいえ. */
export const yesNo: FieldKind = {
  parts: [''],
  problems: ['missing-choice', 'unreadable', 'not-a-choice'],
  read(posted) {
    const typed = posted.get('')
    if (typed === '') return nothing
    return typed === 'yes' || typed === 'no'
      ? { answer: typed === 'yes', problems: [] }
      : { problems: [problem('not-a-choice')] }
  },
  check: (answer) => (typeof answer === 'boolean' ? [] : wrongKind),
  value: (answer) => (typeof answer === 'boolean' ? answer : null),
  show: (answer) => (answer === true ? words.yes : words.no),
  exportText: (answer) => (answer === true ? '1' : '0'),
  typed: (answer) => ({ '': answer === true ? 'yes' : 'no' }),
}
