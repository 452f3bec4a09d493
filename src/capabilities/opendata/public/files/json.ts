import type { Column } from '../../language/dataset.ts'
import { jsonValue } from '../../values/kinds.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { FoundRow } from '../query/row-query.ts'

type Pages<Row> = AsyncIterable<readonly Row[]>

/** A row as programs read it: every column is there, numbers are numbers, an empty cell is null. */
export function recordOf(
  columns: readonly Column[],
  cells: FoundRow['cells'],
): Record<string, ReturnType<typeof jsonValue>> {
  return Object.fromEntries(columns.map(({ id, kind }) => [id, jsonValue(kind, cells[id] ?? '')]))
}

/**
 * The dataset as one JSON object: what it is, its columns, and `rows` with a record for each. Rows are written out as they come.
 */
export async function* jsonOf(dataset: PublicDataset, pages: Pages<Pick<FoundRow, 'cells'>>): AsyncGenerator<string> {
  const { definition, about, version } = dataset
  const head = {
    id: dataset.uuid,
    name: dataset.slug,
    title: definition.title.ja,
    license: about.licence.url,
    source: about.source,
    fictional: about.fictional,
    version: version.number,
    modified: dataset.modifiedAt.toISOString(),
    columns: definition.columns.map(({ id, title, kind, unit }) => ({ id, title, kind, ...(unit ? { unit } : {}) })),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`
  yield* listed(pages, ({ cells }) => JSON.stringify(recordOf(definition.columns, cells)))
  yield '\n]}\n'
}

/** The members of a JSON list, each on a line of its own. */
export async function* listed<Row>(pages: Pages<Row>, write: (row: Row) => string): AsyncGenerator<string> {
  let between = '\n'
  for await (const rows of pages) {
    if (rows.length === 0) continue
    yield between + rows.map(write).join(',\n')
    between = ',\n'
  }
}
