import { expect, test } from 'vitest'
import { messages } from './messages.ja.ts'
import { readEntry } from './read-forms.ts'

const register = {
  id: 'events',
  label: '催し',
  facts: {
    method: { label: '募集方法', type: 'text', choices: { 'first-come': '先着順', lottery: '抽選' } },
    fee: { label: '参加費', type: 'number' },
  },
  entries: [],
} as const

const read = (facts: Readonly<Record<string, string>>) => {
  const typed: Readonly<Record<string, string>> = { ja: 'パン作り', from: '2026-12-01', ...facts }
  return readEntry(register, (name) => typed[name] ?? '', 'bread.1')
}

test('a fact with choices takes only one of them, a number nothing below zero', () => {
  expect(read({ 'fact.method': 'lotery', 'fact.fee': '-5' })).toEqual({
    ok: false,
    problems: { 'fact.method': messages.problems.choice, 'fact.fee': messages.problems.fact.number },
  })
  expect(read({ 'fact.method': 'constructor' }).ok).toBe(false)
  expect(read({ 'fact.method': 'lottery', 'fact.fee': '８００' })).toMatchObject({
    value: { facts: { method: 'lottery', fee: 800 } },
  })
  expect(read({})).toMatchObject({ ok: true, value: { facts: {} } })
})
