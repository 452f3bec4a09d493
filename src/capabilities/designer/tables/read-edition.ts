import { readDate } from '../../../civic/era.ts'
import type { PostedForm } from '../../../platform/http/index.ts'
import { citySetsRows } from '../rules/whose-rule.ts'
import type { Edit } from '../yaml/edit.ts'
import type { YamlValue } from '../yaml/render.ts'
import { messages } from './messages.ja.ts'
import type { EditionLike, WholeTable } from './table-shape.ts'

const words = messages.addEdition.problems

export type EditionReading =
  | { readonly ok: true; readonly edit: Edit; readonly index: number }
  | { readonly ok: false; readonly problems: Readonly<Record<string, string>> }

/** Day and source of an edition, as typed. */
export function readDayAndSource(
  form: PostedForm,
  problems: Record<string, string>,
): { readonly from: string; readonly source: string } {
  const day = readDate(form.text('from').trim())
  if (!day.ok) problems.from = words.from
  const source = form.text('source').trim()
  if (source === '' || source.length > 200 || /[<>\p{Cc}]/u.test(source)) problems.source = words.source
  return { from: day.ok ? day.day : '', source }
}

/**
 * A new edition of a table: its day, its source, and the rows of the newest to begin from. `fixed`: editions of the shared
 * definition; beside those of a law it begins later and cites something else.
 */
export function readNewEdition(
  form: PostedForm,
  id: string,
  table: WholeTable,
  fixed: readonly EditionLike[],
): EditionReading {
  const problems: Record<string, string> = {}
  const { from, source } = readDayAndSource(form, problems)
  const editions = table.versions ?? []
  if (editions.some((edition) => edition.from === from)) problems.from = words.taken
  const law = fixed.filter((edition) => !citySetsRows(edition.source ?? ''))
  const newestLaw = law
    .map((edition) => edition.from ?? '')
    .toSorted()
    .at(-1)
  if (newestLaw !== undefined && from !== '' && from <= newestLaw) problems.from = words.law(newestLaw)
  if (editions.some((edition) => edition.source === source)) problems.source = words.sameSource
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const newestShared = editions[table.common - 1]?.from
  if (newestShared !== undefined && from <= newestShared)
    return { ok: false, problems: { from: words.law(newestShared) } }
  const index = editions.filter((edition) => (edition.from ?? '') < from).length
  const model = editions[Math.max(index - 1, 0)]?.rows ?? []
  const rows = JSON.parse(JSON.stringify(model)) as YamlValue
  return {
    ok: true,
    index,
    edit:
      table.common > 0 && editions.length === table.common
        ? { do: 'set', path: ['tables', id, 'versions'], value: [{ from, source, rows }] }
        : {
            do: 'insert',
            path: ['tables', id, 'versions'],
            index: index - table.common,
            value: { from, source, rows },
          },
  }
}
