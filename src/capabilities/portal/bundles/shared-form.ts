import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { type Answers, type Field, formPage, type PageOnRoute, type PlacedField } from '../../procedures/index.ts'
import { valueAt, withValueAt } from '../drafts/draft.ts'
import type { OpenVisit } from '../drafts/visit.ts'
import type { SharedQuestion, Stand } from './rules/questions.ts'
import type { SharedBlock, SharedPage } from './rules/shared-pages.ts'

/** A shared page as its form shows it, in the names of the shared page. */
export interface SharedForm {
  readonly page: PageOnRoute
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
  readonly sources: Readonly<Record<string, string>>
}

/** Whether the answer of a question is wanted by some procedure now, and how each asks it. */
export interface PlacedStand {
  readonly stand: Stand
  readonly visit: OpenVisit
  readonly placed: PlacedField
}

/**
 * The form of a shared page. A question is shown when one procedure at least asks it as things stand; it is required when
 * one of them requires it. What is shown is what the first procedure with an answer holds: all hold the same.
 */
export function sharedForm(page: SharedPage, drafts: readonly OpenVisit[]): SharedForm {
  let answers: Answers = {}
  const typed: Record<string, string> = {}
  const sources: Record<string, string> = {}
  const fields: PlacedField[] = []
  for (const block of page.blocks) {
    if (block.group.repeat)
      answers = { ...answers, [block.group.id]: Array.from({ length: itemsOf(block, drafts) }, () => ({})) }
    for (const { path, question, item } of placesOf(block, drafts)) {
      const asked = askersOf(question, item, drafts)
      const kept = heldBy(question, item, drafts)
      if (kept.value !== undefined) answers = withValueAt(answers, path, kept.value)
      if (kept.source !== undefined) sources[path] = kept.source
      for (const [part, text] of Object.entries(kept.typed)) typed[`${path}${part}`] = text
      const [first] = asked
      if (first === undefined) continue
      const required = asked.some(({ placed }) => placed.required)
      fields.push({ ...first.placed, group: block.group, path, required, field: inOneVoice(first.placed.field, asked) })
    }
  }
  return { page: { page: page.page, fields, status: 'open' }, answers, typed, sources }
}

/** Every place of a block's questions on the shared page; a repeated block has one for each item. */
export function placesOf(
  block: SharedBlock,
  drafts: readonly OpenVisit[],
): readonly { readonly path: string; readonly question: SharedQuestion; readonly item: number | undefined }[] {
  const items = block.group.repeat ? Array.from({ length: itemsOf(block, drafts) }, (_, i) => i) : [undefined]
  return items.flatMap((item) =>
    block.questions.map((question) => ({ path: pathAt(block.group.id, item, fieldOf(question)), question, item })),
  )
}

/** The answer path of a field in a group. */
export const pathAt = (group: string, item: number | undefined, field: string): string =>
  item === undefined ? `${group}.${field}` : `${group}.${item}.${field}`

/** All stands of a question have the field of the shared group. */
export const fieldOf = ({ stands }: SharedQuestion): string => stands[0]?.field.id ?? ''

/** Items that a repeated block has: as many as any procedure holds, and as many as they need. */
export function itemsOf(block: SharedBlock, drafts: readonly OpenVisit[]): number {
  const counts = block.questions.flatMap(({ stands }) =>
    stands.map(({ asker, group }) => {
      const items = valueAt(drafts.find(({ draft }) => draft.id === asker)?.draft.body.answers ?? {}, group.id)
      return Array.isArray(items) ? items.length : 0
    }),
  )
  const { min = 0, max = 0 } = block.group.repeat ?? {}
  return Math.min(Math.max(min, ...counts), max)
}

/** The procedures that ask a question as things stand, in the order of the bundle. */
export function askersOf(
  question: SharedQuestion,
  item: number | undefined,
  drafts: readonly OpenVisit[],
): readonly PlacedStand[] {
  return question.stands.flatMap((stand) => {
    const visit = drafts.find(({ draft }) => draft.id === stand.asker)
    if (visit === undefined) return []
    const { procedure, draft, filing, facts } = visit
    const found = formPage(procedure, stand.pageId, draft.body.answers, filing, facts)
    const path = pathAt(stand.group.id, item, stand.field.id)
    const placed = found?.page.fields.find((each) => each.path === path)
    return placed === undefined ? [] : [{ stand, visit, placed }]
  })
}

function heldBy(
  { stands }: SharedQuestion,
  item: number | undefined,
  drafts: readonly OpenVisit[],
): { readonly value?: unknown; readonly source?: string; readonly typed: Readonly<Record<string, string>> } {
  let typed: Record<string, string> = {}
  for (const { asker, group, field } of stands) {
    const body = drafts.find(({ draft }) => draft.id === asker)?.draft.body
    if (body === undefined) continue
    const path = pathAt(group.id, item, field.id)
    if (Object.keys(typed).length === 0)
      typed = Object.fromEntries(
        Object.entries(body.typed).flatMap(([name, text]) =>
          name === path || name.startsWith(`${path}.`) ? [[name.slice(path.length), text] as const] : [],
        ),
      )
    const value = valueAt(body.answers, path)
    if (value !== undefined && value !== null) {
      const source = body.sources[path]
      return { value, typed, ...(source === undefined ? {} : { source }) }
    }
  }
  return { typed }
}

/** Where procedures word the same question differently, the others' words are shown as a hint: nobody's wording is lost. */
function inOneVoice(field: Field, asked: readonly PlacedStand[]): Field {
  const others = asked.filter(({ placed }) => placed.field.label.ja !== field.label.ja)
  if (others.length === 0) return field
  const say = (locale: keyof LocalText): string | undefined => {
    const parts = others.map(({ visit, placed }) => {
      const name = visit.procedure.definition.name[locale]
      const label = placed.field.label[locale]
      if (name === undefined || label === undefined) return undefined
      return locale === 'en' ? `${label} (${name})` : `「${name}」では「${label}」`
    })
    if (parts.some((part) => part === undefined)) return undefined
    const own = field.hint?.[locale]
    return [...(own === undefined ? [] : [own]), ...parts].join(locale === 'en' ? '. ' : '。')
  }
  const easy = say('easy')
  const en = say('en')
  return {
    ...field,
    hint: { ja: say('ja') ?? '', ...(easy === undefined ? {} : { easy }), ...(en === undefined ? {} : { en }) },
  }
}
