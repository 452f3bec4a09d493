import type { Context, Hono } from 'hono'
import { notFound, type WebEnv } from '../../../../platform/http/index.ts'
import { sourcesOf } from '../../table/to-rows.ts'
import type { PublicDataset } from '../catalogue.ts'
import { type OpenResource, type ResourceKind, resourcesOf } from '../resources.ts'
import { goneForPrograms, movedTo, type OpenSite, openDb, originOf, publishingCity, visitDataset } from '../visit.ts'
import { csvOf } from './csv.ts'
import { geoJsonOf } from './geojson.ts'
import { jsonOf } from './json.ts'
import { preflight, tagOf } from './open-answer.ts'
import { linesTogether, pagesOfCells, pagesOfRows, pagesOfText, rowsTogether } from './pages-of-rows.ts'
import { sendFile } from './send-file.ts'
import { xlsxOf } from './xlsx.ts'

/** The files of a dataset, under their standard name and under the one CKAN clients follow. */
export function fileRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  for (const path of ['/dataset/*', '/catalog.jsonld', '/opendata/feed.atom', '/opendata/all.zip'])
    app.use(path, (c, next) => (c.req.method === 'OPTIONS' ? Promise.resolve(preflight(c)) : next()))

  app.get('/dataset/:slug/:file', async (c) => {
    const file = c.req.param('file')
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => `/${file}`)
    if (dataset instanceof Response) return dataset
    const long = `${dataset.about.publisher.code}_${file}`
    if (resourcesOf(dataset).some(({ fileName }) => fileName === long))
      return movedTo(c, `/dataset/${dataset.slug}/${long}`)
    const layout = c.req.query('layout')
    const resource = resourcesOf(dataset).find(
      (each) => each.fileName === file && (each.layout ?? 'standard') === (layout === undefined ? 'standard' : layout),
    )
    if (resource === undefined) throw notFound()
    return sendResource(c, site, dataset, resource)
  })

  app.get('/dataset/:slug/resource/:uuid/download/:name', async (c) => {
    const { slug, uuid, name } = c.req.param()
    const dataset = await visitDataset(c, site, slug, () => `/resource/${uuid}/download/${encodeURIComponent(name)}`)
    if (dataset instanceof Response) return dataset
    return sendResource(c, site, dataset, resourceOf(dataset, uuid))
  })

  app.get('/dataset/:slug/resource/:uuid', async (c) => {
    const { slug, uuid } = c.req.param()
    const dataset = await visitDataset(c, site, slug, () => `/resource/${uuid}`)
    if (dataset instanceof Response) return dataset
    resourceOf(dataset, uuid)
    return c.redirect(`/dataset/${dataset.slug}#files`, 302)
  })
}

function resourceOf(dataset: PublicDataset, uuid: string): OpenResource {
  const resource = resourcesOf(dataset).find((each) => each.uuid === uuid)
  if (resource === undefined) throw notFound()
  return resource
}

async function sendResource(
  c: Context<WebEnv>,
  site: OpenSite,
  dataset: PublicDataset,
  resource: OpenResource,
): Promise<Response> {
  if (dataset.state === 'withdrawn') return goneForPrograms(c, dataset)
  const bom = resource.format === 'CSV' && c.req.query('bom') === 'yes'
  const page = `${originOf(c)}/dataset/${dataset.slug}`
  const answer = {
    packed: resource.format === 'XLSX',
    tag: tagOf(dataset, `${resource.kind}${bom ? '-bom' : ''}`),
    modified: dataset.modifiedAt,
    mediaType: resource.format === 'CSV' ? 'text/csv; charset=utf-8; header=present' : resource.mediaType,
    links: [
      `<${page}/datapackage.json>; rel="describedby"; type="application/json"`,
      `<${page}.jsonld>; rel="describedby"; type="application/ld+json"`,
      `<${page}>; rel="collection"; type="text/html"`,
      `<${dataset.about.licence.url}>; rel="license"`,
    ],
    disposition: `${['CSV', 'XLSX'].includes(resource.format) ? 'attachment' : 'inline'}; filename="${resource.fileName}"`,
  }
  return sendFile(c, answer, () => writers[resource.kind](c, site, dataset, resource, bom), site.services.log)
}

type Writer = (
  c: Context<WebEnv>,
  site: OpenSite,
  dataset: PublicDataset,
  resource: OpenResource,
  bom: boolean,
) => AsyncGenerator<string | Uint8Array>

const rowsOf = (c: Context<WebEnv>, site: OpenSite, dataset: PublicDataset) =>
  pagesOfRows(openDb(site, c.get('city').id), dataset.version, rowsTogether(dataset.definition))

const cellsOf = (c: Context<WebEnv>, site: OpenSite, dataset: PublicDataset) =>
  pagesOfCells(openDb(site, c.get('city').id), dataset.version, rowsTogether(dataset.definition))

const csv: Writer = (c, site, dataset, { layout = 'standard' }, bom) =>
  csvOf(
    dataset.definition,
    pagesOfText(
      openDb(site, c.get('city').id),
      dataset.version,
      sourcesOf(dataset.definition, layout, publishingCity(c.get('city'), dataset)),
      linesTogether(dataset.definition),
    ),
    { layout, bom },
  )

const writers: Readonly<Record<ResourceKind, Writer>> = {
  csv,
  'csv-recommended': csv,
  xlsx: (c, site, dataset) => xlsxOf(dataset, cellsOf(c, site, dataset)),
  json: (c, site, dataset) => jsonOf(dataset, cellsOf(c, site, dataset)),
  geojson: (c, site, dataset) => geoJsonOf(dataset, rowsOf(c, site, dataset)),
}
