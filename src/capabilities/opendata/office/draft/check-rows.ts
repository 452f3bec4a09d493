import { isIndividualNumber } from '../../../../civic/check-digits.ts'
import type { DatasetDefinition } from '../../language/dataset.ts'
import type { FoundPlace, PlaceFinder } from '../../place/geocode.ts'
import { type CityGround, checkPlace, checkShape, metresBetween } from '../../table/check-place.ts'
import { type Row, rowChecker } from '../../table/check-row.ts'
import type { DraftProblem, DraftRow } from './draft.ts'
import { cellsOfRow } from './row-of.ts'

/** Twelve digits, perhaps in groups. */
const longNumber = /^\d[\d\s-]{10,15}\d$/

/** What rows are held against beside their definition. */
export interface CheckAround {
  /** Six digits of the publishing city. */
  readonly cityCode: string
  readonly ground: CityGround
  readonly places: PlaceFinder
}

export interface TypedRow {
  readonly number: number
  readonly row: Row
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
  const check = rowChecker(definition, edition, around.cityCode)
  const { geometry } = definition
  const hasAddress = definition.columns.some(({ id }) => id === 'address')
  return async (rows) => {
    const checked = rows.map(({ number, row }) => ({ number, ...check(row) }))
    const found =
      geometry?.lat !== undefined && hasAddress
        ? await around.places.find(checked.map(({ row }) => row.address ?? ''))
        : []
    return checked.map(({ number, row, problems }, at) => ({
      number,
      cells: cellsOfRow(definition, row),
      problems: [
        ...problems.flatMap(({ typed: _, ...problem }) => (isSaidElsewhere(definition, problem) ? [] : [problem])),
        ...cellProblems(definition, row),
        ...placeProblems(definition, row, problems, around.ground, found[at]),
      ],
    }))
  }
}

/** Empty cells that are recommended are counted; an empty key is told of with the next free one (`summarise.ts`). */
function isSaidElsewhere({ key }: DatasetDefinition, { code, column }: DraftProblem): boolean {
  return code === 'recommended-missing' || (code === 'missing' && column !== undefined && key.includes(column))
}

function cellProblems(definition: DatasetDefinition, row: Row): readonly DraftProblem[] {
  const problems: DraftProblem[] = []
  for (const { id, kind } of definition.columns) {
    const cell = row[id] ?? ''
    // Millions of cells pass here: what can not be one of the two is let go by its length.
    if (cell.length < 4) continue
    if (cell.startsWith('#') && spreadsheetError.test(cell))
      problems.push({ code: 'spreadsheet-error', level: 'error', column: id })
    else if (cell.length >= 12 && cell.length <= 17 && longNumber.test(cell) && kind !== 'digits')
      if (isIndividualNumber(cell.replace(/[\s-]/g, '')))
        problems.push({ code: 'individual-number', level: 'error', column: id })
  }
  return problems
}

function placeProblems(
  { geometry }: DatasetDefinition,
  row: Row,
  problems: readonly DraftProblem[],
  ground: CityGround,
  found: FoundPlace | undefined,
): readonly DraftProblem[] {
  if (geometry?.lat === undefined) return geometry === undefined ? [] : shapeProblems(row[geometry.shape] ?? '', ground)
  const [lat, lon] = [row[geometry.lat] ?? '', row[geometry.lon] ?? '']
  const unreadable = problems.some(
    ({ column, code }) =>
      (column === geometry.lat || column === geometry.lon) &&
      code !== 'writing' &&
      code !== 'recommended-missing' &&
      code !== 'missing',
  )
  // Swapped coordinates are unreadable as such: 132 is no latitude.
  if (unreadable && !(Math.abs(Number(lat)) > 90)) return []
  if (lat === '' && lon === '') {
    if (!found) return []
    const proposal = `${found.place[1].toFixed(6)} ${found.place[0].toFixed(6)}`
    return [{ code: 'place-from-address', level: 'notice', proposal, detail: found.level }]
  }
  const problem = checkPlace(lat, lon, ground)
  if (problem) {
    const { typed: _, ...kept } = problem
    return [kept]
  }
  if (!found) return []
  const metres = metresBetween([Number(lon), Number(lat)], found.place)
  if (!(metres > farAway[found.level])) return []
  return [{ code: 'far-from-address', level: 'warning', detail: String(Math.round(metres)) }]
}

function shapeProblems(cell: string, ground: CityGround): readonly DraftProblem[] {
  const problem = checkShape(cell, ground)
  if (problem === undefined) return []
  const { typed: _, ...kept } = problem
  return [kept]
}
