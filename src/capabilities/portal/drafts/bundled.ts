import type { Answers, Field, Page, PageOnRoute } from '../../procedures/index.ts'
import { type DraftBody, valueAt } from './draft.ts'
import { formValues } from './form-values.ts'

type Marked = Pick<DraftBody, 'bundle'>

/** Where the list of parts, the check and the end of a draft are: its own, or those of the bundle it belongs to. */
export function wayOf(draft: { readonly id: string; readonly body: Marked }): {
  readonly tasks: string
  readonly check: string
} {
  const { bundle } = draft.body
  const tasks = bundle === undefined ? `/drafts/${draft.id}` : `/bundles/${bundle.id}`
  return { tasks, check: `${tasks}/check` }
}

/** Whether a path is asked in the bundle and not on this draft's pages; `parents.0.name` is `parents.name`. */
export function isElsewhere({ bundle }: Marked, path: string): boolean {
  return bundle?.shared.includes(withoutItem(path)) ?? false
}

/** `group.field` of an answer path: without the number of the item, and without the parts of a composite answer. */
export function withoutItem(path: string): string {
  const [group = '', second = '', third] = path.split('.')
  return /^\d+$/.test(second) && third !== undefined ? `${group}.${third}` : `${group}.${second}`
}

/** Paths of a page that are asked in the bundle; undefined where none is. */
export function elsewhereOn(page: PageOnRoute, body: Marked): ReadonlySet<string> | undefined {
  if (body.bundle === undefined) return undefined
  const paths = page.fields.filter(({ path }) => isElsewhere(body, path)).map(({ path }) => path)
  return paths.length === 0 ? undefined : new Set(paths)
}

/** Pages that still have something of their own to ask. Without a bundle all do. */
export function ownPages(route: readonly PageOnRoute[], body: Marked): readonly PageOnRoute[] {
  if (body.bundle === undefined) return route
  return route.filter(({ page, fields }) => {
    const own = fields.filter(({ path }) => !isElsewhere(body, path))
    // Items of a shared group come and go on the shared page: here only what is left to ask of each counts.
    const repeats = page.groups.some(
      ({ id, repeat, fields: asked }) => repeat && !asked?.some((field) => isElsewhere(body, `${id}.${field.id}`)),
    )
    return own.length > 0 || repeats
  })
}

type Posted = ReadonlyMap<string, readonly string[]>

/**
 * The form names of a page for which `which` holds, as the draft holds them: what was posted is completed by them, so that
 * a page that showed some of its questions leaves the others as they are.
 */
export function keptInputs(
  page: Page,
  body: Pick<DraftBody, 'answers' | 'typed'>,
  which: (path: string) => boolean,
): Posted {
  const found = new Map<string, readonly string[]>()
  for (const group of page.groups) {
    const items = itemsOf(body.answers, group.id)
    const heads = group.repeat ? items.map((_, item) => `${group.id}.${item}`) : [group.id]
    for (const head of heads) {
      for (const field of group.fields ?? []) {
        const path = `${head}.${field.id}`
        if (which(`${group.id}.${field.id}`)) addInputs(found, path, field, body)
      }
    }
  }
  return found
}

function addInputs(
  into: Map<string, readonly string[]>,
  path: string,
  field: Field,
  { answers, typed }: Pick<DraftBody, 'answers' | 'typed'>,
): void {
  for (const [part, text] of Object.entries(formValues(path, field, answers, typed)))
    into.set(part === '' ? path : `${path}.${part}`, field.type === 'multi-choice' ? text.split('\n') : [text])
}

function itemsOf(answers: Answers, group: string): readonly unknown[] {
  const items = valueAt(answers, group)
  return Array.isArray(items) ? items : []
}

/** What was posted for a page of a draft in a bundle, completed by the answers that were given for all. */
export function completed(posted: Posted, page: Page, body: DraftBody): Posted {
  if (body.bundle === undefined) return posted
  const own = [...posted].filter(([name]) => !isElsewhere(body, name))
  const counts = page.groups.flatMap(({ id, repeat, fields }) =>
    repeat && fields?.some((field) => isElsewhere(body, `${id}.${field.id}`))
      ? [[`${id}.count`, [String(itemsOf(body.answers, id).length)]] as const]
      : [],
  )
  return new Map([...own, ...keptInputs(page, body, (path) => isElsewhere(body, path)), ...counts])
}
