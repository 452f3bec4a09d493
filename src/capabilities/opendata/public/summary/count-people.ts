import type { PopulationColumns } from '../../language/dataset.ts'
import type { PeopleOnDay, PopulationSummary } from './summary.ts'

/** Days and areas that are kept for the charts. */
const mostDays = 240
const mostAreas = 1000
/** How files call the row that is the sum of the others. */
const namesOfWhole: ReadonlySet<string> = new Set([
  '総数',
  '総計',
  '合計',
  '計',
  '全市',
  '市計',
  '市全体',
  '全域',
  '全体',
])

interface Summed {
  total: number
  readonly male: number[]
  readonly female: number[]
}

/** Adds people up by day and area. Where a file has a row for the whole, that row counts and not the sum. */
export class PeopleCounter {
  readonly #sums = new Map<string, Summed>()
  readonly #wholes = new Map<string, PeopleOnDay>()
  readonly #areas = new Map<string, Map<string, number>>()

  constructor(
    private readonly columns: PopulationColumns,
    private readonly municipality: string,
  ) {}

  add(cells: Readonly<Record<string, string>>): void {
    const day = cells[this.columns.day] ?? ''
    const area = cells[this.columns.area] ?? ''
    if (day === '' || area === '') return
    const people = peopleOf(this.columns, cells)
    if (isWhole(area, this.municipality)) this.#wholes.set(day, people)
    else this.#addArea(day, area, people)
  }

  result(): PopulationSummary | undefined {
    const days = [...new Set([...this.#sums.keys(), ...this.#wholes.keys()])].sort().slice(-mostDays)
    if (days.length === 0) return undefined
    const areas = [...this.#areas].slice(0, mostAreas)
    return {
      days,
      whole: days.flatMap((day) => this.#wholes.get(day) ?? this.#sums.get(day) ?? []),
      areas: areas.map(([area, totals]) => ({ area, totals: days.map((day) => totals.get(day) ?? null) })),
    }
  }

  #addArea(day: string, area: string, people: PeopleOnDay): void {
    const sum = this.#sums.get(day) ?? { total: 0, male: people.male.map(() => 0), female: people.female.map(() => 0) }
    this.#sums.set(day, sum)
    sum.total += people.total
    people.male.forEach((count, at) => {
      sum.male[at] = (sum.male[at] ?? 0) + count
    })
    people.female.forEach((count, at) => {
      sum.female[at] = (sum.female[at] ?? 0) + count
    })
    const totals = this.#areas.get(area) ?? new Map<string, number>()
    this.#areas.set(area, totals)
    totals.set(day, people.total)
  }
}

/** The people of a row. An empty cell counts none. */
export function peopleOf(columns: PopulationColumns, cells: Readonly<Record<string, string>>): PeopleOnDay {
  const count = (id: string): number => Number(cells[id] ?? 0) || 0
  return {
    total: count(columns.total),
    male: columns.bands.map(({ male }) => count(male)),
    female: columns.bands.map(({ female }) => count(female)),
  }
}

function isWhole(area: string, municipality: string): boolean {
  return namesOfWhole.has(area) || area === municipality
}
