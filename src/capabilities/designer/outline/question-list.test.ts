import { expect, it } from 'vitest'
import { likelyType, readQuestionList } from './question-list.ts'
import { readMany } from './read-many.ts'

it('a list is read as people write it', () => {
  const lines = readQuestionList(`
1. フリガナ
・団体の名前（任意）
■ 催しのこと
雨のとき（中止・延期・行う）
種類：祭り、市
（2）使うもの（机など）
借りる道具（いくつでも：机・いす）（任意）
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
    ['field', '借りる道具', 'multi-choice', true, '机/いす'],
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

it('questions go to the page that has their heading, else to a new one, and before any heading to the end of the form', () => {
  const group = (id: string, more = {}) => ({ id, title: { ja: id }, fields: [{ id: 'name', type: 'name' }], ...more })
  const data = {
    pages: [
      { id: 'one', title: { ja: '申請する方' }, groups: [group('applicant'), group('shared', { use: 'person' })] },
      { id: 'two', title: { ja: '畑' }, groups: [group('field', { repeat: {} })] },
    ],
  }
  const rows = readQuestionList('■申請する方\n電話番号\n■道具\n借りますか\n■畑\n作るもの').map((line) => ({
    ...line,
    when: '',
  }))
  const reading = readMany(rows, data, undefined)
  expect(reading.ok && reading.edits.map((edit) => [edit.path.join('.'), 'index' in edit && edit.index])).toEqual([
    ['pages.0.groups.0.fields', 1],
    ['pages', 2],
    // A page whose only group repeats takes no single question: a page of its own.
    ['pages', 3],
  ])
  const [first] = data.pages
  const end = readMany(
    readQuestionList('電話番号').map((line) => ({ ...line, when: '' })),
    { pages: first ? [first] : [] },
    undefined,
  )
  expect(end.ok && end.edits.map(({ path }) => path.join('.'))).toEqual(['pages.0.groups.0.fields'])
  // A question can't hang on one that now stands behind it.
  const back = rows.map((row) => ({ ...row }))
  const behind = readMany(
    [...back.slice(2), { ...back[0], label: '申請する方' }, { ...back[1], when: '1=true' }].filter(
      (row) => row !== undefined,
    ) as typeof rows,
    data,
    undefined,
  )
  expect(behind.ok).toBe(false)
})
