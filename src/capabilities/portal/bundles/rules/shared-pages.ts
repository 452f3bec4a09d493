import type { LocalText } from '../../../../platform/i18n/local-text.ts'
import type { Group, Page } from '../../../procedures/index.ts'
import type { SharedQuestion } from './questions.ts'

/** One page of questions that are asked once for the whole bundle. */
export interface SharedPage {
  readonly id: string
  /** The page in the shape of a form's page: a group for each block, named as its first asker names it. */
  readonly page: Page
  readonly blocks: readonly SharedBlock[]
}

/** Questions that stand together: one shared group in one role. */
export interface SharedBlock {
  readonly block: string
  /** Its group on the shared page. */
  readonly group: Group
  readonly questions: readonly SharedQuestion[]
}

/**
 * The pages of a bundle's shared part. Blocks stand on one page when the first procedure that asks them has them on one
 * page; so the person meets them as they would there.
 */
export function sharedPages(questions: readonly SharedQuestion[]): readonly SharedPage[] {
  const blocks = new Map<string, SharedQuestion[]>()
  for (const question of questions) {
    const known = blocks.get(question.block) ?? []
    blocks.set(question.block, known)
    known.push(question)
  }
  const pages = new Map<string, SharedBlock[]>()
  for (const [block, asked] of blocks) {
    const [first] = asked[0]?.stands ?? []
    if (first === undefined) continue
    const place = `${first.asker} ${first.pageId}`
    const known = pages.get(place) ?? []
    pages.set(place, known)
    known.push({ block, group: groupOf(first.group, asked), questions: asked })
  }
  const ids = new Set<string>()
  return [...pages.values()].map((own) => {
    const id = freeId(own[0]?.block.split('@')[0] ?? 'shared', ids)
    ids.add(id)
    const groups = own.map(({ group }) => group)
    return { id, blocks: own, page: { id, title: groups[0]?.title ?? { ja: id }, groups } }
  })
}

/** The id of a group names the form's inputs: it is that of the first asker. Its fields are those in common. */
function groupOf(first: Group, asked: readonly SharedQuestion[]): Group {
  const { hint: _hint, when: _when, fields: _fields, repeat, ...rest } = first
  const title = titleOf(first, asked)
  const bounds = repeat === undefined ? {} : { repeat: narrowest(repeat, asked) }
  return {
    ...rest,
    ...bounds,
    title,
    fields: asked.flatMap(({ stands }) => stands.slice(0, 1).map(({ field }) => field)),
  }
}

/** What all call it; where they differ, the shared group's own title is said of whoever files, else the first one's. */
function titleOf(first: Group, asked: readonly SharedQuestion[]): LocalText {
  const titles = new Set(asked.flatMap(({ stands }) => stands.map(({ group }) => group.title.ja)))
  if (titles.size === 1) return first.title
  const others = asked[0]?.block.includes('@filer') || first.shared?.group !== 'person'
  return others ? (first.shared?.title ?? first.title) : first.title
}

/** Every procedure has to be content with the number of items. */
function narrowest(
  repeat: NonNullable<Group['repeat']>,
  asked: readonly SharedQuestion[],
): NonNullable<Group['repeat']> {
  const bounds = asked.flatMap(({ stands }) => stands.map(({ group }) => group.repeat ?? repeat))
  return { ...repeat, min: Math.max(...bounds.map(({ min }) => min)), max: Math.min(...bounds.map(({ max }) => max)) }
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`
}
