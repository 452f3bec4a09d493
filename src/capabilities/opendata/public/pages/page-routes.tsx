import type { Context, Hono } from 'hono'
import { plain, residentFrame } from '../../../../design/index.ts'
import { notFound, page, type WebEnv } from '../../../../platform/http/index.ts'
import { openCatalogueOf, publishedOf } from '../catalogue.ts'
import { chartsOfDataset } from '../charts/dataset-charts.tsx'
import { readHistory } from '../history.ts'
import { mapOfDataset } from '../map/dataset-map.tsx'
import { schemaOrgOf } from '../metadata/schema-org.ts'
import { askRows, findRow } from '../query/read-rows.ts'
import { searchDatasets } from '../search-datasets.ts'
import { mappable } from '../tiles/tile-sets.ts'
import { type OpenSite, openDb, originOf, visitDataset } from '../visit.ts'
import { CataloguePage } from './catalogue-page.tsx'
import { DatasetPage } from './dataset-page.tsx'
import { openDataMessages } from './messages.ts'
import { readAsk, rowQueryOf } from './read-ask.ts'
import { RowPage } from './row-page.tsx'
import { sayCount } from './say.ts'
import { gone } from './send-gone.tsx'
import { shownColumns } from './shown-columns.ts'

/** Versions told on the page of a dataset. */
const mostVersions = 20

/** Datasets on a page of the catalogue. */
const datasetsOnPage = 60

/** The pages of open data, for people. */
export function pageRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  app.get('/opendata', async (c) => {
    const locale = c.get('locale')
    const m = openDataMessages[locale]
    const all = await openCatalogueOf(site.services).list(c.get('city').id)
    const shown = publishedOf(all)
    const query = (c.req.query('q') ?? '').trim().slice(0, 100)
    const topic = site.topics.find(({ id }) => id === c.req.query('topic'))
    // All are searched, whose texts are put together already, and then those of the topic are taken.
    const searched = searchDatasets(shown, query)
    const found = topic === undefined ? searched : searched.filter(({ definition }) => definition.topic === topic.id)
    const asked = Number(c.req.query('page') ?? '1')
    const last = Math.max(1, Math.ceil(found.length / datasetsOnPage))
    const at = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, last) : 1
    const datasets = found.slice((at - 1) * datasetsOnPage, at * datasetsOnPage)
    const pageAt = (number: number): string => {
      const search = new URLSearchParams()
      if (query !== '') search.set('q', query)
      if (topic !== undefined) search.set('topic', topic.id)
      if (number > 1) search.set('page', String(number))
      return `/opendata?${search}`
    }
    const listTitle =
      query !== '' ? m.found(query, found.length) : topic === undefined ? m.all : m.inTopic(plain(topic.label, locale))
    linkAlternates(c, [
      ['/catalog.jsonld', 'application/ld+json'],
      ['/opendata/feed.atom', 'application/atom+xml'],
    ])
    return page(
      c,
      <CataloguePage
        frame={residentFrame(c)}
        m={m}
        query={query}
        {...(topic === undefined ? {} : { topic })}
        topics={site.topics.filter(({ id }) => shown.some(({ definition }) => definition.topic === id))}
        datasets={datasets}
        {...(last === 1
          ? {}
          : {
              pages: {
                shown: m.range(
                  sayCount((at - 1) * datasetsOnPage + 1),
                  sayCount((at - 1) * datasetsOnPage + datasets.length),
                  sayCount(found.length),
                ),
                ...(at > 1 ? { previousHref: pageAt(at - 1) } : {}),
                ...(at < last ? { nextHref: pageAt(at + 1) } : {}),
              },
            })}
        any={shown.length > 0}
        map={mappable(shown).length > 0}
        listTitle={listTitle}
      />,
    )
  })

  app.get('/dataset/:slug', async (c) => {
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => '')
    if (dataset instanceof Response) return dataset
    if (dataset.state === 'withdrawn') return gone(c, dataset)
    const { definition, version, slug } = dataset
    const db = openDb(site, c.get('city').id)
    const ask = readAsk(definition, new URL(c.req.url).searchParams)
    const query = rowQueryOf(definition, ask, version.key)
    const narrowed = query.conditions.length > 0 || query.words.length > 0
    const asked = askRows(db, query, version.rows)
    const [{ rows, counted }, history, map, charts] = await Promise.all([
      asked.then(async (found) => ({
        counted: found.counted,
        rows: await found.page(query.offset, query.limit),
      })),
      readHistory(db, dataset.id, mostVersions),
      mapOfDataset(c, site, dataset, { asked, narrowed }),
      chartsOfDataset(c, db, dataset),
    ])
    const named = new Set([...ask.chosen.keys(), ask.sort.replace(/^-/, '')])
    linkAlternates(c, [
      [`/dataset/${slug}.jsonld`, 'application/ld+json'],
      [`/dataset/${slug}/datapackage.json`, 'application/json'],
    ])
    return page(
      c,
      <DatasetPage
        frame={residentFrame(c)}
        m={openDataMessages[c.get('locale')]}
        origin={originOf(c)}
        dataset={dataset}
        history={history}
        table={{ ask, rows, counted, columns: shownColumns(definition, rows, named) }}
        neighbours={site.neighbours.has(`${c.get('city').id} ${dataset.id}`)}
        described={schemaOrgOf(dataset, originOf(c))}
        map={map}
        charts={charts}
      />,
    )
  })

  app.get('/dataset/:slug/row/:key', async (c) => {
    const key = c.req.param('key')
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => `/row/${encodeURIComponent(key)}`)
    if (dataset instanceof Response) return dataset
    if (dataset.state === 'withdrawn') return gone(c, dataset)
    const row = await findRow(openDb(site, c.get('city').id), dataset.version.key, key)
    if (row === undefined) throw notFound()
    return page(
      c,
      <RowPage frame={residentFrame(c)} m={openDataMessages[c.get('locale')]} dataset={dataset} row={row} />,
    )
  })
}

/** The same for programs: HTTP `Link` with `rel="alternate"` (RFC 8288). */
function linkAlternates(c: Context<WebEnv>, links: readonly (readonly [path: string, mediaType: string])[]): void {
  const origin = originOf(c)
  c.header('link', links.map(([path, type]) => `<${origin}${path}>; rel="alternate"; type="${type}"`).join(', '))
}
