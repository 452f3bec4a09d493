import { formatPostcode, fullAddress, normaliseBlock, readPostcode } from '../../../civic/address.ts'
import { lengthOf } from '../../../civic/characters.ts'
import type { AddressAnswer, AnswerValue } from '../language/answers.ts'
import { type FieldKind, type FieldProblem, nothing, problem, sameText, wrongKind } from './kind.ts'
import { brokenCharacters, tidyLine } from './texts.ts'

const parts = ['postcode', 'prefecture', 'city', 'town', 'block', 'building'] as const
const needed = ['prefecture', 'city', 'block'] as const
const longestPart = 120

/** 住所 (GIF): 郵便番号, 都道府県, 市区町村, 町字, 番地以下, 方書. 番地なし is written so. */
export const address: FieldKind = {
  parts,
  problems: [
    'missing',
    'missing-postcode',
    'missing-prefecture',
    'missing-city',
    'missing-block',
    'unreadable',
    'postcode',
    'characters',
    'part-too-long',
  ],
  read(posted) {
    const typed = Object.fromEntries(parts.map((part) => [part, tidyLine(posted.get(part))])) as Record<
      (typeof parts)[number],
      string
    >
    if (parts.every((part) => typed[part] === '')) return nothing
    const { building, ...place } = typed
    const postcode = readPostcode(typed.postcode)
    const answer: AddressAnswer = {
      ...place,
      postcode: postcode ?? typed.postcode,
      block: normaliseBlock(typed.block),
      ...(building === '' ? {} : { building }),
    }
    const problems = checkAddress(answer)
    return problems.length > 0 ? { problems } : { answer, problems }
  },
  check: (answer) => (isAddress(answer) ? checkAddress(answer) : wrongKind),
  // A house has no 方書: an empty text, so that texts joined with it (a column, the key of duplicates) are not lost.
  value: (answer) => (isAddress(answer) ? { ...answer, building: answer.building ?? '' } : null),
  show: (answer) =>
    isAddress(answer) ? sameText(`〒${formatPostcode(answer.postcode)} ${fullAddress(answer)}`) : sameText(''),
  exportText: (answer) => (isAddress(answer) ? fullAddress(answer) : ''),
  typed(answer) {
    if (!isAddress(answer)) return {}
    return Object.fromEntries(parts.map((part) => [part, answer[part] ?? '']))
  },
}

function checkAddress(answer: AddressAnswer): readonly FieldProblem[] {
  const absent = needed.filter((part) => answer[part] === '')
  const problems: FieldProblem[] = absent.map((part) => problem(`missing-${part}`, undefined, part))
  if (answer.postcode === '') problems.unshift(problem('missing-postcode', undefined, 'postcode'))
  else if (readPostcode(answer.postcode) === undefined) problems.unshift(problem('postcode', undefined, 'postcode'))
  for (const part of parts) {
    const text = answer[part] ?? ''
    if (brokenCharacters(text) || text.includes('\n')) problems.push(problem('characters', undefined, part))
    else if (lengthOf(text) > longestPart) problems.push(problem('part-too-long', { max: longestPart }, part))
  }
  return problems
}

export function isAddress(answer: AnswerValue): answer is AddressAnswer {
  if (typeof answer !== 'object' || !('prefecture' in answer)) return false
  if (!['undefined', 'string'].includes(typeof Reflect.get(answer, 'building'))) return false
  return ['postcode', 'prefecture', 'city', 'town', 'block'].every(
    (part) => typeof Reflect.get(answer, part) === 'string',
  )
}
