import type { Answers, GroupAnswers } from '../../procedures/index.ts'
import type { DraftBody } from './draft.ts'

/** Adds an empty item to a repeated group, up to its maximum. */
export function addItem(body: DraftBody, group: string, max: number): DraftBody {
  const items = itemsOf(body.answers, group)
  if (items.length >= max) return body
  return { ...body, answers: { ...body.answers, [group]: [...items, {}] } }
}

/** Removes one item; what was typed into the later ones moves with them. */
export function removeItem(body: DraftBody, group: string, index: number): DraftBody {
  const items = itemsOf(body.answers, group)
  if (index < 0 || index >= items.length) return body
  const renumber = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) => {
        const match = name.startsWith(`${group}.`) ? /^(\d+)(\..*)?$/.exec(name.slice(group.length + 1)) : null
        if (!match) return [[name, value] as const]
        const at = Number(match[1])
        if (at === index) return []
        return [[at > index ? `${group}.${at - 1}${match[2] ?? ''}` : name, value] as const]
      }),
    )
  const { [`${group}.count`]: _count, ...typed } = renumber(body.typed)
  return {
    ...body,
    answers: { ...body.answers, [group]: items.filter((_, at) => at !== index) },
    typed,
    sources: renumber(body.sources),
  }
}

function itemsOf(answers: Answers, group: string): readonly GroupAnswers[] {
  const items = answers[group]
  return Array.isArray(items) ? (items as readonly GroupAnswers[]) : []
}
