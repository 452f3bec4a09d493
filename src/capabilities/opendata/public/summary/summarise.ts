import type { Column, DatasetDefinition } from '../../language/dataset.ts'
import type { DatasetAbout } from '../published.ts'
import { NumberCounter } from './count-numbers.ts'
import { PeopleCounter } from './count-people.ts'
import { ValueCounter } from './count-values.ts'
import type { ColumnSummary, VersionSummary } from './summary.ts'

/** Counts the rows of a version one after the other; what it keeps does not grow with them. */
export class Summariser {
  readonly #columns: readonly (readonly [Column, ValueCounter | NumberCounter])[]
  readonly #people: PeopleCounter | undefined

  constructor(definition: DatasetDefinition, about: Pick<DatasetAbout, 'publisher'>) {
    const { population } = definition
    const named = new Set([...definition.key, ...(isName(definition) ? [definition.label] : [])])
    this.#people = population && new PeopleCounter(population, about.publisher.name)
    this.#columns = definition.columns.flatMap((column) => {
      // What names a row stands there once, and counts of people add up by day and area alone.
      const counter = named.has(column.id) || population !== undefined ? undefined : counterOf(column)
      return counter === undefined ? [] : [[column, counter] as const]
    })
  }

  add(cells: Readonly<Record<string, string>>): void {
    this.#people?.add(cells)
    for (const [{ id }, counter] of this.#columns) {
      const cell = cells[id] ?? ''
      if (cell === '') continue
      if (counter instanceof NumberCounter) counter.add(Number(cell))
      else counter.add(cell)
    }
  }

  result(): VersionSummary {
    const people = this.#people?.result()
    const columns = this.#columns.flatMap(([{ id }, counter]): (readonly [string, ColumnSummary])[] => {
      const result = counter.result()
      return result === undefined ? [] : [[id, result]]
    })
    return { columns: Object.fromEntries(columns), ...(people === undefined ? {} : { population: people }) }
  }
}

/** Rows of some datasets are called by their kind, which is well worth counting. */
function isName({ columns, label }: DatasetDefinition): boolean {
  return columns.find(({ id }) => id === label)?.kind === 'text'
}

function counterOf({ kind }: Column): ValueCounter | NumberCounter | undefined {
  switch (kind) {
    case 'integer':
    case 'decimal':
      return new NumberCounter(kind === 'integer')
    case 'date':
      return new ValueCounter('months', false)
    case 'multi':
      return new ValueCounter('values', true)
    case 'choice':
    case 'presence':
    case 'flag':
    case 'text':
      return new ValueCounter('values', false)
    default:
      return undefined
  }
}
