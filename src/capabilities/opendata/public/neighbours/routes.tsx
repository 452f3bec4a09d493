import type { Hono } from 'hono'
import { residentFrame } from '../../../../design/index.ts'
import { compressText, notFound, page, type WebEnv } from '../../../../platform/http/index.ts'
import { propertiesOf } from '../feature.ts'
import { beginAnswer } from '../files/open-answer.ts'
import { openDataMessages } from '../pages/messages.ts'
import { type OpenSite, openDb, visitDataset } from '../visit.ts'
import { readKeptNeighbours } from './keep-neighbours.ts'
import { NeighboursPage, placeOf } from './neighbours-page.tsx'

/** The neighbours' data of the same kind: a page to compare, and their places for map software. */
export function neighbourRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  app.get('/dataset/:slug/neighbours.geojson', async (c) => {
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => '/neighbours.geojson')
    if (dataset instanceof Response) return dataset
    const neighbours = await readKeptNeighbours(openDb(site, c.get('city').id), dataset.id)
    if (dataset.definition.geometry === undefined || neighbours.length === 0) throw notFound()
    const newest = new Date(Math.max(...neighbours.map(({ fetchedAt }) => fetchedAt.getTime())))
    const early = beginAnswer(c, {
      tag: `neighbours-${dataset.uuid}-${newest.getTime().toString(36)}`,
      modified: newest,
      mediaType: 'application/geo+json',
    })
    if (early) return early
    const columns = propertiesOf(dataset.definition).map(({ id }) => id)
    const features = neighbours.flatMap(({ name, page: at, licence, rows }) =>
      rows.flatMap((row) => {
        const coordinates = placeOf(dataset, row)
        if (coordinates === undefined) return []
        const properties = Object.fromEntries(columns.map((id) => [id, row[id] === '' ? null : (row[id] ?? null)]))
        return [
          {
            type: 'Feature',
            geometry: { type: 'Point', coordinates },
            properties: { ...properties, published_by: name, published_at: at, licence },
          },
        ]
      }),
    )
    return compressText(c, JSON.stringify({ type: 'FeatureCollection', features }), 200)
  })

  app.get('/dataset/:slug/neighbours', async (c) => {
    const dataset = await visitDataset(c, site, c.req.param('slug'), () => '/neighbours')
    if (dataset instanceof Response) return dataset
    if (dataset.state === 'withdrawn') throw notFound()
    const neighbours = await readKeptNeighbours(openDb(site, c.get('city').id), dataset.id)
    return page(
      c,
      <NeighboursPage
        frame={residentFrame(c)}
        m={openDataMessages[c.get('locale')]}
        dataset={dataset}
        neighbours={neighbours}
      />,
    )
  })
}
