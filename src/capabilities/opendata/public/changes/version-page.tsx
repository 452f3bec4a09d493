import type { JSX } from 'preact'
import {
  AsWritten,
  EmptyState,
  LinkRow,
  LinkRows,
  Pagination,
  plain,
  ResidentPage,
  Table,
  Text,
} from '../../../../design/index.ts'
import type { Row } from '../../table/check-row.ts'
import type { PublicDataset } from '../catalogue.ts'
import { keyOf } from '../load/index-row.ts'
import type { Frame } from '../pages/catalogue-page.tsx'
import type { OpenDataMessages } from '../pages/messages.ts'
import { Cell, nameOf } from '../pages/rows-section.tsx'
import { sayCount, sayDayOf } from '../pages/say.ts'
import { shownColumns } from '../pages/shown-columns.ts'
import { changesMessages } from './messages.ts'
import { type KeptVersion, maybeTold } from './past-rows.ts'

/** Rows on a page. */
export const pastOnPage = 50

export interface VersionPageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly dataset: PublicDataset
  readonly version: KeptVersion
  readonly rows: readonly Row[]
  /** From 1. */
  readonly page: number
}

/** The rows of a version as they were, whether it is still shown or past. */
export function VersionPage({ frame, m, dataset, version, rows, page }: VersionPageProps): JSX.Element {
  const own = changesMessages[frame.locale]
  const { number, publishedAt, rowCount } = version
  const definition = { ...version.definition, columns: version.definition.columns.filter(maybeTold) }
  const title = plain(dataset.definition.title, frame.locale)
  const heading = own.versionTitle(title, String(number))
  const from = (page - 1) * pastOnPage
  const found = rows.map((cells, at) => ({ cells, rowKey: keyOf(version.definition, cells, from + at + 1) }))
  const columns = shownColumns(definition, found, new Set())
  const path = `/dataset/${dataset.slug}/versions/${number}`
  return (
    <ResidentPage
      {...frame}
      title={heading}
      back={{ href: `/dataset/${dataset.slug}#history`, label: m.backToData(title) }}
    >
      <div class="flow">
        <div class="read flow">
          <h1>
            <Text words={heading} />
          </h1>
          <p class="lead">
            <Text words={own.versionLead(sayDayOf(publishedAt, frame.locale), sayCount(rowCount))} />
          </p>
          {number !== dataset.version.number && (
            <p>
              <Text words={own.notNewest} />
            </p>
          )}
          <p class="hint">
            <Text words={own.hidden} />
          </p>
        </div>
        {found.length === 0 ? (
          <EmptyState title={m.noRows} />
        ) : (
          <>
            <Table
              caption={heading}
              wide
              columns={[
                { id: 'row', label: own.row, heading: true },
                ...columns.map((column) => ({ id: column.id, label: column.title })),
              ]}
              rows={found.map((row) => ({
                row: <AsWritten text={nameOf(definition, row)} />,
                ...Object.fromEntries(columns.map((column) => [column.id, <Cell column={column} row={row} m={m} />])),
              }))}
            />
            <Pagination
              shown={own.range(sayCount(from + 1), sayCount(from + found.length), sayCount(rowCount))}
              {...(page > 1 ? { previousHref: page === 2 ? path : `${path}?page=${page - 1}` } : {})}
              {...(from + found.length < rowCount ? { nextHref: `${path}?page=${page + 1}` } : {})}
            />
          </>
        )}
        <LinkRows>
          <LinkRow href={`${path}.csv`} title={own.versionFile} icon="document" />
        </LinkRows>
      </div>
    </ResidentPage>
  )
}
