import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { weekdayOf } from '../../../civic/day.ts'
import { movedTo } from './move-dates.ts'
import { loadRegister, openEntries, type Register } from './registers.ts'

const read = (file: string): Register => {
  const { register } = loadRegister(readFileSync(file, 'utf8'), file)
  if (!register) throw new Error(file)
  return register
}
const demonstrations = ['yanai', 'mihon'].flatMap((city) =>
  ['events', 'collection-days'].map((id) => `catalog/registers/${city}/${id}.yaml`),
)

describe('the days of a demonstration', () => {
  test('move on by whole weeks, in facts, periods, names and words of every language', () => {
    const bread = movedTo(read('catalog/registers/yanai/events.yaml'), '2028-11-24').entries.find(
      ({ id }) => id === 'bread.1',
    )
    expect(bread).toMatchObject({
      from: '2028-10-29',
      to: '2029-01-05',
      label: {
        ja: '親子パン作り　令和11年1月20日（土） 9:30〜12:30',
        en: 'Baking bread, parents and children, Sat 20 January 2029 9:30〜12:30',
      },
      facts: { day: '2029-01-20', applyUntil: '2029-01-05' },
    })
    expect(bread?.label.easy).toContain('2029年《ねん》1月《がつ》20日《にち》（土曜日')
    expect(weekdayOf('2029-01-20')).toBe(weekdayOf('2027-01-23'))
  })

  test('stay as they are in the week they were written for, and before it', () => {
    const { writtenFor, ...written } = read('catalog/registers/yanai/events.yaml')
    expect(writtenFor).toBeDefined()
    for (const day of ['2020-01-01', '2026-11-22', '2026-11-28'])
      expect(movedTo({ ...written, writtenFor }, day)).toEqual(written)
  })

  test.each(demonstrations)(
    '%s has something open at a first start years later, and no day of the past in its words',
    (file) => {
      const register = movedTo(read(file), '2031-06-02')
      expect(openEntries(register, '2031-06-02').length).toBeGreaterThan(0)
      expect(JSON.stringify(register)).not.toMatch(/202[67]|令和[89]年/)
    },
  )

  test('of a register that names no day stay for good', () => {
    const register = read('catalog/registers/yanai/disaster-events.yaml')
    expect(movedTo(register, '2031-06-02')).toEqual(register)
  })
})
