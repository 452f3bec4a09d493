import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { AnswerValue, FileAnswer } from '../language/answers.ts'
import {
  type FieldContext,
  type FieldKind,
  type FieldProblem,
  nothing,
  problem,
  type Reading,
  wrongKind,
} from './kind.ts'

export const mostFiles = 10

const ways = {
  attached: { ja: 'ここで送ります', easy: 'ここで 送《おく》ります', en: 'Sent here' },
  post: { ja: '郵送します', easy: '郵便《ゆうびん》で 送《おく》ります', en: 'By post' },
  counter: {
    ja: '窓口に持って行きます',
    easy: '市役所《しやくしょ》に 持《も》って 行《い》きます',
    en: 'Brought to the counter',
  },
  register: {
    ja: '市の記録で確かめてもらいます',
    easy: '市《し》が 記録《きろく》を 見《み》ます',
    en: 'The city checks its own records',
  },
} as const satisfies Record<NonNullable<FileAnswer['how']>, LocalText>

/**
 * 書類. The upload itself is the portal's: it puts file answers beside the others. Here: how a document is handed in,
 * how many there may be, and their words.
 */
export const file: FieldKind = {
  parts: ['how'],
  problems: ['missing-file', 'unreadable', 'too-many-files', 'file-type', 'file-way'],
  read(posted, context, before): Reading {
    const kept = before !== undefined && isFiles(before) ? before.filter((one) => one.fileId !== undefined) : []
    const how = posted.get('how')
    const other = context.field.alternatives?.find((way) => way === how)
    if (how !== '' && how !== 'attached' && other === undefined) return { problems: [problem('file-way')] }
    if (other !== undefined) return { answer: [{ how: other }], problems: [] }
    return kept.length === 0 ? nothing : { answer: kept, problems: checkFiles(kept, context) }
  },
  check: (answer, context) => (isFiles(answer) ? checkFiles(answer, context) : wrongKind),
  value: (answer) =>
    isFiles(answer)
      ? answer.map((one) => ({
          name: one.name ?? null,
          takenOn: one.takenOn ?? null,
          how: one.how ?? 'attached',
          bytes: one.bytes ?? null,
          mediaType: one.mediaType ?? null,
          width: one.width ?? null,
          height: one.height ?? null,
        }))
      : [],
  show(answer) {
    const shown = isFiles(answer) ? answer : []
    const line = (locale: 'ja' | 'easy' | 'en'): string =>
      shown
        .map((one) => (one.how !== undefined && one.how !== 'attached' ? ways[one.how][locale] : (one.name ?? '')))
        .join('、')
    return { ja: line('ja'), easy: line('easy'), en: line('en') }
  },
  exportText: (answer) => (isFiles(answer) ? answer.map((one) => one.name ?? one.how ?? '').join('|') : ''),
  typed: (answer): Readonly<Record<string, string>> =>
    isFiles(answer) && answer[0]?.how ? { how: answer[0].how } : {},
}

const mediaTypes: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' }

function checkFiles(answer: readonly FileAnswer[], { field }: FieldContext): readonly FieldProblem[] {
  const max = field.maxFiles ?? mostFiles
  if (answer.length > max) return [problem('too-many-files', { max })]
  const accepted = (field.accept ?? (field.type === 'photo' ? ['jpg', 'png'] : ['pdf', 'jpg', 'png'])).map(
    (kind) => mediaTypes[kind],
  )
  const wrong = answer.find((one) => one.mediaType !== undefined && !accepted.includes(one.mediaType))
  if (wrong) return [problem('file-type', { name: wrong.name ?? '' })]
  const unknownWay = answer.find(
    (one) => one.how !== undefined && one.how !== 'attached' && !field.alternatives?.includes(one.how),
  )
  return unknownWay ? [problem('file-way')] : []
}

function isFiles(answer: AnswerValue): answer is readonly FileAnswer[] {
  return Array.isArray(answer) && answer.every((one) => typeof one === 'object' && one !== null && !('entry' in one))
}
