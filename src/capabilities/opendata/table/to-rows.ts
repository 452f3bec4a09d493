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
  const make = cellsMaker(dataset, matches, city)
  return (typed) => {
    const cells = make(typed)
    if (cells === undefined) return undefined
    const row: Record<string, string> = {}
    dataset.columns.forEach(({ id }, at) => {
      const cell = cells[at]
      if (cell !== undefined && cell !== '') row[id] = cell
    })
    return row
  }
}

/** As `rowMaker`, but cells in the order of the dataset's columns: for tables of a hundred thousand rows. */
export function cellsMaker(
  dataset: DatasetDefinition,
  matches: readonly HeaderMatch[],
  city: PublishingCity,
): (cells: readonly string[]) => string[] | undefined {
  const placeOf = new Map(dataset.columns.map(({ id }, at) => [id, at]))
  const fromFile = new Set(matches.flatMap((match) => (match.as === 'column' ? [match.column] : [])))
  const government = fromFile.has('government') ? undefined : placeOf.get('government')
  const targets = matches.map((match) => (match.as === 'column' ? placeOf.get(match.column) : undefined))
  const emptyRow = dataset.columns.map(() => '')
  return (typed) => {
    const cells = emptyRow.slice()
    let empty = true
    let prefecture = city.prefecture
    let municipality = city.municipality
    for (let at = 0; at < matches.length; at += 1) {
      const cell = typed[at] ?? ''
      if (cell === '' || cell.trim() === '') continue
      empty = false
      const target = targets[at]
      const match = matches[at]
      if (target !== undefined) cells[target] = cell
      else if (match?.as === 'city' && match.part === 'prefecture') prefecture = cell.trim()
      else if (match?.as === 'city') municipality = cell.trim()
    }
    if (empty) return undefined
    // 都道府県名 + 市区町村名 → 地方公共団体名.
    if (government !== undefined) cells[government] = `${prefecture}${municipality}`
    return cells
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
