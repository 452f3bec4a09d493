import { expect, test } from 'vitest'
import type { PlacedValue } from './answers-at.ts'
import { correctedNames, namesOf } from './shown-name.ts'

const place = (group: string, id: string, type: string, value: unknown): PlacedValue =>
  ({ path: `${group}.${id}`, group: { id: group }, field: { id, type }, value }) as unknown as PlacedValue
const placed = [
  place('company', 'title', 'text', '新社名株式会社'),
  place('company', 'head', 'name', { family: '見本', given: '次郎' }),
  place('company', 'headKana', 'kana', 'ミホン　ジロウ'),
  place('other', 'name', 'name', { family: '別', given: '人' }),
]
const delivery = { organisation: { name: 'company.title' } }
const before = { name: '見本　太郎', kana: 'ミホン　タロウ', organisation: '旧社名株式会社' }

test('a corrected name or company is the one that applies; what was not corrected stays as it came in', () => {
  expect(namesOf(placed)).toEqual({ name: '見本　次郎', kana: 'ミホン　ジロウ' })
  expect(correctedNames(before, placed, ['other.name', 'company.phone'], delivery)).toEqual(before)
  expect(correctedNames(before, placed, ['company.title'], delivery)).toEqual({
    ...before,
    organisation: '新社名株式会社',
  })
  expect(correctedNames(before, placed, ['company.head'], delivery)).toEqual({
    ...before,
    name: '見本　次郎',
    kana: 'ミホン　ジロウ',
  })
  // The answer is taken back: a person applies.
  expect(correctedNames(before, placed.slice(1), ['company.title'], delivery)).not.toHaveProperty('organisation')
})
