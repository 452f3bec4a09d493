import type { Context, Hono } from 'hono'
import { compressText, notFound, type WebEnv } from '../../../../platform/http/index.ts'
import { openCatalogueOf, type PublicDataset } from '../catalogue.ts'
import { beginAnswer, preflight, tagOf } from '../files/open-answer.ts'
import { fileStemOf } from '../resources.ts'
import { goneForPrograms, type OpenSite, originOf } from '../visit.ts'
import { sendRange } from './send-range.ts'
import { sendTile } from './send-tile.ts'
import { isTile, type TileAddress } from './tile-grid.ts'
import { tileServerOf } from './tile-server.ts'
import { lastChange, mappable, mostLayers, tagOfLayers, tileJsonOf } from './tile-sets.ts'

/** Vector tiles as maps on the web ask for them: TileJSON, `{z}/{x}/{y}`, and the low zooms of a dataset as one file. */
export function tileRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  const server = tileServerOf(site.services)
  for (const path of ['/tiles/*', '/tiles.json'])
    app.use(path, (c, next) => (c.req.method === 'OPTIONS' ? Promise.resolve(preflight(c)) : next()))

  const published = async (c: Context<WebEnv>): Promise<readonly PublicDataset[]> =>
    mappable(await openCatalogueOf(site.services).list(c.get('city').id))
  /** The datasets of `?collections=a,b`, or the first of all. Throws 404 when one is not there. */
  const chosen = async (c: Context<WebEnv>): Promise<readonly PublicDataset[]> => {
    const all = await published(c)
    const names = c.req.query('collections')?.split(',')
    if (names === undefined) return all.slice(0, mostLayers)
    const found = all.filter(({ id }) => names.includes(id))
    if (found.length < new Set(names).size || names.length > mostLayers) throw notFound()
    return found
  }
  /** A Response: it was withdrawn. Throws 404. */
  const one = async (c: Context<WebEnv>, id: string): Promise<PublicDataset | Response> => {
    const dataset = (await openCatalogueOf(site.services).list(c.get('city').id)).find((each) => each.id === id)
    if (dataset?.state === 'withdrawn') return goneForPrograms(c, dataset)
    if (dataset === undefined || mappable([dataset]).length === 0) throw notFound()
    return dataset
  }

  app.get('/tiles.json', async (c) => {
    const datasets = await chosen(c)
    const names = c.req.query('collections')
    return sendJson(c, `tilejson-${tagOfLayers(datasets)}`, datasets, () =>
      tileJsonOf(datasets, {
        name: c.get('city').name,
        base: `${originOf(c)}/tiles`,
        locale: c.get('locale'),
        ...(names === undefined ? {} : { query: new URLSearchParams({ collections: names }).toString() }),
      }),
    )
  })

  app.get('/tiles/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}', async (c) => {
    const tile = addressOf(c.req.param())
    return sendTile(c, server, await chosen(c), tile)
  })

  app.get('/tiles/:dataset/:z{[0-9]+}/:x{[0-9]+}/:file{[0-9]+\\.(?:mvt|pbf)}', async (c) => {
    const tile = addressOf(c.req.param())
    const dataset = await one(c, c.req.param('dataset'))
    return dataset instanceof Response ? dataset : sendTile(c, server, [dataset], tile)
  })

  app.get('/tiles/:file{[a-z0-9-]+\\.json}', async (c) => {
    const id = c.req.param('file').replace(/\.json$/, '')
    const dataset = await one(c, id)
    if (dataset instanceof Response) return dataset
    return sendJson(c, tagOf(dataset, 'tilejson'), [dataset], () =>
      tileJsonOf([dataset], {
        name: dataset.definition.title.ja,
        base: `${originOf(c)}/tiles/${id}`,
        locale: c.get('locale'),
      }),
    )
  })

  app.get('/tiles/:file{[a-z0-9-]+\\.pmtiles}', async (c) => {
    const dataset = await one(c, c.req.param('file').replace(/\.pmtiles$/, ''))
    if (dataset instanceof Response) return dataset
    const bytes = await server.archive(c.get('city').id, dataset)
    if (bytes === undefined) throw notFound()
    return sendRange(c, bytes, {
      tag: tagOf(dataset, 'pmtiles'),
      modified: dataset.modifiedAt,
      mediaType: 'application/vnd.pmtiles',
      disposition: `inline; filename="${fileStemOf(dataset)}.pmtiles"`,
    })
  })
}

/** Throws 404 for a tile that lies outside of the world, or too deep. */
function addressOf(param: { readonly z: string; readonly x: string; readonly file: string }): TileAddress {
  const tile = { z: Number(param.z), x: Number(param.x), y: Number(param.file.split('.')[0]) }
  if (!isTile(tile)) throw notFound()
  return tile
}

function sendJson(
  c: Context<WebEnv>,
  tag: string,
  datasets: readonly PublicDataset[],
  content: () => unknown,
): Response {
  const language = c.get('locale')
  const early = beginAnswer(c, {
    tag: `${tag}-${language}`,
    modified: lastChange(datasets),
    mediaType: 'application/json',
  })
  return early ?? compressText(c, JSON.stringify(content()), 200)
}
