import type { JSX } from 'preact'
import { AsWritten, type Fact, Text } from '../../../../../design/index.ts'
import type { PublicDataset } from '../../catalogue.ts'
import type { FoundRow } from '../../query/row-query.ts'
import { propertiesOf } from '../feature.ts'
import type { OgcMessages } from '../messages.ts'

/** Columns of a list of places for people: all of them are on the page of the place. */
const shownInList = 5

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
  return [...cells, { term: m.place, value: row.lat === null ? m.noPlace : `${row.lat}, ${row.lon}` }]
}

/** A list of places: the way to each, and its first cells. */
export function featureTable({ definition }: PublicDataset, rows: readonly FoundRow[], items: string, m: OgcMessages) {
  const columns = propertiesOf(definition)
    .filter(({ id }) => id !== 'id' && rows.some(({ cells }) => cells[id] !== undefined))
    .slice(0, shownInList)
  return {
    columns: [{ id: '_key', label: m.key, heading: true }, ...columns.map(({ id, title }) => ({ id, label: title }))],
    rows: rows.map(({ rowKey, cells }) => ({
      ...Object.fromEntries(columns.map(({ id }) => [id, written(cells[id] ?? '')])),
      _key: <a href={`${items}/${encodeURIComponent(rowKey)}?f=html`}>{rowKey}</a>,
    })),
  }
}

function written(cell: string): JSX.Element {
  return <AsWritten text={cell} />
}
