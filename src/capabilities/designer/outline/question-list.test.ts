import { expect, it } from 'vitest'
import { likelyType, readQuestionList } from './question-list.ts'

it('a list is read as people write it', () => {
  const lines = readQuestionList(`
1. フリガナ
・団体の名前（任意）
■ 催しのこと
雨のとき（中止・延期・行う）
種類：祭り、市
（2）使うもの（机など）
`)
  expect(
    lines.map(({ kind, label, type, optional, choices }) => [kind, label, type, optional, choices.join('/')]),
  ).toEqual([
    ['field', 'フリガナ', 'kana', false, ''],
    ['field', '団体の名前', 'text', true, ''],
    ['page', '催しのこと', '', false, ''],
    ['field', '雨のとき', 'choice', false, '中止/延期/行う'],
    ['field', '種類', 'choice', false, '祭り/市'],
    ['field', '使うもの（机など）', 'text', false, ''],
  ])
  expect(readQuestionList('\n \n')).toEqual([])
  expect(readQuestionList('問い\n'.repeat(100))).toHaveLength(60)
})

it.each([
  ['申請者の氏名', 'name'],
  ['電話番号', 'phone'],
  ['使う日', 'date'],
  ['火を使いますか', 'yes-no'],
  ['どんな催しですか', 'text'],
  ['参加する人数', 'number'],
  ['会場の略図', 'file'],
  ['申請の理由', 'long-text'],
  ['会の名前', 'text'],
])('%s is most likely %s', (label, type) => {
  expect(likelyType(label)).toBe(type)
})
