import { fullAddress } from '../../../civic/address.ts'
import type { Day } from '../../../civic/day.ts'
import { fullName } from '../../../civic/name.ts'
import type { AddressAnswer, Answers, AnswerValue, GroupAnswers, NameAnswer } from '../../procedures/index.ts'
import type { FollowUpData } from '../follow-ups/folder.ts'
import { type Notice, type NoticeAddress, type NoticePerson, personFacts } from '../format/notice.ts'
import { holdsFor, type PersonRule } from '../rules/people.ts'

/** The answers of the booking as a notice of the documented format: what the portal sends is what any sender sends. */
export function noticeFromAnswers(
  answers: Answers,
  given: { readonly id: string; readonly filedAt: string; readonly visit?: Notice['visit'] },
  data: FollowUpData,
): Notice {
  const move = group(answers, 'move')
  const needs = group(answers, 'needs')
  const contact = group(answers, 'contact')
  const kind = move.kind === 'move-within' ? 'move-within' : 'move-in'
  const movedOn = String(move.on)
  const has = Array.isArray(needs.has) ? (needs.has as readonly string[]) : []
  const people = withFacts(peopleOf(answers), has, movedOn, data)
  const from = addressOf(group(answers, 'from').address)
  const who = contact.who as 'self' | 'household' | 'agent' | undefined
  return {
    id: given.id,
    kind,
    filedAt: given.filedAt,
    movedOn,
    ...(kind === 'move-in' && typeof move.planned === 'string' ? { plannedOutOn: move.planned } : {}),
    part: move.part === 'some' ? 'some' : 'all',
    ...(from === undefined ? {} : { from }),
    to: addressOf(group(answers, 'to').address) ?? { line: '－' },
    people: [...people],
    contact: {
      ...(typeof contact.phone === 'string' ? { phone: contact.phone } : {}),
      ...(typeof contact.email === 'string' ? { email: contact.email } : {}),
    },
    ...(given.visit === undefined ? {} : { visit: { ...given.visit, ...(who === undefined ? {} : { who }) } }),
    ...(typeof needs.insurance === 'string'
      ? { insurance: needs.insurance as 'national' | 'company' | 'elderly' }
      : {}),
    facts: {
      joins: group(answers, 'to').joins === true,
      ...Object.fromEntries(
        (['dog', 'moped', 'car', 'seal', 'bulky', 'allowance', 'pension'] as const).map((fact) => [
          fact,
          has.includes(fact),
        ]),
      ),
    },
  }
}

function group(answers: Answers, id: string): Readonly<Record<string, AnswerValue | undefined>> {
  const held = answers[id]
  return held === undefined || Array.isArray(held) ? {} : (held as GroupAnswers)
}

function peopleOf(answers: Answers): readonly NoticePerson[] {
  const held = answers.people
  const people = Array.isArray(held) ? (held as readonly GroupAnswers[]) : []
  return people.map((each, index) => ({
    name: each.name === undefined ? '' : fullName(each.name as NameAnswer),
    kana: [each.familyKana, each.givenKana].filter(Boolean).join('　'),
    bornOn: String(each.birth),
    ...(typeof each.card === 'boolean' ? { card: each.card } : {}),
    ...(typeof each.foreign === 'boolean' ? { foreign: each.foreign } : {}),
    self: index === 0,
  }))
}

/**
 * What was ticked for the household, per person: nobody, when it was not ticked; the only one whom it can be about, when it was.
 * With several it stays open, and the counter asks who.
 */
function withFacts(
  people: readonly NoticePerson[],
  has: readonly string[],
  movedOn: Day,
  { people: rules }: FollowUpData,
): readonly NoticePerson[] {
  const facts = people.map((): Record<string, boolean> => ({}))
  for (const fact of personFacts) {
    if (fact === 'school') continue
    const possible = people.map((person) => canBe(rules[fact] ?? [], fact, person, movedOn))
    const only = possible.filter(Boolean).length === 1
    people.forEach((_, index) => {
      const own = facts[index]
      if (own === undefined) return
      if (!has.includes(fact) || possible[index] !== true) own[fact] = false
      else if (only) own[fact] = true
    })
  }
  return people.map((person, index) => ({ ...person, facts: facts[index] ?? {} }))
}

/** Whether the rules leave it possible for a person once the fact itself is granted. */
const canBe = (rules: readonly PersonRule[], fact: string, person: NoticePerson, movedOn: Day): boolean =>
  rules.length === 0 || holdsFor(rules, { ...person, facts: { [fact]: true } }, movedOn) !== false

function addressOf(value: AnswerValue | undefined): NoticeAddress | undefined {
  if (value === undefined) return undefined
  const { postcode, prefecture, city, town, block, building } = value as AddressAnswer
  return {
    postcode,
    line: fullAddress({ postcode, prefecture, city, town, block }),
    ...(building === undefined || building === '' ? {} : { building }),
    parts: { prefecture, city, town, block },
  }
}
