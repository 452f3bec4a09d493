import type { JSX } from 'preact'
import {
  Hero,
  LinkRow,
  LinkRows,
  ResidentPage,
  type ResidentPageProps,
  SearchBox,
  Tag,
  Text,
  Tiles,
  type TilesProps,
} from '../../../../design/index.ts'
import type { ListedProcedure, OwnLine } from '../listing.ts'
import type { HomeMessages } from '../messages.ts'
import { ProcedureRows } from './procedure-rows.tsx'

export interface HomeProps {
  readonly frame: Pick<ResidentPageProps, 'locale' | 'assets' | 'display' | 'city' | 'person'>
  readonly m: HomeMessages
  /** Absent when nobody is signed in and this browser holds nothing. */
  readonly own?: { readonly name?: string; readonly lines: readonly OwnLine[] }
  readonly often: readonly { readonly href: string; readonly label: string }[]
  readonly events: TilesProps['tiles']
  /** The guides that ask a few questions and make a list. */
  readonly guidesHref: string
  /** What the city publishes as data. */
  readonly openDataHref: string
  readonly procedures: readonly ListedProcedure[]
  readonly total: number
  readonly topics: readonly { readonly href: string; readonly label: string }[]
}

/** The home page: search, own procedures with the next thing due, events of life, procedures, topics. */
export function HomePage({
  frame,
  m,
  own,
  often,
  events,
  guidesHref,
  openDataHref,
  procedures,
  total,
  topics,
}: HomeProps): JSX.Element {
  const top = (
    <Hero aside={own && own.lines.length > 0 && <Own own={own} m={m} />}>
      <h1>
        <Text words={m.heading} />
      </h1>
      <SearchBox action="/search" label={m.searchLabel} often={often} />
    </Hero>
  )
  return (
    <ResidentPage {...frame} title={m.title} top={top}>
      <div class="sections">
        <section>
          <div class="heading-row">
            <h2>
              <Text words={m.lifeEvents} />
            </h2>
            <a href={guidesHref}>
              <Text words={m.guides} />
            </a>
          </div>
          <Tiles tiles={events} />
        </section>
        <section>
          <div class="heading-row">
            <h2>
              <Text words={m.frequent} />
            </h2>
            <a href="/procedures">
              <Text words={m.all(total)} />
            </a>
          </div>
          <ProcedureRows procedures={procedures} m={m} locale={frame.locale} />
        </section>
        <section>
          <h2>
            <Text words={m.topics} />
          </h2>
          <LinkRows columns>
            {topics.map((topic) => (
              <LinkRow href={topic.href} title={topic.label} />
            ))}
          </LinkRows>
        </section>
        <section>
          <h2>
            <Text words={m.openDataTitle} />
          </h2>
          <LinkRows columns>
            <LinkRow href={openDataHref} title={m.openData} note={m.openDataNote} />
          </LinkRows>
        </section>
        {!frame.person && (
          <section>
            <h2>
              <Text words={m.resumeTitle} />
            </h2>
            <LinkRows columns>
              <LinkRow href="/resume" title={m.resumeDraft} note={m.resumeDraftNote} />
              <LinkRow href="/follow-up" title={m.followUp} note={m.followUpNote} />
            </LinkRows>
          </section>
        )}
      </div>
    </ResidentPage>
  )
}

function Own({ own, m }: { own: NonNullable<HomeProps['own']>; m: HomeMessages }): JSX.Element {
  return (
    <section class="card" aria-labelledby="own">
      <h2 id="own">
        <Text words={own.name === undefined ? m.myProceduresUnnamed : m.myProcedures(own.name)} />
      </h2>
      <LinkRows>
        {own.lines.map((line) => (
          <LinkRow
            href={line.href}
            title={line.title}
            note={line.note}
            tag={line.due !== undefined && <Tag label={line.due} tone="soon" />}
          />
        ))}
      </LinkRows>
      <p>
        <a href="/mailbox">
          <Text words={m.allMail} />
        </a>
      </p>
    </section>
  )
}
