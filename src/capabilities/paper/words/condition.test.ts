import { describe, expect, it } from 'vitest'
import { planForm } from '../plan/plan.ts'
import { repositoryProcedures } from '../test-support/repository.ts'

const all = await repositoryProcedures()
const whenOf = (procedure: string, path: string) =>
  planForm(all.find(({ id }) => id === procedure)?.procedure.definition ?? expect.fail())
    .pages.flatMap(({ groups }) => groups.flatMap(({ fields }) => fields))
    .find((field) => field.path === path)?.when

const everyWhen = all.flatMap(({ id, procedure }) => {
  const plan = planForm(procedure.definition)
  const fields = [
    ...plan.pages.flatMap(({ groups }) => groups.flatMap((group) => group.fields)),
    ...plan.individualNumbers,
  ]
  return [
    ...plan.pages.map((page) => page.when),
    ...plan.pages.flatMap(({ groups }) => groups.map((group) => group.when)),
    ...fields.flatMap((field) => [field.when, ...field.choices.map((choice) => choice.when)]),
  ].flatMap((when) => (when === undefined ? [] : [{ id, when }]))
})

describe('conditions in words', () => {
  it('name the number, the question and the answer', () => {
    expect(whenOf('child-allowance-claim', 'claim.reasonText')).toEqual({
      ja: '3「理由」が「そのほか（新たに育てることになったなど）」の',
      easy: '3番《ばん》が 「そのほか」の ',
      en: 'box 3 is “Other”',
    })
  })

  it('say the shorter list of the choices', () => {
    expect(whenOf('road-occupancy', 'request.purpose')?.ja).toBe(
      '3「手続きの種類」が「工事をはじめる（着手届）」「工事が終わった（完了届）」「やめる（廃止・原状回復）」以外の',
    )
    expect(whenOf('road-occupancy', 'request.changeText')?.ja).toContain('「物件・期間・工事の内容を変える」の')
  })

  it('leave out what a setting of the city decides', () => {
    expect(whenOf('child-allowance-claim', 'work.january')).toBeUndefined()
  })

  it('are Japanese, easy and English everywhere, and never show an expression', () => {
    expect(everyWhen.length).toBeGreaterThan(300)
    for (const { id, when } of everyWhen) {
      expect(when.ja, id).toMatch(/(?:の|ある|ない)$|当てはまる$/)
      expect(when.easy, `${id} ${when.ja}`).toMatch(/ $/)
      for (const text of [when.ja, when.easy, when.en])
        expect(text, id).not.toMatch(/conditions\.|settings\.|==|&&|undefined|null/)
    }
  })

  it('give every kanji of the easy words its reading', () => {
    const bare = everyWhen.filter(({ when }) =>
      /\p{Script=Han}/u.test((when.easy ?? '').replace(/[\p{Script=Han}々]+《[^《》]+》/gu, '')),
    )
    expect(bare).toEqual([])
  })
})
