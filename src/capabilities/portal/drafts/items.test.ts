import { expect, test } from 'vitest'
import type { DraftBody } from './draft.ts'
import { addItem, removeItem } from './items.ts'

const body: DraftBody = {
  answers: { dogs: [{ name: 'ポチ' }, { name: 'シロ' }, { name: 'クロ' }] },
  typed: { 'dogs.0.birth': 'きのう', 'dogs.2.birth': '2026/2/30', 'dogs.count': '3', 'owner.phone': 'x' },
  sources: { 'dogs.1.name': 'account', 'dogs.2.name': 'photo' },
  pages: {},
  filer: 'self',
  locale: 'ja',
  secret: 'ABCDE-FGHJK',
}

test('what was typed moves with its item', () => {
  const after = removeItem(body, 'dogs', 1)
  expect(after.answers.dogs).toEqual([{ name: 'ポチ' }, { name: 'クロ' }])
  expect(after.typed).toEqual({ 'dogs.0.birth': 'きのう', 'dogs.1.birth': '2026/2/30', 'owner.phone': 'x' })
  expect(after.sources).toEqual({ 'dogs.1.name': 'photo' })
})

test('an item that is not there is not removed', () => {
  for (const index of [-1, 3, 99]) expect(removeItem(body, 'dogs', index)).toBe(body)
  expect(removeItem(body, 'owner', 0)).toBe(body)
})

test('adding stops at the maximum', () => {
  expect(addItem(body, 'dogs', 4).answers.dogs).toHaveLength(4)
  expect(addItem(body, 'dogs', 3)).toBe(body)
  expect(addItem(body, 'cats', 2).answers.cats).toEqual([{}])
})
