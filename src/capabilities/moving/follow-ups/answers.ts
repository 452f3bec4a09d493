import type { Answers, AnswerValue } from '../../procedures/index.ts'
import type { Notice } from '../format/notice.ts'
import { anyoneOf } from '../rules/people.ts'
import type { AnswerSource, FollowUpData } from './folder.ts'

/** The guide's answers that a notice gives by itself. A question that it does not answer stays open: the counter asks it. */
export function answersFrom(notice: Notice, data: FollowUpData): Answers {
  const found: Record<string, Record<string, AnswerValue>> = {}
  for (const [path, source] of Object.entries(data.guides[notice.kind].answers)) {
    const value = answerFor(source, notice, data)
    const [group = '', field = ''] = path.split('.')
    if (value !== undefined) found[group] = { ...found[group], [field]: value }
  }
  return found
}

/** What the counter asked goes before what was sent. */
export function withAsked(derived: Answers, asked: Answers): Answers {
  const groups = new Set([...Object.keys(derived), ...Object.keys(asked)])
  return Object.fromEntries([...groups].map((id) => [id, { ...groupOf(derived, id), ...groupOf(asked, id) }]))
}

function groupOf(answers: Answers, id: string): Readonly<Record<string, AnswerValue | undefined>> {
  const group = answers[id]
  return group === undefined || Array.isArray(group) ? {} : (group as Readonly<Record<string, AnswerValue | undefined>>)
}

function answerFor(source: AnswerSource, notice: Notice, { people }: FollowUpData): AnswerValue | undefined {
  if ('day' in source) return notice[source.day]
  if ('is' in source) return source.is
  if ('anyone' in source) return anyoneOf(people[source.anyone] ?? [], notice.people, notice.movedOn)
  if ('fact' in source) return notice.facts?.[source.fact]
  if ('insurance' in source) return notice.insurance
  if ('insuranceIs' in source)
    return notice.insurance === undefined ? undefined : notice.insurance === source.insuranceIs
  if ('part' in source) return notice.part === undefined ? undefined : notice.part === source.part
  const facts = Object.entries(source.facts)
  // One that is not known leaves the whole question open; those that are known are ticked when it is asked.
  if (facts.every(([, fact]) => notice.facts?.[fact] === undefined)) return undefined
  return facts.flatMap(([choice, fact]) => (notice.facts?.[fact] === true ? [choice] : []))
}
