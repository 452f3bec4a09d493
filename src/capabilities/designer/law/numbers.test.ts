import { expect, it } from 'vitest'
import { citesChangeOfLaw } from '../rules/whose-rule.ts'
import { fits, numbersIn, signed, withNumbers } from './numbers.ts'

it('numbers and days of an expression are found where they stand and nowhere else', () => {
  const source =
    "deadlineDays(values.day2, 15) + 1 > 0 && a.b >= '2024-10-01' && m == '2024-10' && c == 'choice-2' ? x3 : 36"
  expect(numbersIn(source).map(({ kind, value }) => [kind, value])).toEqual([
    ['number', '15'],
    ['day', '2024-10-01'],
    ['month', '2024-10'],
    ['number', '36'],
  ])
  expect(signed(source)).toContain("values.day2, ①15) + 1 > 0 && a.b >= '②2024-10-01'")
  expect(withNumbers(source, ['20', '2027-04-01', '2027-04', '48'])).toBe(
    "deadlineDays(values.day2, 20) + 1 > 0 && a.b >= '2027-04-01' && m == '2027-04' && c == 'choice-2' ? x3 : 48",
  )
  expect(withNumbers(source, [])).toBe(source)
})

it('a number stays a number and a day a day: nothing else comes into an expression', () => {
  expect([fits('number', '20'), fits('day', '2027-04-01'), fits('month', '2027-04')]).toEqual([true, true, true])
  const wrong = [fits('number', '1e3'), fits('number', '20) || true'), fits('number', '-1'), fits('day', '2027-02-30')]
  expect([...wrong, fits('month', '2027-13'), fits('day', "' || true")]).toEqual(Array(6).fill(false))
  expect(citesChangeOfLaw('児童手当法第8条（令和9年法律第12号による改正）', '児童手当法第8条')).toBe(true)
})
