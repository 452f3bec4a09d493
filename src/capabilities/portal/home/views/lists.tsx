import type { JSX } from 'preact'
import {
  EmptyState,
  LinkRow,
  LinkRows,
  plain,
  ResidentPage,
  type ResidentPageProps,
  SearchBox,
  Text,
  type Words,
} from '../../../../design/index.ts'
import type { ListedProcedure } from '../listing.ts'
import type { HomeMessages } from '../messages.ts'
import { ProcedureRows } from './procedure-rows.tsx'

type Frame = Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>

export interface BrowseLinks {
  readonly title: string
  readonly links: readonly { readonly href: string; readonly label: string }[]
}

export interface ListProps {
  readonly frame: Frame
  readonly m: HomeMessages
  readonly title: string
  /** Guides of this life event: questions that lead to a list of one's own. */
  readonly guides?: readonly { readonly href: string; readonly title: Words; readonly summary: Words }[]
  /** The list, cut by topic where it is long; none: there is nothing here. */
  readonly groups: readonly { readonly title?: string; readonly procedures: readonly ListedProcedure[] }[]
  /** Other ways to browse, below the list. */
  readonly browse: readonly BrowseLinks[]
}

/** Procedures of one life event, topic or section, or all of them. */
export function ListPage({ frame, m, title, groups, guides = [], browse }: ListProps): JSX.Element {
  return (
    <ResidentPage {...frame} title={title} back={{ href: '/', label: m.backHome }}>
      <h1>
        <Text words={title} />
      </h1>
      <div class="sections">
        {guides.length > 0 && (
          <section class="flow">
            <h2>
              <Text words={m.guides} />
            </h2>
            <p>
              <Text words={m.guidesLead} />
            </p>
            <LinkRows>
              {guides.map((guide) => (
                <LinkRow href={guide.href} title={guide.title} note={guide.summary} icon="check" />
              ))}
            </LinkRows>
          </section>
        )}
        <section>
          <SearchBox action="/search" label={m.searchLabel} />
        </section>
        {groups.length === 0 && (
          <section aria-label={plain(title, frame.locale)}>
            <EmptyState title={m.noneHere} />
          </section>
        )}
        {groups.map((group) => (
          <section {...(group.title === undefined ? { 'aria-label': plain(title, frame.locale) } : {})}>
            {group.title !== undefined && (
              <h2>
                <Text words={group.title} />
              </h2>
            )}
            <ProcedureRows procedures={group.procedures} m={m} locale={frame.locale} />
          </section>
        ))}
        <Browse lists={browse} />
      </div>
    </ResidentPage>
  )
}

export interface SearchProps extends Omit<ListProps, 'title' | 'groups' | 'guides'> {
  readonly procedures: readonly ListedProcedure[]
  readonly query: string
}

/** The result of a search; it has an address, so it can be kept and passed on. */
export function SearchPage({ frame, m, query, procedures, browse }: SearchProps): JSX.Element {
  const empty = query.trim() === ''
  const heading = empty
    ? m.searchTitle
    : procedures.length > 0
      ? m.found(procedures.length, query)
      : m.foundNothing(query)
  return (
    <ResidentPage {...frame} title={heading} back={{ href: '/', label: m.backHome }}>
      <h1>
        <Text words={heading} />
      </h1>
      <div class="sections">
        <section>
          <SearchBox action="/search" label={m.searchLabel} value={query} />
        </section>
        <section aria-label={plain(m.searchTitle, frame.locale)}>
          {procedures.length > 0 ? (
            <ProcedureRows procedures={procedures} m={m} locale={frame.locale} />
          ) : (
            <EmptyState title={empty ? m.searchEmpty : m.searchTips} />
          )}
        </section>
        <Browse lists={browse} />
      </div>
    </ResidentPage>
  )
}

function Browse({ lists }: { lists: readonly BrowseLinks[] }): JSX.Element {
  return (
    <>
      {lists
        .filter((list) => list.links.length > 0)
        .map((list) => (
          <section>
            <h2>
              <Text words={list.title} />
            </h2>
            <LinkRows columns>
              {list.links.map((link) => (
                <LinkRow href={link.href} title={link.label} />
              ))}
            </LinkRows>
          </section>
        ))}
    </>
  )
}
