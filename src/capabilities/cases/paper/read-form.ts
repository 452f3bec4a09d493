import type { Answers, CityFacts, CompiledProcedure, Filing, GroupAnswers, Problem } from '../../procedures/index.ts'
import type { PaperDraft } from './draft.ts'

export interface PaperReading {
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
}

/**
 * Reads all pages of one post, in the order of the form: a page that an earlier answer opens is read too if it was shown.
 * `deed` is the pressed button: items of repeated groups are added and removed here.
 */
export function readPaperForm(
  procedure: CompiledProcedure,
  posted: ReadonlyMap<string, readonly string[]>,
  before: PaperDraft,
  filing: Filing,
  city: CityFacts,
  deed: string,
): PaperReading {
  const shown = new Set(posted.get('page') ?? [])
  let answers = before.answers
  const typed: Record<string, string> = {}
  const problems: Problem[] = []
  for (const { id } of procedure.definition.pages) {
    if (!shown.has(id)) continue
    const read = procedure.readPage(id, posted, answers, filing, city)
    answers = read.answers
    Object.assign(typed, read.typed)
    problems.push(...read.problems)
  }
  return { answers: afterDeed(procedure, answers, deed), typed, problems }
}

/** `add:<group>` and `remove:<group>:<n>`, as the repeated group's buttons say. */
function afterDeed(procedure: CompiledProcedure, answers: Answers, deed: string): Answers {
  const [verb, groupId = '', index = ''] = deed.split(':')
  const group = procedure.definition.pages.flatMap((page) => page.groups).find((each) => each.id === groupId)
  if (!group?.repeat) return answers
  const given = answers[groupId]
  const items = Array.isArray(given) ? (given as readonly GroupAnswers[]) : []
  if (verb === 'add' && items.length < group.repeat.max) return { ...answers, [groupId]: [...items, {}] }
  if (verb === 'remove' && /^\d+$/.test(index))
    return { ...answers, [groupId]: items.filter((_, position) => position !== Number(index)) }
  return answers
}
