/**
 * Makes words comparable however they were typed: width, case, kana kind, long vowels, small kana, old and new kanji,
 * and the okurigana that people write or leave out (申し込み・申込み・申込). For searching only, never for storing.
 */
export function fold(text: string): string {
  const flat = katakanaToHiragana(text.normalize('NFKC').toLowerCase())
  let folded = ''
  for (const letter of flat) folded += letterMap.get(letter) ?? letter
  for (const [pattern, plain] of okurigana) folded = folded.replace(pattern, plain)
  return folded.replace(nothing, '')
}

/** The words of a query or a text in Latin script; a Japanese text is one word. */
export function foldWords(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .split(/[\s、。・,.;:/|]+/u)
    .map(fold)
    .filter((word) => word !== '')
}

/** Both ways to read a text with readings: 「児童手当《じどうてあて》」 gives the kanji and the kana. */
export function withAndWithoutReadings(text: string): readonly string[] {
  if (!text.includes('《')) return [text]
  const written = text.replace(/《[^《》]*》|｜/gu, '')
  const read = text.replace(/(?:｜[^｜《》]+|[\p{Script=Han}々〆ヵヶ]+)《([^《》]+)》/gu, '$1')
  return [written, read]
}

function katakanaToHiragana(text: string): string {
  return text.replace(/[ァ-ヶ]/gu, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
}

const pairs = (from: string, to: string): [string, string][] =>
  [...from].map((letter, index) => [letter, [...to][index] ?? letter])

const letterMap = new Map<string, string>([
  ...pairs('ぁぃぅぇぉっゃゅょゎゔぢづ', 'あいうえおつやゆよわぶじず'),
  // Old and variant kanji that residents' keyboards still offer, and kanji that law writes in kana.
  ...pairs('證澤邊邉齋齊髙﨑罹災', '証沢辺辺斉斉高崎り災'),
  ...pairs('籠籃', 'かか'),
])

const okurigana: readonly (readonly [RegExp, string])[] = [
  [/申し?込み?/gu, '申込'],
  [/引つ?越し?/gu, '引越'],
  [/届け?出?/gu, '届'],
  [/受け?付け?/gu, '受付'],
  [/取り?下げ?/gu, '取下'],
  [/手続き/gu, '手続'],
  [/貼り?紙/gu, '貼紙'],
  [/塵芥|芥/gu, 'ごみ'],
]

/** Marks that carry no meaning in a search: spaces, brackets, dots, hyphens, the long vowel. */
const nothing = /[\s\p{P}\p{S}ー〜~・゛゜]/gu
