import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { type Answers, compile, loadProcedure, readSharedParts } from '../../procedures/index.ts'
import { problemSentence } from '../case-page/form-state.ts'
import { followOthers } from './followed.ts'
import { outcomeFacts, readOutcomeFields } from './outcome-fields.ts'

const { shared } = await readSharedParts('.')
function certified(id: string) {
  const { definition } = loadProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), { shared })
  const procedure = definition ? compile(definition, 'hash') : expect.fail('the definition does not load')
  return {
    procedure,
    outcome: procedure.outcomes().find((one) => one.id === 'certified') ?? expect.fail('no such outcome'),
  }
}
const damage = certified('disaster-damage-certificate')
const filing = {
  today: '2026-11-20',
  filedOn: '2026-11-20',
  channel: 'counter',
  filer: 'self',
  assurance: 'none',
} as const
const facts = { settings: {}, register: () => [], isClosedDay: () => false }

/** What stays of a decision, and what is said, when these fields are filled in. */
function decided(
  typed: Readonly<Record<string, string>>,
  { procedure, outcome } = damage,
  answers: Answers = { damage: { on: '2026-09-10' } },
) {
  const all: Readonly<Record<string, string>> = { issueNumber: '1', causeText: '令和8年9月10日の大雨による', ...typed }
  const read = readOutcomeFields(outcome, (name) => all[name.replace('field.', '')] ?? '')
  const { values, problems } = followOthers({ procedure, answers, filing, facts }, outcome, read.values)
  const facts_ = Object.fromEntries(outcomeFacts(outcome, values).map(({ id, text }) => [id, text]))
  return { kept: values, facts: facts_, said: [...read.problems, ...problems].map(problemSentence) }
}

it('a share with one decimal gives the class, on both sides of the border', () => {
  const below = decided({ method: 'parts', lossPercent: '４９．９％' })
  expect(below).toMatchObject({ kept: { lossPercent: 499, class: '2' }, said: [] })
  expect(below.facts).toMatchObject({ lossPercent: '49.9%', class: '大規模半壊' })
  expect(decided({ method: 'parts', lossPercent: '50' }).facts).toMatchObject({ lossPercent: '50.0%', class: '全壊' })
  for (const wrong of ['49.95', '100.1', '-1', 'x'])
    expect(decided({ method: 'evident', lossPercent: wrong }).said, wrong).toEqual([
      '「損害割合」をもう一度確かめてください',
    ])
})

it('another class than the one of the table is taken with its reason', () => {
  const other = { method: 'parts', lossPercent: '19.9', class: '4' }
  expect(decided(other).said).toEqual([
    '表では、「住家の被害の程度」は「準半壊」です。ちがう判断をするときは、「表とちがう程度にした理由（同じ建物のほかの判定とそろえた、など）」を入れてください',
  ])
  expect(decided({ ...other, classReason: '同じ建物の判定とそろえた' })).toMatchObject({
    kept: { class: '4' },
    said: [],
  })
  expect(decided({ ...other, class: '5' })).toMatchObject({ kept: { class: '5' }, said: [] })
})

it('where the table gives nothing, what it lacks is asked for, or the reason of a judgement without it', () => {
  expect(decided({ method: 'parts' }).said).toEqual([
    '「住家の被害の程度」を表から決めるために要る欄を入れてください（空いている欄：「損害割合」「木造・プレハブの戸建て1〜2階である」「外力の有無」「床からの浸水の深さ（市が確かめたもの、床下は0）」）',
  ])
  expect(decided({ method: 'parts', class: '3' }).said[0]).toMatch(
    /は表から決まりません。そう判断した「.*理由.*」を入れてください/,
  )
  expect(decided({ method: 'parts', class: '3', classReason: '調査票による' }).said).toEqual([])
})

it('where everything is filled in and nothing may follow, the other fields are to be looked at: 36 months for another level', () => {
  const renewal = certified('ltc-certification-renewal')
  const until = (level: string, months: string) =>
    decided({ level, months, validFrom: '2027-06-01' }, renewal, { application: { currentLevel: 'care-2' } })
  expect(until('care-2', '48')).toMatchObject({ kept: { validUntil: '2031-05-31' }, said: [] })
  expect(until('care-3', '36')).toMatchObject({ kept: { validUntil: '2030-05-31' }, said: [] })
  expect(until('care-3', '37').said).toEqual([
    '「有効期間の終わり」は、ほかの欄から決まりません。ほかの欄を確かめてください',
  ])
})
