import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { Problem } from '../../procedures/index.ts'
import { pointerOf } from '../http/read-json.ts'
import type { ShapeProblem } from './read-answers.ts'

/** A problem as it is sent: where, which rule, in words of three languages. */
export interface SentProblem {
  readonly pointer: string
  /** The answer path as the definitions and the pages write it. */
  readonly path: string
  readonly code: string
  readonly severity: 'refuse' | 'stop' | 'warn'
  readonly message: LocalText
  readonly rule?: Problem['rule']
}

const shapeWords: Readonly<Record<ShapeProblem['code'], LocalText>> = {
  'unknown-answer': {
    ja: 'この手続にない項目です',
    easy: 'この 手続《てつづき》に ない 項目《こうもく》です',
    en: 'The procedure has no such answer',
  },
  unreadable: { ja: '値の形が違います', easy: '形《かたち》が 違《ちが》います', en: 'The value has another shape' },
  'leave-out': {
    ja: '答えがないときは、項目を書かないでください',
    easy: '答《こた》えが ない ときは、項目《こうもく》を 書《か》かないで ください',
    en: 'Leave out what is not answered',
  },
  'not-over-api': {
    ja: '個人番号は、APIでは受け取りません',
    easy: 'マイナンバーは、APIでは 受《う》け取《と》りません',
    en: 'Individual numbers are not taken over the API',
  },
  'file-not-here': {
    ja: 'ファイルが届いていません。先に添付ファイルとして送ってください',
    easy: 'ファイルが ありません。先《さき》に ファイルを 送《おく》って ください',
    en: 'The file is not here; send it ahead as an attachment',
  },
}

export function sentProblem({ path, code, severity, message, rule }: Problem): SentProblem {
  return {
    pointer: pointerOf(['answers', ...path.split('.')]),
    path,
    code,
    severity,
    message,
    ...(rule === undefined ? {} : { rule }),
  }
}

/**
 * Problems of rules and of shape, as one list. An empty answer that the rules miss anyway is told once, in the words of the
 * rules.
 */
export function allProblems(rules: readonly Problem[], shape: readonly ShapeProblem[]): readonly SentProblem[] {
  const said = new Set(rules.map(({ path }) => path))
  const own = shape.filter(({ path, code }) => !(code === 'leave-out' && said.has(path)))
  return [
    ...rules.map(sentProblem),
    ...own.map(({ path, code }) => sentProblem({ path, code, severity: 'refuse', message: shapeWords[code] })),
  ]
}
