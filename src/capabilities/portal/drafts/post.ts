import { applyLookup, type Group, type Page, type Problem } from '../../procedures/index.ts'
import { completed, isElsewhere } from './bundled.ts'
import { type DraftBody, savePage, valueAt } from './draft.ts'
import { ownNames } from './form-values.ts'
import { addItem, removeItem } from './items.ts'
import type { Change } from './save.ts'
import type { OpenVisit } from './visit.ts'

/** What the pressed button asks for. */
export type Deed =
  | { readonly kind: 'next' | 'later' | 'stay' | 'autosave' | 'mine' | 'theirs' }
  | { readonly kind: 'add'; readonly group: string }
  | { readonly kind: 'remove-item'; readonly group: string; readonly index: number }
  | { readonly kind: 'remove-file'; readonly path: string; readonly fileId: string }
  | { readonly kind: 'lookup' | 'attach'; readonly path: string }

const plainDeeds = ['later', 'stay', 'autosave', 'mine', 'theirs'] as const

/** Reads `do=…`. Whatever is not understood saves and goes on: the answers matter more than the button. */
export function readDeed(text: string, page: Page): Deed {
  const plain = plainDeeds.find((deed) => deed === text)
  if (plain !== undefined) return { kind: plain }
  const [verb, target = '', item = ''] = text.split(':')
  const repeated = page.groups.find((group) => group.id === target)?.repeat !== undefined
  if (verb === 'add' && repeated) return { kind: 'add', group: target }
  if (verb === 'remove' && repeated && /^\d{1,3}$/.test(item))
    return { kind: 'remove-item', group: target, index: Number(item) }
  if (verb === 'remove' && item !== '') return { kind: 'remove-file', path: target, fileId: item }
  if ((verb === 'lookup' || verb === 'attach') && target !== '') return { kind: verb, path: target }
  return { kind: 'next' }
}

export interface PostedPage {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly formKey: string
  readonly baseVersion: number
  readonly deed: Deed
}

export interface PageReading {
  readonly problems: readonly Problem[]
  readonly typed: Readonly<Record<string, string>>
}

/**
 * The change of a draft that a posted page makes: only fields of groups of this page are read, whatever else was posted.
 * `reading` tells afterwards what could not be read.
 */
export function pageChange(
  visit: OpenVisit,
  page: Page,
  posted: PostedPage,
): {
  readonly change: (body: DraftBody, version: number) => Change<{ readonly paths: readonly string[] }>
  readonly reading: () => PageReading
} {
  const groups = page.groups.map((group) => group.id)
  const own = ownNames(posted.fields, groups)
  let reading: PageReading = { problems: [], typed: {} }
  return {
    reading: () => reading,
    change(body, version) {
      const { procedure, filing, facts } = visit
      const read = procedure.readPage(page.id, completed(own, page, body), body.answers, filing, facts)
      // What is asked for the whole bundle is put right there.
      reading = body.bundle === undefined ? read : withoutElsewhere(read, body)
      const unread = reading.problems.some((problem) => problem.severity === 'refuse')
      const keep = unread || posted.deed.kind === 'lookup'
      const outcome = savePage(
        body,
        version,
        {
          pageId: page.id,
          formKey: posted.formKey,
          baseVersion: posted.baseVersion,
          answers: read.answers,
          typed: keep ? reading.typed : {},
          names: namesOf(body, groups),
          touched: touchedPaths(page, body, read.answers),
        },
        posted.deed.kind === 'mine',
      )
      if (!outcome.ok) return { ok: false, refusal: { paths: outcome.paths } }
      return { ok: true, body: afterDeed(visit, outcome.body, page, posted.deed) }
    },
  }
}

function withoutElsewhere({ problems, typed }: PageReading, body: DraftBody): PageReading {
  return {
    problems: problems.filter(({ path }) => !isElsewhere(body, path)),
    typed: Object.fromEntries(Object.entries(typed).filter(([name]) => !isElsewhere(body, name))),
  }
}

function afterDeed(visit: OpenVisit, body: DraftBody, page: Page, deed: Deed): DraftBody {
  if (deed.kind === 'add') {
    const group = page.groups.find((each) => each.id === deed.group)
    return group?.repeat ? addItem(body, group.id, group.repeat.max) : body
  }
  if (deed.kind === 'remove-item') return removeItem(body, deed.group, deed.index)
  if (deed.kind === 'lookup') return applyLookup(body, page, deed.path, visit.portal.cityMap(visit.city.id).towns)
  return body
}

/** Earlier unreadable input of the page, which this save replaces. */
function namesOf(body: DraftBody, groups: readonly string[]): ReadonlySet<string> {
  const names = [...ownNames(new Map(Object.entries(body.typed)), groups).keys()]
  return new Set(body.bundle === undefined ? names : names.filter((name) => !isElsewhere(body, name)))
}

/** Paths of this page's fields, before and after: items may have come or gone. */
function touchedPaths(page: Page, body: DraftBody, after: DraftBody['answers']): readonly string[] {
  return page.groups.flatMap((group) => {
    const fields = (group.fields ?? []).map((field) => field.id)
    if (!group.repeat) return fields.map((field) => `${group.id}.${field}`)
    const items = Math.max(countOf(body.answers, group), countOf(after, group))
    return Array.from({ length: items }, (_, item) => fields.map((field) => `${group.id}.${item}.${field}`)).flat()
  })
}

function countOf(answers: DraftBody['answers'], group: Group): number {
  const items = valueAt(answers, group.id)
  return Array.isArray(items) ? items.length : 0
}
