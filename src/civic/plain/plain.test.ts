import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradeOf, kanjiPerGrade } from './kanji-grades.ts'
import { strayNumbers } from './numbers.ts'
import { plainSentences, reviewPlain } from './review.ts'

const codes = (text: string) => reviewPlain(text).map(({ code }) => code)

describe('学年別漢字配当表', () => {
  it('has the numbers of the table of 2017, each kanji once', () => {
    expect(kanjiPerGrade).toEqual([80, 160, 200, 202, 193, 191])
    expect(new Set(['一', '右']).size).toBe(2)
  })

  it.each([
    ['犬', 1],
    ['曜', 2],
    ['都', 3],
    ['栃', 4],
    ['賞', 5],
    ['胃', 6],
    ['届', 6],
    ['罹', undefined],
    ['択', undefined],
  ])('%s', (kanji, grade) => {
    expect(gradeOf(kanji)).toBe(grade)
  })

  it('moved kanji stand where the table of 2017 has them', () => {
    for (const kanji of '茨媛岡潟岐熊香佐埼崎滋鹿縄井沖栃奈梨阪阜賀群徳富城') expect(gradeOf(kanji), kanji).toBe(4)
    for (const kanji of '囲紀喜救型航告殺士史象賞貯停堂得毒費粉脈歴') expect(gradeOf(kanji), kanji).toBe(5)
    for (const kanji of '胃腸恩券承舌銭退敵俵預') expect(gradeOf(kanji), kanji).toBe(6)
  })
})

describe('やさしい日本語 is looked at sentence by sentence', () => {
  it('readings and spaces between words do not count', () => {
    expect(plainSentences('犬《いぬ》を 登録《とうろく》します。お金《かね》が いります。')).toEqual([
      '犬を登録します',
      'お金がいります',
    ])
  })

  it.each([
    ['市役所《しやくしょ》に 来《き》て ください。', []],
    ['お金《かね》は いりません。', []],
    ['赤《あか》ちゃんが 生《う》まれた 日《ひ》を 書《か》きます。', []],
    ['これは わすれて いい です。市《し》が くれます。', []],
    [
      '高齢《こうれい》の 人《ひと》の ために、市役所《しやくしょ》の 人《ひと》が 家《いえ》に 行《い》って、話《はなし》を 聞《き》く ことが あります。',
      ['long', 'kanji-grade'],
    ],
    ['罹災証明書《りさいしょうめいしょ》を もらう。', ['kanji-grade']],
    ['市《し》から お知らせ いたします。', ['honorific']],
    ['紙《かみ》を ご確認《かくにん》ください。', ['honorific']],
    ['ここで 待《ま》って いらっしゃる 人《ひと》。', ['honorific']],
    ['申《もう》し込《こ》みが 取《と》り消《け》される ことが あります。', ['kanji-grade', 'passive']],
    ['名前《なまえ》が 呼《よ》ばれます。', ['passive']],
    ['データを 送《おく》ります。', ['loan-word']],
    ['ヘルパー（手伝《てつだ》う 人《ひと》）が 来《き》ます。', []],
    ['書《か》かなければ なりません。', ['double-negative']],
    ['できない ことは ありません。', ['double-negative']],
    ['雨《あめ》が ふったら、休《やす》みですが、来《き》て いい です。', ['several-matters']],
  ])('%s', (text, expected) => {
    expect(codes(text)).toEqual(expected)
  })

  it('any text at all is looked at, and each finding quotes a sentence of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const sentences = plainSentences(text)
        expect(reviewPlain(text).every(({ sentence }) => sentences.includes(sentence))).toBe(true)
      }),
    )
  })
})

describe('numbers that only the translation states', () => {
  it.each([
    ['15日以内に出します。', '15日《にち》までに 出《だ》します。', []],
    ['15日以内に出します。', 'Within 30 days.', ['30']],
    ['手数料は3,000円です。', '3000 yen', []],
    ['上限は50万円です。', 'Up to 500,000 yen', []],
    ['令和8年4月', 'April 2026', []],
    ['二人まで', 'Up to 2 people', []],
    ['１８歳まで', 'until 18', []],
  ])('%s → %s', (japanese, translation, expected) => {
    expect(strayNumbers(japanese, translation)).toEqual(expected)
  })
})
