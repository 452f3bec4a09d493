import { fullName, longestNamePart, nameFault, tidyName } from '../../../civic/name.ts'
import type { AnswerValue, NameAnswer } from '../language/answers.ts'
import { type FieldKind, type FieldProblem, nothing, problem, sameText, wrongKind } from './kind.ts'

const parts = ['family', 'given'] as const

/** 氏名, kept byte for byte as written (異体字, IVS). */
export const name: FieldKind = {
  parts,
  problems: [
    'missing',
    'missing-family',
    'missing-given',
    'unreadable',
    'name-broken',
    'name-emoji',
    'name-half-width-kana',
    'name-too-long',
  ],
  read(posted) {
    const typed = { family: tidyName(posted.get('family')), given: tidyName(posted.get('given')) }
    if (typed.family === '' && typed.given === '') return nothing
    const problems = checkName(typed)
    return problems.length > 0 ? { problems } : { answer: typed, problems }
  },
  check: (answer) => (isName(answer) ? checkName(answer) : wrongKind),
  value: (answer) => (isName(answer) ? { family: answer.family, given: answer.given } : null),
  show: (answer) => (isName(answer) ? sameText(fullName(answer)) : sameText('')),
  exportText: (answer) => (isName(answer) ? fullName(answer) : ''),
  typed: (answer): Readonly<Record<string, string>> =>
    isName(answer) ? { family: answer.family, given: answer.given } : {},
}

function checkName(answer: NameAnswer): readonly FieldProblem[] {
  return parts.flatMap((part) => {
    const fault = nameFault(answer[part])
    if (fault === undefined) return []
    if (fault === 'empty') return [problem(`missing-${part}`, undefined, part)]
    return [problem(`name-${fault}`, { max: longestNamePart }, part)]
  })
}

export function isName(answer: AnswerValue): answer is NameAnswer {
  return (
    typeof answer === 'object' &&
    'family' in answer &&
    typeof answer.family === 'string' &&
    typeof answer.given === 'string'
  )
}
