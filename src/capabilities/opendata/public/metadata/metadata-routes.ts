import type { Context, Hono } from 'hono'
import { compressText, type WebEnv } from '../../../../platform/http/index.ts'
import { sourcesOf } from '../../table/to-rows.ts'
import { openCatalogueOf, type PublicDataset } from '../catalogue.ts'
import { bulkOf } from '../files/bulk.ts'
import { beginAnswer, tagOf } from '../files/open-answer.ts'
import { linesTogether, pagesOfText } from '../files/pages-of-rows.ts'
import { sendFile } from '../files/send-file.ts'
import { readRecentChanges } from '../history.ts'
import { goneForPrograms, type OpenSite, openDb, originOf, publishingCity, visitDataset } from '../visit.ts'
import { dataPackageOf } from './data-package.ts'
import { dcatCatalogue, dcatDataset } from './dcat.ts'
import { atomFeed } from './feed.ts'
import { sitemapOf } from './sitemap.ts'

/** Changes that the feed tells. */
const mostChanges = 50

/** What describes the datasets to programs: Data Package, DCAT, the feed of changes. */
export function metadataRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  app.get('/dataset/:slug/datapackage.json', async (c) => {
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => '/datapackage.json')
    if (dataset instanceof Response) return dataset
    return describe(c, dataset, 'package', 'application/json', () => dataPackageOf(dataset, originOf(c)))
  })

  app.get('/dataset/:slug', async (c, next) => {
    const name = c.req.param('slug')
    if (!name.endsWith('.jsonld')) return next()
    const dataset = await visitDataset(c, site, name.slice(0, -'.jsonld'.length), () => '.jsonld')
    if (dataset instanceof Response) return dataset
    return describe(c, dataset, 'dcat', 'application/ld+json', () =>
      dcatDataset(dataset, { origin: originOf(c), topics: site.topics }),
    )
  })

  app.get('/catalog.jsonld', async (c) => {
    const all = await openCatalogueOf(site.services).list(c.get('city').id)
    const shown = all.filter(({ state }) => state === 'published')
    const modified = latest(all)
    const early = beginAnswer(c, {
      tag: `catalogue-${fingerprint(all)}`,
      modified: modified ?? c.get('now'),
      mediaType: 'application/ld+json',
    })
    if (early) return early
    const { name, nameEn } = c.get('city')
    const by = { origin: originOf(c), topics: site.topics }
    return compressText(c, JSON.stringify(dcatCatalogue({ name, nameEn }, shown, modified, by)), 200)
  })

  app.get('/opendata/sitemap.xml', async (c) => {
    const all = await openCatalogueOf(site.services).list(c.get('city').id)
    const early = beginAnswer(c, {
      tag: `sitemap-${fingerprint(all)}`,
      modified: latest(all) ?? c.get('now'),
      mediaType: 'application/xml; charset=utf-8',
    })
    if (early) return early
    const shown = all.filter(({ state }) => state === 'published')
    return compressText(c, sitemapOf(originOf(c), shown), 200)
  })

  app.get('/opendata/all.zip', async (c) => {
    const city = c.get('city')
    const all = await openCatalogueOf(site.services).list(city.id)
    const answer = {
      tag: `all-${fingerprint(all)}`,
      modified: latest(all) ?? c.get('now'),
      mediaType: 'application/zip',
      disposition: `attachment; filename="${city.code ?? city.id}_opendata.zip"`,
      packed: true,
    }
    const bulk = {
      origin: originOf(c),
      datasets: all.filter(({ state }) => state === 'published'),
      sources: (dataset: PublicDataset, layout: string) =>
        sourcesOf(dataset.definition, layout, publishingCity(city, dataset)),
      pages: (dataset: PublicDataset, sources: ReturnType<typeof sourcesOf>) =>
        pagesOfText(openDb(site, city.id), dataset.version, sources, linesTogether(dataset.definition)),
    }
    return sendFile(c, answer, () => bulkOf(bulk), site.services.log)
  })

  app.get('/opendata/feed.atom', async (c) => {
    const city = c.get('city')
    const all = await openCatalogueOf(site.services).list(city.id)
    const updated = latest(all) ?? c.get('now')
    const early = beginAnswer(c, {
      tag: `feed-${fingerprint(all)}`,
      modified: updated,
      mediaType: 'application/atom+xml; charset=utf-8',
    })
    if (early) return early
    const changes = await readRecentChanges(openDb(site, city.id), mostChanges)
    const withdrawn = all.filter(({ state }) => state === 'withdrawn')
    return compressText(c, atomFeed({ origin: originOf(c), name: city.name, updated, changes, withdrawn }), 200)
  })
}

function describe(
  c: Context<WebEnv>,
  dataset: PublicDataset,
  what: string,
  mediaType: string,
  make: () => unknown,
): Response {
  if (dataset.state === 'withdrawn') return goneForPrograms(c, dataset)
  const links = [`<${dataset.about.licence.url}>; rel="license"`]
  const early = beginAnswer(c, { tag: tagOf(dataset, what), modified: dataset.modifiedAt, mediaType, links })
  return early ?? compressText(c, JSON.stringify(make()), 200)
}

function latest(datasets: readonly PublicDataset[]): Date | undefined {
  const times = datasets.map(({ modifiedAt }) => modifiedAt.getTime())
  return times.length === 0 ? undefined : new Date(times.reduce((a, b) => Math.max(a, b)))
}

/** Changes with everything that is published or withdrawn. */
function fingerprint(datasets: readonly PublicDataset[]): string {
  const versions = datasets.reduce((sum, { version }) => sum + version.number, 0)
  return `${datasets.length}-${versions}-${(latest(datasets)?.getTime() ?? 0).toString(36)}`
}
