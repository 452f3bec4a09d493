import type { JSX } from 'preact'
import { AsWritten, Facts, plain, ResidentPage, Text } from '../../../../design/index.ts'
import type { Column } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { FoundRow } from '../query/row-query.ts'
import type { Frame } from './catalogue-page.tsx'
import { MadeUp } from './dataset-page.tsx'
import type { OpenDataMessages } from './messages.ts'
import { Cell, nameOf } from './rows-section.tsx'
import { ReportSection } from './uses-section.tsx'

export interface RowPageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  readonly row: FoundRow
}

/** One row with everything that is said of it. */
export function RowPage({ frame, m, dataset, row }: RowPageProps): JSX.Element {
  const { definition, about, slug } = dataset
  const filled = definition.columns.filter(({ id }) => (row.cells[id] ?? '') !== '')
  const name = nameOf(definition, row)
  return (
    <ResidentPage
      {...frame}
      title={name}
      layout="read"
      back={{ href: `/dataset/${slug}#rows`, label: m.backToData(plain(definition.title, frame.locale)) }}
    >
      <h1>
        <AsWritten text={name} />
      </h1>
      {about.fictional && <MadeUp m={m} />}
      <Facts
        facts={filled.map((column) => ({
          term: column.title,
          value: <Value column={column} row={row} m={m} />,
        }))}
      />
      {row.lat !== null && row.lon !== null && (
        <p>
          <a href={`/map?layer=${dataset.id}`}>
            <Text words={m.cityMap} />
          </a>
          <br />
          <a href={`https://maps.gsi.go.jp/#17/${row.lat}/${row.lon}/`} rel="external noopener noreferrer">
            <Text words={m.map} />
          </a>
        </p>
      )}
      <ReportSection m={m} datasetId={dataset.id} rowKey={row.rowKey} />
    </ResidentPage>
  )
}

function Value({ column, row, m }: Pick<RowPageProps, 'row' | 'm'> & { readonly column: Column }): JSX.Element {
  const text = row.cells[column.id] ?? ''
  if (column.kind === 'url' && /^https?:\/\//.test(text))
    return (
      <a href={text} rel="external noopener noreferrer nofollow">
        {text}
      </a>
    )
  if (column.kind === 'phone') return <a href={`tel:${text.replace(/[^\d+#]/g, '')}`}>{text}</a>
  if (column.kind === 'flag') return <Text words={m.yes} />
  return (
    <>
      <Cell column={column} row={row} m={m} />
      {column.unit ?? ''}
    </>
  )
}
