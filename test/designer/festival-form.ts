/** A form of the size that clerks make elsewhere: 30 questions on 5 screens, 4 of them asked only after another answer. */
export interface Question {
  readonly label: string
  /** What it has to become: told from its words, or picked by the clerk. */
  readonly type: string
  readonly optional?: true
  readonly choices?: readonly string[]
  /** Asked only when an earlier question has this answer: `true` is はい. */
  readonly when?: { readonly question: string; readonly answer: string }
}

export interface Screen {
  readonly title: string
  readonly questions: readonly Question[]
}

/** The first screen is there from the beginning, with 名前 on it. */
export const first: readonly Question[] = [
  { label: 'フリガナ', type: 'kana' },
  { label: '団体の名前', type: 'text', optional: true },
  { label: '住所', type: 'address' },
  { label: '電話番号', type: 'phone' },
  { label: 'メールアドレス', type: 'email', optional: true },
]

export const further: readonly Screen[] = [
  {
    title: '催しのこと',
    questions: [
      { label: '催しの名前', type: 'text' },
      { label: '種類', type: 'choice', choices: ['祭り', '市', 'そのほか'] },
      { label: 'どんな催しですか', type: 'text', when: { question: '種類', answer: 'そのほか' } },
      { label: 'ねらい', type: 'long-text' },
      { label: 'はじめの日', type: 'date' },
      { label: 'おわりの日', type: 'date' },
      { label: 'はじまる時刻', type: 'time' },
    ],
  },
  {
    title: '場所',
    questions: [
      { label: '使う公園', type: 'choice', choices: ['中央公園', '海の公園', '山の公園'] },
      { label: '使うところ', type: 'text' },
      { label: '来る人の数', type: 'number' },
      { label: '車で来る人がいますか', type: 'yes-no' },
      { label: '車の数', type: 'number', when: { question: '車で来る人がいますか', answer: 'true' } },
      { label: '略図', type: 'file', optional: true },
    ],
  },
  {
    title: '火と食べ物',
    questions: [
      { label: '火を使いますか', type: 'yes-no' },
      { label: '火を使うもの', type: 'long-text', when: { question: '火を使いますか', answer: 'true' } },
      { label: '食べ物を売りますか', type: 'yes-no' },
      { label: '保健所に届けた日', type: 'date', when: { question: '食べ物を売りますか', answer: 'true' } },
      { label: '売り上げの見込み', type: 'money', optional: true },
      { label: 'ごみの片づけ方', type: 'long-text' },
    ],
  },
  {
    title: '当日の連絡',
    questions: [
      { label: '責任者', type: 'name' },
      { label: '責任者の電話', type: 'phone' },
      { label: '雨のとき', type: 'choice', choices: ['中止', '延期', '行う'] },
      { label: '下見をしますか', type: 'yes-no' },
      { label: '伝えたいこと', type: 'long-text', optional: true },
    ],
  },
]

/** The rows of the list, screens among them, as a clerk numbers them. */
export const rows: readonly ({ readonly page: string } | Question)[] = [
  ...first,
  ...further.flatMap(({ title, questions }) => [{ page: title }, ...questions]),
]

/** The list as it stands in somebody's notes. */
export const list = rows
  .map((row) => {
    if ('page' in row) return `■${row.page}`
    const { label, choices, optional } = row
    return `${label}${choices ? `（${choices.join('・')}）` : ''}${optional ? '（任意）' : ''}`
  })
  .join('\n')
