import type { DatasetDefinition } from '../language/dataset.ts'
import type { Row } from './check-row.ts'
import type { HeaderMatch } from './match-headers.ts'

/** What a file need not say, because the publishing city is known. */
export interface PublishingCity {
  /** Six digits. */
  readonly code: string
  readonly prefecture: string
  readonly municipality: string
}

/** Makes rows by our columns of the cells of a file; made once, asked for each line. A row of empty cells gives undefined. */
export function rowMaker(
  dataset: DatasetDefinition,
  matches: readonly HeaderMatch[],
  city: PublishingCity,
): (cells: readonly string[]) => Row | undefined {
  const known = new Set(dataset.columns.map(({ id }) => id))
  const fromFile = new Set(matches.flatMap((match) => (match.as === 'column' ? [match.column] : [])))
  const fillsGovernment = known.has('government') && !fromFile.has('government')
  return (cells) => {
    const row: Record<string, string> = {}
    let empty = true
    let prefecture = city.prefecture
    let municipality = city.municipality
    matches.forEach((match, at) => {
      const cell = cells[at] ?? ''
      if (cell.trim() === '') return
      empty = false
      if (match.as === 'column') row[match.column] = cell
      else if (match.as === 'city' && match.part === 'prefecture') prefecture = cell.trim()
      else if (match.as === 'city') municipality = cell.trim()
    })
    if (empty) return undefined
    // 都道府県名 + 市区町村名 → 地方公共団体名.
    if (fillsGovernment) row.government = `${prefecture}${municipality}`
    return row
  }
}

/** Where the cells of a layout come from, in their order. */
export function sourcesOf(
  dataset: DatasetDefinition,
  edition: string,
  city: PublishingCity,
): readonly ({ readonly from: string } | { readonly fixed: string })[] {
  return (dataset.editions[edition]?.columns ?? []).map(({ from, city: part }) =>
    from !== undefined ? { from } : { fixed: part === undefined ? '' : city[part] },
  )
}

/** One row in a layout. */
export function cellsOf(
  dataset: DatasetDefinition,
  edition: string,
  row: Row,
  city: PublishingCity,
): readonly string[] {
  return sourcesOf(dataset, edition, city).map((source) => ('from' in source ? (row[source.from] ?? '') : source.fixed))
}
