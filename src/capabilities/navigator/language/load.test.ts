import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGuideFolder } from './folder.ts'
import { loadGuide, type SharedContent } from './load.ts'

const file = 'catalog/life-events/dog.yaml'
const source = readFileSync(path.resolve(file), 'utf8')
const folder = readGuideFolder(path.resolve('.'))
const shared: SharedContent = {
  items: new Map([
    ['dog-move', folder.guides.flatMap(({ items }) => items).find(({ use }) => use === 'dog-move') as never],
  ]),
  offices: folder.offices,
  things: folder.things,
}

/** What is found after one change, and the line that it is found in. */
function found(from: string, to: string): readonly { code: string; line: number; wanted: number }[] {
  expect(source).toContain(from)
  const changed = source.replace(from, to)
  const wanted = changed.slice(0, changed.indexOf(to)).split('\n').length
  return loadGuide(changed, file, shared).findings.map(({ code, line }) => ({ code, line, wanted }))
}

test('the guide as it stands is right', () => {
  expect(loadGuide(source, file, shared).findings).toEqual([])
})

describe('a slip is found in its line', () => {
  test.each([
    [
      'a name that no question has',
      "when: dog.event == 'died'\n    procedure",
      "when: dog.evnt == 'died'\n    procedure",
      'expression',
    ],
    ['a choice that there is not', "when: dog.event == 'missing'", "when: dog.event == 'lost'", 'expression'],
    [
      'a text where a day belongs',
      'due: { from: start.on, days: 30',
      'due: { from: dog.event, days: 30',
      'expression-type',
    ],
    [
      'a period without its article',
      '{ from: start.on, days: 30, article: 動物の愛護及び管理に関する法律 第39条の6 }',
      '{ from: start.on, days: 30 }',
      'due',
    ],
    [
      'both a period and a day',
      'due: { on: filing.today, advised: true }',
      'due: { on: filing.today, from: other.on, days: 3, advised: true }',
      'due',
    ],
    ['an office that nobody knows', 'office: vet', 'office: vets', 'unknown-office'],
    ['a thing that nobody knows', 'bring: [chip-proof]', 'bring: [chip-prof]', 'unknown-thing'],
    ['a shared item that there is not', 'use: dog-move', 'use: dog-moves', 'unknown-item'],
    ['an unknown key', 'minutes: 2', 'minutes: 2\nminute: 3', 'unknown-key'],
  ])('%s', (_, from, to, code) => {
    const all = found(from, to)
    const hit = all.find((each) => each.code === code)
    expect(all.map((each) => each.code)).toContain(code)
    expect(Math.abs((hit?.line ?? 0) - (hit?.wanted ?? 99))).toBeLessThanOrEqual(1)
  })

  test('a text that is missing in one language', () => {
    const [first] = loadGuide(source.replace(', en: A dog }', ' }'), file, shared).findings
    expect(first?.code).toBe('missing-text')
    expect(first?.line).toBe(4)
  })

  test('a question that hangs on a later answer', () => {
    const codes = found(
      '{ id: on, type: date, max: filing.today, label: { ja: 飼いはじめた日',
      '{ id: on, type: date, when: other.on != null, max: filing.today, label: { ja: 飼いはじめた日',
    )
    expect(codes.map(({ code }) => code)).toContain('later-answer')
  })
})

test('a broken text is told with its line, and nothing is thrown', () => {
  const { guide, findings } = loadGuide(`${source}\n  - { id: x, when: "`, file, shared)
  expect(guide).toBeUndefined()
  expect(findings[0]?.line).toBeGreaterThan(60)
})
