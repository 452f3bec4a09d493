import type { JSX } from 'preact'
import { AsWritten, type Fact, Text } from '../../../../../design/index.ts'
import type { PublicDataset } from '../../catalogue.ts'
import { propertiesOf } from '../../feature.ts'
import type { FoundRow } from '../../query/row-query.ts'
import type { OgcMessages } from '../messages.ts'

/** Columns of a list of places for people: all of them are on the page of the place. */
const shownInList = 3
/** Kinds that tell people something in a list; codes, readings and addresses of the web do not. */
const told: ReadonlySet<string> = new Set(['text', 'choice', 'multi', 'integer', 'decimal', 'date', 'time'])

/** What is told of a collection. */
export function collectionFacts({ definition, about }: PublicDataset, m: OgcMessages): readonly Fact[] {
  return [
    { term: m.about, value: <Text words={definition.summary} /> },
    { term: m.source, value: <AsWritten text={about.source} /> },
    {
      term: m.licence,
      value: (
        <a href={about.licence.url}>
          <AsWritten text={about.licence.title} />
        </a>
      ),
    },
  ]
}

/** Every cell of a place that is not empty. */
export function featureFacts({ definition }: PublicDataset, row: FoundRow, m: OgcMessages): readonly Fact[] {
  const cells = propertiesOf(definition).flatMap(({ id, title }): Fact[] => {
    const cell = row.cells[id] ?? ''
    return cell === '' ? [] : [{ term: title, value: <AsWritten text={cell} /> }]
  })
  return [...cells, { term: m.place, value: row.lat === null ? m.noPlace : placeText(definition, row) }]
}

function placeText({ geometry }: PublicDataset['definition'], row: FoundRow): JSX.Element | string {
  if (geometry?.shape === undefined) return `${row.lat}, ${row.lon}`
  const cell = row.cells[geometry.shape] ?? ''
  return <AsWritten text={cell.length > mostLetters ? `${cell.slice(0, mostLetters)} …` : cell} />
}

/** Letters of an outline that are shown; all of it is in the JSON. */
const mostLetters = 300

/** A list of places: the way to each by what it is called, and what sets it apart from the others. */
export function featureTable({ definition }: PublicDataset, rows: readonly FoundRow[], items: string, m: OgcMessages) {
  const { label } = definition
  const columns = propertiesOf(definition)
    .filter(({ id, kind }) => id !== label && told.has(kind) && new Set(rows.map(({ cells }) => cells[id])).size > 1)
    .slice(0, shownInList)
  const name = definition.columns.find(({ id }) => id === label)?.title
  return {
    columns: [
      { id: '_key', label: name ?? m.key, heading: true },
      ...columns.map(({ id, title }) => ({ id, label: title })),
    ],
    rows: rows.map(({ rowKey, cells }) => ({
      ...Object.fromEntries(columns.map(({ id }) => [id, written(cells[id] ?? '')])),
      _key: (
        <a href={`${items}/${encodeURIComponent(rowKey)}?f=html`}>
          <AsWritten text={cells[label ?? ''] ?? rowKey} />
        </a>
      ),
    })),
  }
}

function written(cell: string): JSX.Element {
  return <AsWritten text={cell} />
}
