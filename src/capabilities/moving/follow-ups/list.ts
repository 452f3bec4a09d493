import type { Day } from '../../../civic/day.ts'
import { guideFiling, guidesOf, type ListedItem, makeList, type NavigatorGuide } from '../../navigator/index.ts'
import type { Answers, CityFacts, CompiledProcedure, PlacedField } from '../../procedures/index.ts'
import type { Notice } from '../format/notice.ts'
import { holdsFor } from '../rules/people.ts'
import { answersFrom, withAsked } from './answers.ts'
import { followUpData } from './folder.ts'

/** The place of the household in marks and lists: nobody in particular. */
export const household = -1

/** A follow-up with those it is about: places in the household, or the household itself. */
export interface FollowUp {
  readonly item: ListedItem
  readonly people: readonly number[]
  /** It is somebody's, but what was sent does not tell whose. */
  readonly whoIsOpen: boolean
}

export interface FollowUps {
  /** Undefined: the guide of this kind of notice is not there any more. The list is then empty, and everything else works. */
  readonly guide: NavigatorGuide | undefined
  readonly answers: Answers
  /** Questions on this household's path that nothing has answered yet. */
  readonly open: readonly PlacedField[]
  readonly list: readonly FollowUp[]
}

/**
 * What follows for whom: the guide's own questions answered from the notice and from what the counter asked, the guide's own
 * rules, and the people each item is about.
 */
export function followUpsOf(
  rootDir: string,
  notice: Notice,
  asked: Answers,
  today: Day,
  facts: CityFacts,
  procedures: readonly CompiledProcedure[],
): FollowUps {
  const data = followUpData(rootDir)
  const use = data.guides[notice.kind]
  const guide = guidesOf(rootDir).guides.find((each) => each.guide.id === use.guide)
  const answers = withAsked(answersFrom(notice, data), asked)
  if (guide === undefined) return { guide, answers, open: [], list: [] }
  const route = guide.questions.route(answers, guideFiling(today), facts)
  const open = route.flatMap(({ fields }) => fields.filter(({ path }) => !isAnswered(answers, path)))
  const list = makeList(guide, answers, today, facts, procedures).map((item): FollowUp => {
    const word = use.items[item.id]
    if (word === undefined) return { item, people: [household], whoIsOpen: false }
    const rules = data.people[word] ?? []
    const people = notice.people.flatMap((person, index) =>
      holdsFor(rules, person, notice.movedOn) === true ? [index] : [],
    )
    return people.length > 0 ? { item, people, whoIsOpen: false } : { item, people: [household], whoIsOpen: true }
  })
  return { guide, answers, open, list }
}

function isAnswered(answers: Answers, path: string): boolean {
  const [group = '', field = ''] = path.split('.')
  const held = answers[group]
  return held !== undefined && !Array.isArray(held) && (held as Readonly<Record<string, unknown>>)[field] !== undefined
}
