import { isIndividualNumber } from '../../../../civic/check-digits.ts'
import { metresBetween, type Position } from '../../../../civic/geo.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { FoundPlace, PlaceFinder } from '../../place/geocode.ts'
import { type CityGround, checkPlace, checkShape, fromTokyoDatum, placeText } from '../../table/check-place.ts'
import { cellsChecker, type RowProblem } from '../../table/check-row.ts'
import type { DraftProblem, DraftRow } from './draft.ts'

/** Twelve digits, perhaps in groups. */
const longNumber = /^\d[\d\s-]{10,15}\d$/

/** What rows are held against beside their definition. */
export interface CheckAround {
  /** Six digits of the publishing city. */
  readonly cityCode: string
  readonly ground: CityGround
  readonly places: PlaceFinder
}

/** Columns that hold a place as two numbers. */
type PointGeometry = Extract<NonNullable<DatasetDefinition['geometry']>, { readonly lat: string }>

export interface TypedRow {
  readonly number: number
  /** In the order of the definition's columns. */
  readonly cells: readonly string[]
}

/** Metres from where its address lies that a place may be, by how well the address is known. */
const farAway = { house: 300, block: 500, town: 5000 } as const
/** What spreadsheets show in the place of a value they could not calculate. */
const spreadsheetError = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/

/** Checks rows of a draft, some hundred at once; made once, asked for each of them. */
export function rowsChecker(
  definition: DatasetDefinition,
  edition: string,
  around: CheckAround,
): (rows: readonly TypedRow[]) => Promise<readonly DraftRow[]> {
  const check = cellsChecker(definition, edition, around.cityCode)
  const { geometry } = definition
  const placeOf = (column: string): number => definition.columns.findIndex(({ id }) => id === column)
  const [address, lat, lon] = [placeOf('address'), placeOf(geometry?.lat ?? ''), placeOf(geometry?.lon ?? '')]
  const shape = placeOf(geometry?.shape ?? '')
  return async (rows) => {
    const checked = rows.map((row) => check(row.cells))
    const found =
      geometry?.lat !== undefined && address >= 0
        ? await around.places.find(checked.map(({ cells }) => cells[address] ?? ''))
        : []
    return checked.map(({ cells, problems: said }, at) => {
      const problems: DraftProblem[] = []
      for (const each of said) if (!isSaidElsewhere(definition, each)) problems.push(untyped(each))
      addCellProblems(definition, cells, problems)
      const place =
        geometry?.lat === undefined
          ? shape >= 0 && shapeProblem(cells[shape] ?? '', around.ground)
          : placeProblem(geometry, [cells[lat] ?? '', cells[lon] ?? ''], said, around.ground, found[at])
      if (place) problems.push(place)
      return { number: rows[at]?.number ?? 0, cells, problems }
    })
  }
}

/** Empty cells that are recommended are counted; an empty key is told of with the next free one (`summarise.ts`). */
function isSaidElsewhere({ key }: DatasetDefinition, { code, column }: DraftProblem): boolean {
  return code === 'recommended-missing' || (code === 'missing' && column !== undefined && key.includes(column))
}

function untyped({ typed: _, ...kept }: RowProblem): DraftProblem {
  return kept
}

function addCellProblems({ columns }: DatasetDefinition, cells: readonly string[], problems: DraftProblem[]): void {
  for (let at = 0; at < columns.length; at += 1) {
    const cell = cells[at] ?? ''
    // Millions of cells pass here: what can not be one of the two is let go by its length.
    if (cell.length < 4) continue
    const column = columns[at]?.id ?? ''
    if (formulaSigns.has(cell[0] ?? '') && formula.test(cell) && isText(columns[at]?.kind))
      problems.push({ code: 'formula', level: 'warning', column })
    if (cell.startsWith('#') && spreadsheetError.test(cell))
      problems.push({ code: 'spreadsheet-error', level: 'error', column })
    else if (cell.length >= 12 && cell.length <= 17 && longNumber.test(cell) && columns[at]?.kind !== 'digits')
      if (isIndividualNumber(cell.replace(/[\s-]/g, '')))
        problems.push({ code: 'individual-number', level: 'error', column })
  }
}

/** What spreadsheets take for the beginning of a formula, also full-width. */
const formulaSigns: ReadonlySet<string> = new Set('=＝+＋-－−@＠')
/** An equals sign, or another sign before something that is called: a name may begin with a hyphen. */
const formula = /^[=＝]|[A-Za-z]\w*\s*[(|!]/

const isText = (kind: string | undefined): boolean => kind === 'text' || kind === 'long-text'

function placeProblem(
  geometry: PointGeometry,
  [lat, lon]: readonly [lat: string, lon: string],
  problems: readonly DraftProblem[],
  ground: CityGround,
  found: FoundPlace | undefined,
): DraftProblem | undefined {
  const unreadable = problems.some(
    ({ column, code }) =>
      (column === geometry.lat || column === geometry.lon) &&
      code !== 'writing' &&
      code !== 'recommended-missing' &&
      code !== 'missing',
  )
  // Swapped coordinates are unreadable as such: 132 is no latitude.
  if (unreadable && !(Math.abs(Number(lat)) > 90)) return undefined
  if (lat === '' && lon === '') {
    if (!found) return undefined
    return { code: 'place-from-address', level: 'notice', proposal: placeText(found.place), detail: found.level }
  }
  const problem = checkPlace(lat, lon, ground)
  if (problem) {
    const kept = untyped(problem)
    // What can't be right and says nothing of what was meant: the address does.
    if (kept.proposal !== undefined || !found) return kept
    return { ...kept, proposal: placeText(found.place), detail: found.level }
  }
  if (!found) return undefined
  const place: Position = [Number(lon), Number(lat)]
  const metres = metresBetween(place, found.place)
  if (!(metres > farAway[found.level])) return undefined
  const moved = fromTokyoDatum(place)
  // Where the address is known to its house or block, the old datum shows itself in the middle of the city as well.
  if (found.level !== 'town' && metresBetween(moved, found.place) < farAway[found.level] / 2)
    return { code: 'tokyo-datum', level: 'warning', proposal: placeText(moved) }
  return { code: 'far-from-address', level: 'warning', detail: String(Math.round(metres)) }
}

function shapeProblem(cell: string, ground: CityGround): DraftProblem | undefined {
  const problem = checkShape(cell, ground)
  return problem && untyped(problem)
}
