import type { Day } from '../../../civic/day.ts'
import { firstAnswers } from '../../navigator/index.ts'
import {
  type Answers,
  type AnswerValue,
  type CityFacts,
  type CompiledProcedure,
  type Field,
  fieldKind,
  type Group,
  type GroupAnswers,
} from '../../procedures/index.ts'
import type { Notice, NoticeAddress, NoticePerson } from '../format/notice.ts'
import { holdsFor } from '../rules/people.ts'
import { followUpData } from './folder.ts'
import type { FollowUps } from './list.ts'

/**
 * What a procedure's form begins with when it is handed over: the guide's own answers, the people of the notice in the groups
 * that the data names, and how to reach them. A value that the form's own field would not take is left out; 個人番号 is not
 * among them, since no notice holds one.
 */
export function handOverAnswers(
  rootDir: string,
  notice: Notice,
  { guide, answers }: FollowUps,
  procedure: CompiledProcedure,
  itemId: string,
  person: number,
  today: Day,
  facts: CityFacts,
): Answers {
  const data = followUpData(rootDir)
  const { definition } = procedure
  const taken = (field: Field, value: AnswerValue | undefined): boolean =>
    value !== undefined &&
    fieldKind(field.type).check(value, { field, today, choices: field.choices ?? [], entries: [], city: facts })
      .length === 0
  const filer = notice.people.find(({ self }) => self === true) ?? notice.people[0]
  const word = data.guides[notice.kind].items[itemId]
  const rules = word === undefined ? [] : (data.people[word] ?? [])
  const concerned = notice.people.filter((each) => holdsFor(rules, each, notice.movedOn) === true)
  const groups = definition.pages.flatMap((page) => page.groups)
  const result: Record<string, GroupAnswers | readonly GroupAnswers[]> = {}
  const fill = (group: Group, who: NoticePerson): GroupAnswers =>
    Object.fromEntries(
      (group.fields ?? []).flatMap((field) => {
        const value = valueFor(field, who, notice)
        return taken(field, value) ? [[field.id, value]] : []
      }),
    ) as GroupAnswers
  for (const [id, who] of Object.entries(data.handOver[definition.id] ?? {})) {
    const group = groups.find((each) => each.id === id)
    const one = who === 'filer' ? filer : notice.people[person]
    if (group === undefined) continue
    if (group.repeat !== undefined) result[id] = concerned.slice(0, group.repeat.max).map((each) => fill(group, each))
    else if (one !== undefined && who !== 'people') result[id] = fill(group, one)
  }
  const contact = groups.find(({ id, repeat }) => id === 'contact' && repeat === undefined)
  if (contact !== undefined) {
    const { phone, email } = notice.contact ?? {}
    const given: Readonly<Record<string, string | undefined>> = { phone, email }
    result.contact = Object.fromEntries(
      (contact.fields ?? []).flatMap((field) => (taken(field, given[field.id]) ? [[field.id, given[field.id]]] : [])),
    ) as GroupAnswers
  }
  for (const [path, value] of guide === undefined ? [] : firstAnswers(guide, answers, procedure, today, facts)) {
    const [group = '', field = ''] = path.split('.')
    const held = result[group]
    if (held === undefined || !Array.isArray(held)) result[group] = { ...(held as GroupAnswers), [field]: value }
  }
  return result
}

/** The value of a field of the shared groups for a person: name, kana, birth, sex, address. */
function valueFor(field: Field, person: NoticePerson, notice: Notice): AnswerValue | undefined {
  const [family = '', given = ''] = person.name.split(/[\s　]+/, 2)
  const [familyKana = '', givenKana = ''] = person.kana.split(/[\s　]+/, 2)
  switch (field.id) {
    case 'name':
      return field.type === 'name' && given !== '' ? { family, given } : undefined
    case 'familyKana':
      return givenKana === '' ? undefined : familyKana
    case 'givenKana':
      return givenKana === '' ? undefined : givenKana
    case 'birth':
      return person.bornOn
    case 'sex':
      return person.sex
    case 'address':
      // Who moves away lives at the old address until then.
      return field.type === 'address' ? addressFor(notice.kind === 'move-out' ? notice.from : notice.to) : undefined
    default:
      return undefined
  }
}

function addressFor(address: NoticeAddress | undefined): AnswerValue | undefined {
  if (address?.postcode === undefined || address.parts === undefined) return undefined
  const { postcode, parts, building } = address
  return { postcode, ...parts, ...(building === undefined ? {} : { building }) }
}
