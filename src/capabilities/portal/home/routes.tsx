import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { IconName } from '../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, type LocalText, pickText } from '../../../platform/i18n/local-text.ts'
import { currentResident, type ResidentSession } from '../../identity/index.ts'
import { type GuideLink, guideLinks } from '../../navigator/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { listDrafts } from '../drafts/store.ts'
import { countUnread, listNotices } from '../mailbox/store.ts'
import { sectionOf } from '../shared/catalogue.ts'
import { sayDay } from '../shared/dates.ts'
import { ownerOf } from '../shared/owner.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { type CatalogueView, viewCatalogue } from './catalogue-view.ts'
import type { ListedProcedure, OwnLine } from './listing.ts'
import { type HomeMessages, homeMessages } from './messages.ts'
import { byTopic, someOfEach } from './order.ts'
import { searchProcedures } from './search.ts'
import { type BrowseCatalogue, type BrowseEntry, readBrowseCatalogue } from './topics.ts'
import { HomePage, type HomeProps } from './views/home.tsx'
import { type BrowseLinks, ListPage, type ListProps, SearchPage } from './views/lists.tsx'

/** Procedures on the home page, and the length from which a list is cut by topic. */
const mostOnHome = 8
const mostUncut = 12

/** Home, search, and browsing by life event, topic and section. */
export function homeRoutes(app: Hono<WebEnv>, portal: Portal): void {
  const browse = readBrowseCatalogue(portal.services.config.rootDir, portal.services.config)
  const guides = guideLinks(portal.services.config.rootDir)

  app.get('/', async (c) => {
    const locale = c.get('locale')
    const m = homeMessages[locale]
    const view = await viewCatalogue(portal, c.get('city'), c.get('now'))
    const session = await currentResident(c, portal.services)
    const own = session === null ? undefined : await ownOf(c, portal, view, session, m)
    const used = (entries: readonly BrowseEntry[], ids: readonly string[]) =>
      entries.filter(({ id }) => ids.includes(id))
    const { procedures } = view
    const events = used(browse.lifeEvents, [
      ...procedures.flatMap(({ definition }) => definition.lifeEvents),
      ...guides.map(({ lifeEvent }) => lifeEvent),
    ])
    const topics = used(
      browse.topics,
      procedures.flatMap(({ definition }) => definition.topics),
    )
    const tree = (
      <HomePage
        frame={frameOf(c, session, own?.unread ?? 0)}
        m={m}
        {...(own === undefined ? {} : { own: own.shown })}
        often={oftenOf(view, locale)}
        guidesHref="/guides"
        openDataHref="/opendata"
        events={events.map((event) => ({
          href: `/life-events/${event.id}`,
          title: event.label,
          ...(event.note === undefined ? {} : { note: event.note }),
          ...(event.icon === undefined ? {} : { icon: event.icon as IconName }),
        }))}
        procedures={listedOf(view, someOfEach(byTopic(definitionsOf(view), browse.topics), mostOnHome))}
        total={view.listed.size}
        topics={topics.map((topic) => ({ href: `/topics/${topic.id}`, label: words(topic.label, locale) }))}
      />
    )
    return page(c, tree)
  })

  app.get('/search', async (c) => {
    const query = (c.req.query('q') ?? '').slice(0, 100)
    const view = await viewCatalogue(portal, c.get('city'), c.get('now'))
    const found = searchProcedures(view.index, query).flatMap((id) => view.listed.get(id) ?? [])
    const tree = (
      <SearchPage
        frame={frameOf(c, await currentResident(c, portal.services))}
        m={homeMessages[c.get('locale')]}
        query={query}
        procedures={found}
        browse={browseLinks(c, portal, browse, view)}
      />
    )
    return page(c, tree)
  })

  app.get('/procedures', async (c) => {
    const view = await viewCatalogue(portal, c.get('city'), c.get('now'))
    return list(c, portal, browse, view, homeMessages[c.get('locale')].allTitle, [...view.listed.values()])
  })

  app.get('/life-events/:id', async (c) => {
    const entry = browse.lifeEvents.find(({ id }) => id === c.req.param('id'))
    if (entry === undefined) throw notFound()
    const own = guides.filter(({ lifeEvent }) => lifeEvent === entry.id)
    return listBy(c, portal, browse, entry, (m) => m.byLifeEvent, 'lifeEvents', own)
  })

  app.get('/topics/:id', async (c) => {
    const entry = browse.topics.find(({ id }) => id === c.req.param('id'))
    if (entry === undefined) throw notFound()
    return listBy(c, portal, browse, entry, (m) => m.byTopic, 'topics')
  })

  app.get('/sections/:id', async (c) => {
    const view = await viewCatalogue(portal, c.get('city'), c.get('now'))
    const own = view.procedures.filter(({ definition }) => definition.owner === c.req.param('id'))
    if (own.length === 0) throw notFound()
    const name = words(sectionOf(c.get('city'), c.req.param('id')).name, c.get('locale'))
    const title = homeMessages[c.get('locale')].bySection(name)
    return list(
      c,
      portal,
      browse,
      view,
      title,
      listedOf(
        view,
        own.map(({ definition }) => definition.id),
      ),
    )
  })
}

async function listBy(
  c: Context<WebEnv>,
  portal: Portal,
  browse: BrowseCatalogue,
  entry: BrowseEntry,
  title: (m: HomeMessages) => (name: string) => string,
  kind: 'lifeEvents' | 'topics',
  guides: readonly GuideLink[] = [],
): Promise<Response> {
  const view = await viewCatalogue(portal, c.get('city'), c.get('now'))
  const ids = view.procedures
    .filter(({ definition }) => definition[kind].includes(entry.id))
    .map(({ definition }) => definition.id)
  const locale = c.get('locale')
  return list(
    c,
    portal,
    browse,
    view,
    title(homeMessages[locale])(words(entry.label, locale)),
    listedOf(view, ids),
    guides,
  )
}

async function list(
  c: Context<WebEnv>,
  portal: Portal,
  browse: BrowseCatalogue,
  view: CatalogueView,
  title: string,
  procedures: readonly ListedProcedure[],
  guides: readonly GuideLink[] = [],
): Promise<Response> {
  const tree = (
    <ListPage
      frame={frameOf(c, await currentResident(c, portal.services))}
      m={homeMessages[c.get('locale')]}
      title={title}
      groups={groupsOf(c, browse, view, procedures)}
      guides={guides}
      browse={browseLinks(c, portal, browse, view)}
    />
  )
  return page(c, tree)
}

/** A long list is cut by topic; a list that fits on a screen or two, or of one topic alone, is not. */
function groupsOf(
  c: Context<WebEnv>,
  browse: BrowseCatalogue,
  view: CatalogueView,
  procedures: readonly ListedProcedure[],
): ListProps['groups'] {
  const ids = new Set(procedures.map(({ id }) => id))
  const groups = byTopic(
    definitionsOf(view).filter(({ id }) => ids.has(id)),
    browse.topics,
  )
  if (procedures.length <= mostUncut || groups.length < 2) return procedures.length === 0 ? [] : [{ procedures }]
  const locale = c.get('locale')
  return groups.map(({ topic, ids: ofTopic }) => ({
    title: topic === undefined ? homeMessages[locale].otherTopics : words(topic.label, locale),
    procedures: listedOf(view, ofTopic),
  }))
}

function definitionsOf(view: CatalogueView): readonly CompiledProcedure['definition'][] {
  return view.procedures.map(({ definition }) => definition)
}

/** Ways to browse that lead somewhere in this city. */
function browseLinks(
  c: Context<WebEnv>,
  portal: Portal,
  browse: BrowseCatalogue,
  view: CatalogueView,
): readonly BrowseLinks[] {
  const locale = c.get('locale')
  const m = homeMessages[locale]
  const { rootDir } = portal.services.config
  const definitions = view.procedures.map(({ definition }) => definition)
  const owners = [...new Set(definitions.map(({ owner }) => owner))]
  const links = (entries: readonly BrowseEntry[], base: string, used: readonly string[]) =>
    entries
      .filter(({ id }) => used.includes(id))
      .map(({ id, label }) => ({ href: `${base}/${id}`, label: words(label, locale) }))
  return [
    {
      title: m.lifeEvents,
      links: links(browse.lifeEvents, '/life-events', [
        ...definitions.flatMap((each) => each.lifeEvents),
        ...guideLinks(rootDir).map(({ lifeEvent }) => lifeEvent),
      ]),
    },
    {
      title: m.topics,
      links: links(
        browse.topics,
        '/topics',
        definitions.flatMap((each) => each.topics),
      ),
    },
    {
      title: m.sections,
      links: owners.map((owner) => ({
        href: `/sections/${owner}`,
        label: words(sectionOf(c.get('city'), owner).name, locale),
      })),
    },
  ]
}

/** Words to begin a search with: the first search words of the first procedures, none of them twice. */
function oftenOf(view: CatalogueView, locale: Locale): HomeProps['often'] {
  if (locale !== 'ja') return []
  const first = new Set(view.procedures.flatMap(({ definition }) => definition.searchWords.slice(0, 1)))
  return [...first].slice(0, 4).map((word) => ({ href: `/search?q=${encodeURIComponent(word)}`, label: word }))
}

/** What waits for this person: corrections with their day first, then unfinished drafts. */
async function ownOf(
  c: Context<WebEnv>,
  portal: Portal,
  view: CatalogueView,
  session: ResidentSession,
  m: HomeMessages,
): Promise<{ readonly unread: number; readonly shown: NonNullable<HomeProps['own']> }> {
  const city = c.get('city')
  const locale = c.get('locale')
  const db = cityDb(portal, city.id)
  const owner = ownerOf(portal, city.id, session)
  const [drafts, notices, unread] = await Promise.all([
    listDrafts(db, owner, c.get('now')),
    listNotices(db, owner, 30),
    countUnread(db, owner),
  ])
  const nameOf = (id: string): string => words(view.listed.get(id)?.name ?? { ja: id }, locale)
  const corrections = notices
    .filter(({ kind, state }) => kind === 'correction-request' && state === 'correction')
    .map(
      (notice): OwnLine => ({
        href: `/applications/${notice.application_id}/corrections/${notice.code.slice('correction:'.length)}`,
        title: m.correctionAsked(nameOf(notice.procedure_id)),
        ...(notice.due_on === null ? {} : { due: m.dueOn(sayDay(notice.due_on, locale)) }),
      }),
    )
  const unfinished = drafts.slice(0, 5).map(
    (draft): OwnLine => ({
      href: `/drafts/${draft.id}`,
      title: m.continueDraft(nameOf(draft.procedure_id)),
      note: m.draftUntil(sayDay(dayOf(draft.expires_at), locale)),
    }),
  )
  const name = session.profile?.fullName
  return {
    unread,
    shown: {
      ...(name === undefined ? {} : { name }),
      lines: [...corrections, ...unfinished],
    },
  }
}

function listedOf(view: CatalogueView, ids: readonly string[]): readonly ListedProcedure[] {
  return ids.flatMap((id) => view.listed.get(id) ?? [])
}

function words(text: LocalText, locale: Locale): string {
  return pickText(text, locale).text
}
