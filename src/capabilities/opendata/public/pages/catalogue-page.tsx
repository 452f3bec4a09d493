import type { JSX } from 'preact'
import {
  EmptyState,
  type IconName,
  LinkRow,
  LinkRows,
  Pagination,
  ResidentPage,
  type residentFrame,
  SearchBox,
  Tag,
  Text,
  Tiles,
  type Words,
} from '../../../../design/index.ts'
import type { DatasetTopic } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { OpenDataMessages } from './messages.ts'
import { sayCount, sayDayOf } from './say.ts'

export type Frame = ReturnType<typeof residentFrame>

export interface CataloguePageProps {
  readonly frame: Frame
  readonly m: OpenDataMessages
  readonly query: string
  readonly topic?: DatasetTopic
  /** Topics with something in them. */
  readonly topics: readonly DatasetTopic[]
  /** One page of them. */
  readonly datasets: readonly PublicDataset[]
  /** Absent: all are on this page. */
  readonly pages?: { readonly shown: Words; readonly previousHref?: string; readonly nextHref?: string }
  /** There is anything at all. */
  readonly any: boolean
  /** There is something that a map can show. */
  readonly map: boolean
  /** The title of the list in the language of the page. */
  readonly listTitle: Words
}

/** What the city publishes: search, topics, and every dataset with its size and the day of its last change. */
export function CataloguePage(props: CataloguePageProps): JSX.Element {
  const { frame, m, query, topic, topics, datasets, any } = props
  const narrowed = query !== '' || topic !== undefined
  return (
    <ResidentPage
      {...frame}
      title={m.title}
      back={narrowed ? { href: '/opendata', label: m.all } : { href: '/', label: m.home }}
    >
      <div class="read flow">
        <h1>
          <Text words={m.title} />
        </h1>
        <p class="lead">
          <Text words={m.lead} />
        </p>
        {any && <SearchBox action="/opendata" label={m.searchLabel} value={query} />}
      </div>
      <div class="sections">
        <section>
          <h2>
            <Text words={props.listTitle} />
          </h2>
          {datasets.length === 0 ? (
            <EmptyState title={any ? m.nothing : m.empty} {...(any ? { note: m.nothingNote } : {})} />
          ) : (
            <LinkRows columns>
              {datasets.map((dataset) => (
                <DatasetRow dataset={dataset} m={m} locale={frame.locale} />
              ))}
            </LinkRows>
          )}
          {props.pages !== undefined && <Pagination {...props.pages} />}
        </section>
        {props.map && (
          <section>
            <LinkRows>
              <LinkRow href="/map" title={m.cityMap} icon="map" />
            </LinkRows>
          </section>
        )}
        {topics.length > 1 && (
          <section>
            <h2>
              <Text words={m.topics} />
            </h2>
            <Tiles
              tiles={topics.map(({ id, icon, label }) => ({
                href: `/opendata?topic=${id}`,
                icon: icon as IconName,
                title: label,
              }))}
            />
          </section>
        )}
        {any && (
          <section>
            <h2>
              <Text words={m.forPrograms} />
            </h2>
            <LinkRows columns>
              <LinkRow href="/catalog.jsonld" title={m.catalogue} />
              <LinkRow href="/opendata/feed.atom" title={m.feed} />
            </LinkRows>
          </section>
        )}
      </div>
    </ResidentPage>
  )
}

function DatasetRow({
  dataset,
  m,
  locale,
}: {
  readonly dataset: PublicDataset
  readonly m: OpenDataMessages
  readonly locale: Frame['locale']
}): JSX.Element {
  const { version, definition, about, slug, modifiedAt } = dataset
  return (
    <LinkRow
      href={`/dataset/${slug}`}
      title={definition.title}
      note={m.rowsAndChange(sayCount(version.rows), sayDayOf(modifiedAt, locale))}
      tag={about.fictional && <Tag label={m.madeUp} tone="calm" />}
    />
  )
}
