import type { JSX } from 'preact'
import {
  type Column,
  type Fact,
  Facts,
  Pagination,
  ResidentPage,
  type ResidentPageProps,
  Table,
  Text,
  type Words,
} from '../../../../../design/index.ts'
import type { OgcMessages } from '../messages.ts'

export interface OgcPageProps extends Omit<ResidentPageProps, 'layout' | 'children' | 'title'> {
  readonly m: OgcMessages
  readonly title: Words
  readonly lead?: Words
  readonly facts?: readonly Fact[]
  readonly links?: readonly { readonly href: string; readonly label: Words }[]
  readonly table?: {
    readonly columns: readonly Column[]
    readonly rows: readonly { readonly [id: string]: JSX.Element | string }[]
  }
  readonly pages?: { readonly shown: Words; readonly previousHref?: string; readonly nextHref?: string }
  /** The same as JSON. */
  readonly jsonHref: string
}

/** An answer of the API as people read it. */
export function OgcPage({ m, lead, facts, links, table, pages, jsonHref, ...page }: OgcPageProps): JSX.Element {
  return (
    <ResidentPage {...page} layout="read">
      <h1>
        <Text words={page.title} />
      </h1>
      {lead !== undefined && (
        <p class="lead">
          <Text words={lead} />
        </p>
      )}
      {facts !== undefined && <Facts facts={facts} />}
      {links !== undefined && (
        <ul>
          {links.map(({ href, label }) => (
            <li>
              <a href={href}>
                <Text words={label} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {table !== undefined && table.rows.length > 0 && (
        <Table caption={page.title} columns={table.columns} rows={table.rows} />
      )}
      {pages !== undefined && <Pagination {...pages} />}
      <p>
        <a href={jsonHref} type="application/json">
          <Text words={m.json} />
        </a>
      </p>
    </ResidentPage>
  )
}
