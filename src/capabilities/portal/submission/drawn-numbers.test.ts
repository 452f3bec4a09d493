import { expect, test } from 'vitest'
import { DrawnNumbers } from './drawn-numbers.ts'

const ask = (id: string, eraYear = 'R8') => ({ id, eraYear })

test('a number is drawn once for a draft, also when it is asked for twice in one moment', () => {
  const drawn = new DrawnNumbers()
  expect(drawn.missing([ask('a'), ask('b'), ask('a')])).toEqual([true, true, false])
  drawn.keep(ask('a'), 7)
  expect(drawn.missing([ask('a'), ask('b')])).toEqual([false, true])
  expect(drawn.of(ask('a'))).toBe(7)
})

test('a new year draws anew, and the number of the old one does not come back', () => {
  const drawn = new DrawnNumbers()
  drawn.keep(ask('a', 'R8'), 7)
  expect(drawn.of(ask('a', 'R9'))).toBeNull()
  expect(drawn.missing([ask('a', 'R9')])).toEqual([true])
  drawn.keep(ask('a', 'R9'), 1)
  expect(drawn.of(ask('a', 'R9'))).toBe(1)
  expect(drawn.of(ask('a', 'R8'))).toBeNull()
})

test('of very many drafts those that asked last are remembered', () => {
  const drawn = new DrawnNumbers()
  for (let n = 1; n <= 5001; n += 1) drawn.keep(ask(String(n)), n)
  expect(drawn.of(ask('1'))).toBeNull()
  expect(drawn.of(ask('2'))).toBe(2)
  expect(drawn.of(ask('5001'))).toBe(5001)
})
