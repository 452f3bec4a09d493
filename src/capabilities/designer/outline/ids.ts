import { type OutlineData, optionalList } from './shape.ts'

/** Ids that are taken, of pages and of groups; those of fields count within their group. */
export function takenIds(data: OutlineData): {
  readonly pages: ReadonlySet<string>
  readonly groups: ReadonlySet<string>
} {
  const pages = optionalList(data.pages)
  const conditions = Object.keys((data as { readonly conditions?: object }).conditions ?? {})
  const groups = pages.flatMap((page) => optionalList(page.groups).map(({ id }) => id))
  return { pages: new Set(pages.map(({ id }) => id)), groups: new Set([...groups, ...conditions]) }
}

/** A free id: the word with the first number that nobody has. */
export function proposedId(word: string, taken: ReadonlySet<string>, separator = ''): string {
  for (let n = 1; ; n += 1) {
    const id = `${word}${separator}${n}`
    if (!taken.has(id)) return id
  }
}

export const camelId = /^[a-z][A-Za-z0-9]{0,59}$/
export const kebabId = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
