import type { AnswerValue, ConsentAnswer } from '../language/answers.ts'
import { type FieldContext, type FieldKind, type FieldProblem, nothing, problem, wrongKind } from './kind.ts'

/** 同意: to one version of a text. The version shown is kept; a text that changed meanwhile is asked again. */
export const consent: FieldKind = {
  parts: ['agreed', 'version'],
  problems: ['missing-consent', 'unreadable', 'consent-needed', 'consent-changed'],
  read(posted, context) {
    const typed = posted.get('agreed')
    if (typed !== 'yes' && typed !== 'no') return nothing
    const answer = { agreed: typed === 'yes', version: posted.get('version') || (context.field.consent?.version ?? '') }
    const problems = checkConsent(answer, context)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer, context) => (isConsent(answer) ? checkConsent(answer, context) : wrongKind),
  value: (answer) => (isConsent(answer) ? { agreed: answer.agreed, version: answer.version } : null),
  show: (answer) =>
    isConsent(answer) && answer.agreed
      ? { ja: '同意します', easy: 'はい（いいです）', en: 'I agree' }
      : { ja: '同意しません', easy: 'いいえ', en: 'I do not agree' },
  exportText: (answer) => (isConsent(answer) && answer.agreed ? '1' : '0'),
  typed: (answer): Readonly<Record<string, string>> =>
    isConsent(answer) ? { agreed: answer.agreed ? 'yes' : 'no', version: answer.version } : {},
}

function checkConsent(answer: ConsentAnswer, { field }: FieldContext): readonly FieldProblem[] {
  if (field.consent && answer.version !== field.consent.version) return [problem('consent-changed')]
  return answer.agreed || field.consent?.refusable ? [] : [problem('consent-needed')]
}

function isConsent(answer: AnswerValue): answer is ConsentAnswer {
  return (
    typeof answer === 'object' &&
    'agreed' in answer &&
    typeof answer.agreed === 'boolean' &&
    typeof answer.version === 'string'
  )
}
