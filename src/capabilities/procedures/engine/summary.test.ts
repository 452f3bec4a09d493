import { expect, it } from 'vitest'
import type { CityFacts, Filing } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import { loadProcedure } from '../language/load.ts'
import { sampleProcedure, t } from '../language/test-support/sample.ts'
import { compile } from './compile.ts'

const values = `
  ages: { label: ${t('年')}, type: number, each: children, is: "ageOn(item.birth, filing.today)", show: resident }`
const { definition } = loadProcedure(sampleProcedure({ values, tables: '', approval: '{ matter: sample }' }))
const procedure = compile(definition ?? expect.fail('the sample is broken'), 'f'.repeat(64))
const filing: Filing = {
  today: '2026-11-20',
  filedOn: '2026-11-20',
  channel: 'online',
  filer: 'self',
  assurance: 'jpki-sign',
}
const city: CityFacts = { settings: {}, register: () => [], isClosedDay: () => false }
const shown = (answers: Answers) => procedure.shownValues(answers, filing, city, 'resident').map(({ text }) => text.ja)

it('a value of each item says — where nothing is known, and is left out when nothing is known at all', () => {
  expect(shown({ children: [{ birth: '2015-04-01' }, { apart: false }] })).toEqual(['11、—'])
  expect(shown({ children: [{ apart: false }, { apart: false }] })).toEqual([])
  expect(shown({})).toEqual([])
})
