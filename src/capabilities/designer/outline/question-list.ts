/** A line of a pasted list: the heading of a new page, or a question with what can be told of it. */
export interface ListedLine {
  readonly kind: 'page' | 'field'
  readonly label: string
  readonly type: string
  readonly optional: boolean
  readonly choices: readonly string[]
}

/** Lines of one list at most: twice the form that a city makes elsewhere. */
export const mostLines = 60

const heading = /^(?:■|●|◆|#+|【)\s*(.+?)(?:】)?$/u
const numbering = /^(?:[・\-*□○]|[0-9０-９]{1,2}[.．、)）]|[（(][0-9０-９]{1,2}[)）])\s*/u
const optionalMark = /[（(［[]?任意[)）\]］]?$/u
const severalMark = /^(?:いくつでも|複数(?:選択|回答)?可?)\s*[:：・、]\s*/u
const choicePart = /[（(:：]\s*([^（()）]*[・、/／|][^（()）]*)[)）]?$/u

/**
 * Reads a list of questions as people write it, one a line: `■催しのこと` begins a page, `雨のとき（中止・延期・行う）` brings its
 * choices (`（いくつでも：机・いす）` several of them), `（任意）` at the end says that no answer is needed, a number or dot at the head is left out.
 */
export function readQuestionList(text: string): readonly ListedLine[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.normalize('NFC').trim())
    .filter((line) => line !== '')
    .slice(0, mostLines)
    .map(readLine)
}

function readLine(line: string): ListedLine {
  const page = heading.exec(line)
  if (page) return { kind: 'page', label: (page[1] ?? '').slice(0, 200), type: '', optional: false, choices: [] }
  const bare = line.replace(numbering, '')
  const optional = optionalMark.test(bare)
  const question = optional ? bare.replace(optionalMark, '').trim() : bare
  const part = choicePart.exec(question)
  const several = severalMark.test(part?.[1] ?? '')
  const choices = part ? splitChoices((part[1] ?? '').replace(severalMark, '')) : []
  const label = (choices.length > 1 ? question.slice(0, part?.index) : question).replace(/[*＊※]$/u, '').trim()
  return {
    kind: 'field',
    label: label.slice(0, 200),
    type: choices.length > 1 ? (several ? 'multi-choice' : 'choice') : likelyType(label),
    optional,
    choices: choices.length > 1 ? choices : [],
  }
}

/** Choices in one line, parted by ・ 、 / or |. */
export function splitChoices(text: string): readonly string[] {
  return [...new Set(text.split(/[・、/／|]/u).map((choice) => choice.trim()))].filter((choice) => choice !== '')
}

const likely: readonly (readonly [RegExp, string])[] = [
  [/フリガナ|ふりがな|よみがな|カナ$/u, 'kana'],
  [/氏名|^お?名前$|(?:者|人|方|親)の(?:お?名前|氏名)$|(?:代表|責任|担当|保護)者$/u, 'name'],
  [/電話|携帯|TEL/iu, 'phone'],
  [/メール|e-?mail/iu, 'email'],
  [/住所|所在地/u, 'address'],
  [
    /^(?!.*(?:どん|どの|どこ|どう|だれ|誰|何|なに|なぜ|いつ|いくつ|いくら)).*(?:ます|です|ません|ました|ない|ある)か[?？]?$|有無$/u,
    'yes-no',
  ],
  [/同意/u, 'yes-no'],
  [/年月$/u, 'year-month'],
  [/日$|日付|いつ/u, 'date'],
  [/時刻|時間$|何時/u, 'time'],
  [/金額|料金|費用|予算|収入|売り?上げ?|見込み|[（(]円[)）]/u, 'money'],
  [/写真/u, 'photo'],
  [/写し|証明|図$|図面|書類|添付/u, 'file'],
  [/数$|人数|年齢|何人|何回|面積/u, 'number'],
  [/理由|内容|目的|ねらい|くわしく|詳しく|説明|方法|し方$|方$|こと$|意見|備考|もの$|計画/u, 'long-text'],
]

/** The type that a question most likely has by its words; the clerk sees and changes it. */
export function likelyType(label: string): string {
  return likely.find(([pattern]) => pattern.test(label))?.[1] ?? 'text'
}
