import type { AnswerValue, ConsentAnswer } from '../language/answers.ts'
import { isHashOfConsent } from './consent-text.ts'
import { type FieldContext, type FieldKind, type FieldProblem, nothing, problem, wrongKind } from './kind.ts'

/**
 * 同意: to one text. Its version and the hash of exactly what was shown are kept; a text that changed meanwhile is asked
 * again, also when nobody thought of raising the version.
 */
export const consent: FieldKind = {
  parts: ['agreed', 'version', 'text'],
  problems: ['missing-consent', 'unreadable', 'consent-needed', 'consent-changed'],
  read(posted, context) {
    const typed = posted.get('agreed')
    if (typed !== 'yes' && typed !== 'no') return nothing
    const text = posted.get('text')
    const answer = {
      agreed: typed === 'yes',
      version: posted.get('version') || (context.field.consent?.version ?? ''),
      ...(text === '' ? {} : { text }),
    }
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
    isConsent(answer)
      ? {
          agreed: answer.agreed ? 'yes' : 'no',
          version: answer.version,
          ...(answer.text === undefined ? {} : { text: answer.text }),
        }
      : {},
}

function checkConsent(answer: ConsentAnswer, { field }: FieldContext): readonly FieldProblem[] {
  const { consent: asked } = field
  if (asked && answer.version !== asked.version) return [problem('consent-changed')]
  if (asked && answer.text !== undefined && !isHashOfConsent(asked.text, answer.text))
    return [problem('consent-changed')]
  return answer.agreed || asked?.refusable ? [] : [problem('consent-needed')]
}

function isConsent(answer: AnswerValue): answer is ConsentAnswer {
  return (
    typeof answer === 'object' &&
    'agreed' in answer &&
    typeof answer.agreed === 'boolean' &&
    typeof answer.version === 'string' &&
    (answer.text === undefined || typeof answer.text === 'string')
  )
}
