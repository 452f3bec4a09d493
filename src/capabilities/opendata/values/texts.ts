import { toHalfWidth } from '../../../civic/digits.ts'
import { isKana, normaliseKana } from '../../../civic/kana.ts'
import { fault, type ValueContext, type ValueOutcome, written } from './outcome.ts'

const longest = { line: 1000, text: 20_000 } as const

const toClean = /[\r\n]|^[\s\u3000]|[\s\u3000]$/

/** One line: breaks become spaces, blanks at the ends go. Names keep their characters as they are. */
export function readText(typed: string): ValueOutcome {
  const line = !toClean.test(typed)
    ? typed
    : typed.replace(/\s*[\r\n]+\s*/g, ' ').replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
  if (line.length > longest.line) return fault('too-long', { detail: String(longest.line) })
  return written(typed, line)
}

export function readLongText(typed: string): ValueOutcome {
  const text = typed.replace(/\r\n?/g, '\n').replace(/^[\s\u3000]+|[\s\u3000]+$/g, '')
  if (text.length > longest.text) return fault('too-long', { detail: String(longest.text) })
  return written(typed.replace(/\r\n/g, '\n'), text)
}

/** 全角カナ: half-width kana and hiragana are converted; letters, digits and marks of names may stand between. */
export function readKana(typed: string): ValueOutcome {
  const kana = normaliseKana(typed.normalize('NFC'))
  const bare = kana.replace(/[A-Za-z0-9Ａ-Ｚａ-ｚ０-９（）()「」『』、。・･．.,，＆&'’\-－ー〜～/／]/g, '')
  if (bare !== '' && !isKana(bare)) return fault('not-kana')
  return written(typed, kana)
}

/** 半角英数字 of English names. */
export function readLatin(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ').trim()
  if (/[\u3040-\u30ff\u3400-\u9fff]/.test(plain)) return fault('not-latin')
  return written(typed, plain)
}

/** NO and ID: unique in the body and stable; half-width letters and digits. */
export function readIdentifier(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).trim()
  if (!/^[A-Za-z0-9_.-]{1,64}$/.test(plain)) return fault('not-identifier')
  return written(typed, plain)
}

/** One of the allowed values; width and blanks don't count when it is looked up. */
export function readChoice(typed: string, { column }: ValueContext): ValueOutcome {
  const found = nearestOf(typed, column.values ?? [])
  if (found !== undefined) return written(typed, found)
  return fault('not-a-choice', { detail: (column.values ?? []).join('、') })
}

/** Several values, `;` between them. `、` and `,` are taken for it where every part is an allowed value. */
export function readMulti(typed: string, { column }: ValueContext): ValueOutcome {
  const split = (by: RegExp): readonly string[] =>
    typed
      .split(by)
      .map((part) => part.trim())
      .filter((part) => part !== '')
  const { values } = column
  const semicolon = split(/[;；]/)
  if (values === undefined) return written(typed, semicolon.join(';'))
  for (const parts of [semicolon, split(/[;；、，,\n]/)]) {
    const found = parts.map((part) => nearestOf(part, values))
    if (found.every((each) => each !== undefined)) return written(typed, found.join(';'))
  }
  const unknown = semicolon.find((part) => nearestOf(part, values) === undefined)
  return fault('not-a-choice', { level: 'warning', detail: unknown ?? '' })
}

const yes: ReadonlySet<string> = new Set([
  '有',
  '有り',
  'あり',
  '○',
  '〇',
  '◯',
  '1',
  'true',
  'yes',
  '可',
  '対応',
  'はい',
])
const no: ReadonlySet<string> = new Set([
  '無',
  '無し',
  'なし',
  '×',
  '✕',
  '0',
  'false',
  'no',
  '不可',
  '非対応',
  'いいえ',
])

/** 有 / 無. */
export function readPresence(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).trim().toLowerCase()
  if (yes.has(plain)) return written(typed, '有')
  if (no.has(plain)) return written(typed, '無')
  return fault('not-presence')
}

/** `1` or empty, never 0 (災害種別_*). */
export function readFlag(typed: string): ValueOutcome {
  const plain = toHalfWidth(typed).trim().toLowerCase()
  if (yes.has(plain)) return written(typed, '1')
  if (no.has(plain) || /^[-－ー]$/.test(typed.trim())) return written(typed, '')
  return fault('not-a-flag')
}

function nearestOf(typed: string, values: readonly string[]): string | undefined {
  const plain = bare(typed)
  return (
    values.find((value) => value === typed) ??
    values.find((value) => bare(value) === plain) ??
    // 「訪問介護」for「訪問介護（ホームヘルプ）」: the words in brackets explain.
    values.find((value) => bare(value.replace(/（[^）]*）$/, '')) === plain)
  )
}

const bare = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')
