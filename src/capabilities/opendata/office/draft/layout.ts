import type { DatasetDefinition } from '../../language/dataset.ts'
import { DataFileRefused } from '../../read/file-refused.ts'
import { findHeader, firstLines } from '../../read/find-header.ts'
import type { OpenTable } from '../../read/open-table.ts'
import { headerKey } from '../../table/header-key.ts'
import { type HeaderMatch, matchHeaders, type Synonyms } from '../../table/match-headers.ts'
import type { DraftLayout } from './draft.ts'

/** Headers as people confirmed them before: key of the header → column, or empty for one that is not taken. */
export type Remembered = Readonly<Record<string, string>>

/**
 * Finds the header of a sheet (the first one that has a table, unless one is wanted) and what its columns are: what people confirmed
 * before, what the layouts say, and suggestions. Throws `DataFileRefused` where there is no header, or nothing below it.
 */
export async function layoutOf(
  table: OpenTable,
  definition: DatasetDefinition,
  remembered: Remembered,
  synonyms: Synonyms,
  wantedSheet?: string,
): Promise<DraftLayout> {
  const known = knownHeaders(definition, remembered, synonyms)
  const candidates = wantedSheet !== undefined && table.sheets.includes(wantedSheet) ? [wantedSheet] : table.sheets
  let best: { readonly hits: number; readonly layout: DraftLayout } | undefined
  for (const sheet of candidates) {
    const lines = await firstLines(table, sheet)
    const header = findHeader(lines, (key) => known.has(key))
    if (!header) continue
    const headers = header.headers
    const { edition, matches } = matchHeaders(headers, definition, synonyms)
    const samples = lines.filter(({ line }) => line >= header.from).slice(0, 3)
    const layout: DraftLayout = {
      sheet,
      sheets: table.sheets,
      from: header.from,
      headerLines: header.lines,
      headers,
      ...takenFor(headers, matches, remembered, definition),
      edition,
      hidden: await table.hiddenColumns(sheet),
      samples: samples.map(({ cells }) => headers.map((_, at) => (cells[at] ?? '').slice(0, 80))),
    }
    const hits = samples.length === 0 ? -1 : layout.matches.filter((match) => match !== '' && match !== '?').length
    if (hits > (best?.hits ?? -2)) best = { hits, layout }
  }
  if (!best) throw new DataFileRefused('no-header')
  if (best.hits === -1) throw new DataFileRefused('no-rows')
  return best.layout
}

/** Whether nobody has to look: every header is certain or was confirmed before, and no required column is absent. */
export function isCertain(layout: DraftLayout, definition: DatasetDefinition): boolean {
  return layout.unsure.length === 0 && !layout.matches.includes('?') && absentColumns(layout, definition).length === 0
}

/** Required columns of the layout that no header stands for. */
export function absentColumns(
  layout: Pick<DraftLayout, 'edition' | 'matches'>,
  definition: DatasetDefinition,
): readonly string[] {
  const taken = new Set(layout.matches)
  return (definition.editions[layout.edition]?.columns ?? []).flatMap(({ from, need }) =>
    from !== undefined && need === 'required' && !taken.has(from) ? [from] : [],
  )
}

export function headerMatchOf(match: string): HeaderMatch {
  if (match === '@prefecture') return { as: 'city', part: 'prefecture' }
  if (match === '@municipality') return { as: 'city', part: 'municipality' }
  if (match === '' || match === '?') return { as: 'unknown' }
  return { as: 'column', column: match, certain: true }
}

function takenFor(
  headers: readonly string[],
  found: readonly HeaderMatch[],
  remembered: Remembered,
  { columns }: DatasetDefinition,
): Pick<DraftLayout, 'matches' | 'unsure'> {
  const ids = new Set(columns.map(({ id }) => id))
  const said = headers.map((header) => {
    const before = remembered[headerKey(header)]
    return before === undefined || (before !== '' && !before.startsWith('@') && !ids.has(before)) ? undefined : before
  })
  const taken = new Set(said.filter((match) => match !== undefined && match !== ''))
  const unsure: number[] = []
  const matches = found.map((match, at) => {
    const before = said[at]
    if (before !== undefined) return before
    if (match.as === 'empty') return ''
    if (match.as === 'city') return `@${match.part}`
    if (match.as === 'unknown' || taken.has(match.column)) return '?'
    if (!match.certain) unsure.push(at)
    return match.column
  })
  return { matches, unsure }
}

function knownHeaders(definition: DatasetDefinition, remembered: Remembered, synonyms: Synonyms): ReadonlySet<string> {
  return new Set([
    ...Object.keys(remembered),
    ...[
      ...definition.columns.flatMap(({ id, title }) => [id, title]),
      ...Object.values(definition.editions).flatMap(({ columns }) => columns.map(({ header }) => header)),
      ...Object.keys(definition.aliases),
      ...definition.columns.flatMap(({ id }) => synonyms[id] ?? []),
      '市区町村コード',
    ].map(headerKey),
  ])
}
