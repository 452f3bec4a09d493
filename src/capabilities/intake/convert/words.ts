import { fold } from '../map/fold.ts'

const yes = [
  'はい',
  '有',
  'あり',
  'する',
  'した',
  '同意する',
  '同意します',
  '該当',
  '該当する',
  'yes',
  'true',
  '1',
  'on',
  '○',
  '〇',
  '◯',
  'レ',
  '✓',
  '✔',
]
const no = [
  'いいえ',
  '無',
  'なし',
  'しない',
  'していない',
  '同意しない',
  '同意しません',
  '非該当',
  '該当しない',
  'no',
  'false',
  '0',
  'off',
  '×',
  '✕',
]
const yesWords = new Set(yes.map(fold))
const noWords = new Set(no.map(fold))

/** はい・いいえ in the words of forms and exports; undefined when it is neither. */
export function readYesNo(text: string): 'yes' | 'no' | undefined {
  const word = fold(text)
  if (yesWords.has(word)) return 'yes'
  return noWords.has(word) || noWords.has(text.trim()) ? 'no' : undefined
}

/** The id that a word stands for: by the manifest's own list, else by id, code or label of the choices. */
export function readWord(
  text: string,
  codes: Readonly<Record<string, string>> | undefined,
  choices: readonly { readonly id: string; readonly label: { readonly ja: string }; readonly code?: string }[],
): string | undefined {
  const word = fold(text)
  for (const [written, id] of Object.entries(codes ?? {}))
    if (written === text.trim() || fold(written) === word) return id
  const exact = choices.find(({ id, code }) => id === text.trim() || (code !== undefined && code === text.trim()))
  if (exact) return exact.id
  const labelled = choices.filter(({ label }) => fold(label.ja) === word)
  return labelled.length === 1 ? labelled[0]?.id : undefined
}

/** Several answers in one cell: one a line, or between the marks that exports use. A label may hold 「、」: whole ones first. */
export function splitWords(text: string, known: (word: string) => boolean): readonly string[] {
  for (const mark of [/[\r\n]+/, /[|｜;；]/, /[,，]/, /[、・]/]) {
    const words = text
      .split(mark)
      .map((word) => word.trim())
      .filter((word) => word !== '')
    if (words.length > 0 && words.every(known)) return words
  }
  return text
    .split(/[\r\n|｜;；,，、]+/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
}
