import { ageOn, fiscalYearEndAfterAge } from '../../../civic/age.ts'
import { addDays, type Day } from '../../../civic/day.ts'
import type { NoticePerson, personFacts } from '../format/notice.ts'

/** One alternative: everything that is named has to hold. */
export interface PersonRule {
  readonly card?: boolean | undefined
  readonly foreign?: boolean | undefined
  readonly fact?: (typeof personFacts)[number] | undefined
  /** Age on the day of the move. */
  readonly ageFrom?: number | undefined
  /**
   * School years: from the 1 April after the person attains `after` up to the 31 March on or after the day the person attains
   * `upTo` (年齢計算ニ関スル法律; 学校教育法17条).
   */
  readonly schoolYears?: { readonly after?: number | undefined; readonly upTo: number } | undefined
}

/** Whether a rule holds for a person: yes, no, or not known from what was sent. */
export type Known = boolean | undefined

/** Any of the alternatives, in the logic of three values: one that holds is enough, an unknown one leaves it open. */
export function holdsFor(rules: readonly PersonRule[], person: NoticePerson, movedOn: Day): Known {
  return anyOf(rules.map((rule) => oneHolds(rule, person, movedOn)))
}

/** Whether it holds for anybody. */
export function anyoneOf(rules: readonly PersonRule[], people: readonly NoticePerson[], movedOn: Day): Known {
  return anyOf(people.map((person) => holdsFor(rules, person, movedOn)))
}

/** Whether somebody who moves holds a card; undefined: not known. */
export function anyCard(people: readonly Pick<NoticePerson, 'card'>[]): Known {
  return anyOf(people.map(({ card }) => card))
}

function oneHolds(rule: PersonRule, person: NoticePerson, movedOn: Day): Known {
  const parts: Known[] = []
  if (rule.ageFrom !== undefined) parts.push(ageOn(person.bornOn, movedOn) >= rule.ageFrom)
  if (rule.schoolYears !== undefined) {
    const { after, upTo } = rule.schoolYears
    if (after !== undefined) parts.push(movedOn >= addDays(fiscalYearEndAfterAge(person.bornOn, after), 1))
    parts.push(movedOn <= fiscalYearEndAfterAge(person.bornOn, upTo))
  }
  if (rule.card !== undefined) parts.push(same(person.card, rule.card))
  if (rule.foreign !== undefined) parts.push(same(person.foreign, rule.foreign))
  if (rule.fact !== undefined) parts.push(person.facts?.[rule.fact])
  if (parts.includes(false)) return false
  return parts.includes(undefined) ? undefined : true
}

const same = (value: Known, wanted: boolean): Known => (value === undefined ? undefined : value === wanted)

function anyOf(values: readonly Known[]): Known {
  if (values.includes(true)) return true
  return values.includes(undefined) ? undefined : false
}
