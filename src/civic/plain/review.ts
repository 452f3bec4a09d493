import { gradeOf } from './kanji-grades.ts'
import { doubleNegative, hardLoanWords, honorific, onlyLooksPassive, passive } from './words.ts'

/** What makes a sentence hard. */
export type PlainCode =
  | 'long'
  | 'kanji-grade'
  | 'honorific'
  | 'passive'
  | 'loan-word'
  | 'double-negative'
  | 'several-matters'

export interface PlainFinding {
  /** Without readings and without the spaces between words. */
  readonly sentence: string
  readonly code: PlainCode
  /** For a person, in Japanese. */
  readonly advice: string
}

/** Longest sentence in characters, without readings and spaces: 「1文は短く」, 24 to 30 in the guideline's examples. */
export const longestSentence = 30

/** Sentences of a text with readings 漢字《かんじ》, bare: without readings, without spaces between words. */
export function plainSentences(text: string): readonly string[] {
  return text
    .replace(/《[^《》]*》|｜/gu, '')
    .split(/[。！？\n]+/u)
    .map((sentence) => sentence.replace(/\s+/gu, ''))
    .filter((sentence) => sentence !== '')
}

/** Everything in a text that the guideline advises against, sentence by sentence. Findings, never refusals. */
export function reviewPlain(text: string): readonly PlainFinding[] {
  return plainSentences(text).flatMap((sentence) =>
    checks.flatMap(([code, check]) => {
      const advice = check(sentence)
      return advice === undefined ? [] : [{ sentence, code, advice }]
    }),
  )
}

type Check = (sentence: string) => string | undefined

const checks: readonly (readonly [PlainCode, Check])[] = [
  ['long', tooLong],
  ['kanji-grade', beyondPrimarySchool],
  [
    'honorific',
    (sentence) => found(honorific, sentence, (it) => `敬語「${it}」を、です・ますにできないか見てください`),
  ],
  ['passive', passiveForm],
  ['loan-word', loanWord],
  [
    'double-negative',
    (sentence) =>
      found(doubleNegative, sentence, (it) => `二重の否定「${it}」を、「〜してください」などに直せないか見てください`),
  ],
  ['several-matters', severalMatters],
]

function tooLong(sentence: string): string | undefined {
  const { length } = [...sentence]
  return length > longestSentence
    ? `${length}文字です。${longestSentence}文字までに分けられないか見てください`
    : undefined
}

function beyondPrimarySchool(sentence: string): string | undefined {
  const hard = [...new Set(sentence.match(/[\p{Script=Han}]/gu) ?? [])].filter(
    (kanji) => kanji !== '々' && gradeOf(kanji) === undefined,
  )
  return hard.length > 0
    ? `小学校で習わない漢字「${hard.join('')}」を、やさしい言葉か、かなにできないか見てください`
    : undefined
}

function passiveForm(sentence: string): string | undefined {
  const all = new RegExp(passive, 'gu')
  for (const match of sentence.matchAll(all)) {
    const before = sentence.slice(Math.max(0, match.index - 2), match.index + match[0].length)
    if (!onlyLooksPassive.test(before)) return `受け身「${before}」を、「だれが何をする」の形にできないか見てください`
  }
  return undefined
}

/** A word that is explained right behind it, in brackets, is no hard word any more. */
function loanWord(sentence: string): string | undefined {
  const words = (sentence.match(/[ァ-ヶー]+[（〈(]?/gu) ?? []).filter((word) => hardLoanWords.includes(word))
  return words.length > 0
    ? `外来語「${[...new Set(words)].join('」「')}」を、日本語にするか説明をつけられないか見てください`
    : undefined
}

/** Clauses joined by が, ので, けれど, たら and the like: more than one such joint, or three commas, is more than one matter. */
function severalMatters(sentence: string): string | undefined {
  const joints =
    sentence.match(/(?:です|ます|た|る|い|ない)(?:が|けれど|けど|ので|から|し)、|(?:たら|ば|とき|て|で)、/gu)?.length ??
    0
  const commas = sentence.match(/、/gu)?.length ?? 0
  return joints > 1 || (joints > 0 && commas > 2)
    ? '一つの文に、ことがらが二つ以上あります。文を分けられないか見てください'
    : undefined
}

function found(pattern: RegExp, sentence: string, advice: (match: string) => string): string | undefined {
  const match = pattern.exec(sentence)
  return match ? advice(match[0]) : undefined
}
