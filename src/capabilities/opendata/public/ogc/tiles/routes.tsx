import type { Context, Hono } from 'hono'
import type { WebEnv } from '../../../../../platform/http/index.ts'
import { pickText } from '../../../../../platform/i18n/local-text.ts'
import type { ZoneServices } from '../../../../../platform/services.ts'
import { openCatalogueOf, type PublicDataset } from '../../catalogue.ts'
import { preflight } from '../../files/open-answer.ts'
import { sendTile } from '../../tiles/send-tile.ts'
import { isTile } from '../../tiles/tile-grid.ts'
import { tileServerOf } from '../../tiles/tile-server.ts'
import { mappable, mostLayers } from '../../tiles/tile-sets.ts'
import { tileMatrixSet, webMercatorQuad } from '../../tiles/web-mercator-quad.ts'
import { type Answer, collectionIn, sendAnswer, sendProblem } from '../answer.tsx'
import { ownLinks } from '../collection.ts'
import { ogcMessages } from '../messages.ts'
import { checkNames, everywhere } from '../parameters.ts'
import { invalid, notFound } from '../problems.ts'
import { type TileSetPlace, tileSetItem, tileSetOf } from './tile-set.ts'

const quad = webMercatorQuad.id

/** OGC API - Tiles, Part 1: Core 1.0 (20-057) below `/ogc`: vector tiles of each collection, and of all in one. */
export function ogcTileRoutes(app: Hono<WebEnv>, services: Pick<ZoneServices, 'db' | 'files'>): void {
  const catalogue = openCatalogueOf(services)
  const server = tileServerOf(services)
  const answered = (path: string, answer: Answer): void => {
    app.get(path, (c) => sendAnswer(c, answer))
  }
  /** The collection of the address, or those of `collections`; the first of all without. Throws 400, 404 and 410. */
  const layers = async (c: Context<WebEnv>): Promise<readonly PublicDataset[]> => {
    const all = await catalogue.list(c.get('city').id)
    const own = c.req.param('collection')
    if (own !== undefined) return [collectionIn(all, own)]
    const names = c.req.query('collections')?.split(',')
    if (names === undefined) return mappable(all).slice(0, mostLayers)
    if (names.length > mostLayers) throw invalid(`collections: ${mostLayers} at most`)
    return names.map((name) => collectionIn(all, name))
  }
  const placeOf = (
    c: Context<WebEnv>,
    datasets: readonly PublicDataset[],
    base: string,
    format: 'json' | 'html',
  ): TileSetPlace => {
    const own = c.req.param('collection')
    const names = c.req.query('collections')
    const [first] = datasets
    const locale = c.get('locale') === 'easy' ? 'ja' : c.get('locale')
    const origin = new URL(base).origin
    return {
      base,
      format,
      title: own !== undefined && first ? pickText(first.definition.title, locale).text : c.get('city').name,
      list: own === undefined ? `${base}/tiles` : `${base}/collections/${own}/tiles`,
      tileJson:
        own === undefined
          ? `${origin}/tiles.json${names === undefined ? '' : `?${new URLSearchParams({ collections: names })}`}`
          : `${origin}/tiles/${own}.json`,
    }
  }

  app.use('/ogc/*', (c, next) => (c.req.method === 'OPTIONS' ? Promise.resolve(preflight(c)) : next()))

  answered('/ogc/tileMatrixSets', async (c, { format, base }) => {
    checkNames(new URL(c.req.url).searchParams, everywhere)
    const m = ogcMessages[c.get('locale')]
    const { id, title, uri, crs } = webMercatorQuad
    const links = [{ rel: 'self', type: 'application/json', href: `${base}/tileMatrixSets/${id}?f=json` }]
    return {
      json: () => ({
        tileMatrixSets: [{ id, title, uri, crs, links }],
        links: ownLinks(`${base}/tileMatrixSets`, format),
      }),
      html: () => ({
        title: m.tilings,
        links: [{ href: `/ogc/tileMatrixSets/${id}?f=html`, label: id }],
        back: { href: '/ogc?f=html', label: m.top },
      }),
    }
  })

  answered('/ogc/tileMatrixSets/:matrixSet', async (c) => {
    checkNames(new URL(c.req.url).searchParams, everywhere)
    const m = ogcMessages[c.get('locale')]
    if (c.req.param('matrixSet') !== quad) throw notFound('There is no such tile matrix set')
    const set = tileMatrixSet()
    return {
      json: () => set,
      html: () => ({
        title: quad,
        table: {
          columns: [
            { id: 'zoom', label: m.zoom, heading: true },
            { id: 'side', label: m.tilesInRow, number: true },
            { id: 'scale', label: m.scale, number: true },
          ],
          rows: set.tileMatrices.map(({ id, matrixWidth, scaleDenominator }) => ({
            zoom: id,
            side: String(matrixWidth),
            scale: `1:${Math.round(scaleDenominator)}`,
          })),
        },
        back: { href: '/ogc/tileMatrixSets?f=html', label: m.tilings },
      }),
    }
  })

  for (const above of ['/ogc', '/ogc/collections/:collection']) {
    const taken = above === '/ogc' ? [...everywhere, 'collections'] : everywhere
    const backTo = (c: Context<WebEnv>): string => {
      const own = c.req.param('collection')
      return own === undefined ? '/ogc?f=html' : `/ogc/collections/${own}?f=html`
    }

    answered(`${above}/tiles`, async (c, { format, base }) => {
      checkNames(new URL(c.req.url).searchParams, taken)
      const m = ogcMessages[c.get('locale')]
      const place = placeOf(c, await layers(c), base, format)
      return {
        json: () => ({ links: ownLinks(place.list, format), tilesets: [tileSetItem(place)] }),
        html: () => ({
          title: m.tiles,
          lead: m.tilesLead,
          links: [{ href: `${new URL(place.list).pathname}/${quad}?f=html`, label: quad }],
          back: { href: backTo(c), label: m.above },
        }),
      }
    })

    answered(`${above}/tiles/:matrixSet`, async (c, { format, base }) => {
      checkNames(new URL(c.req.url).searchParams, taken)
      const m = ogcMessages[c.get('locale')]
      if (c.req.param('matrixSet') !== quad) throw notFound('There is no such tileset')
      const datasets = await layers(c)
      const place = placeOf(c, datasets, base, format)
      const set = tileSetOf(datasets, place, c.get('locale'))
      return {
        json: () => set,
        html: () => ({
          title: place.title,
          facts: [
            { term: m.source, value: set.attribution },
            { term: m.layers, value: datasets.map(({ id }) => id).join(', ') },
            { term: m.address, value: `${place.list}/${quad}/{tileMatrix}/{tileRow}/{tileCol}?f=mvt` },
            { term: 'TileJSON', value: <a href={new URL(place.tileJson).pathname}>{place.tileJson}</a> },
          ],
          back: { href: `${new URL(place.list).pathname}?f=html`, label: m.tiles },
        }),
      }
    })

    app.get(`${above}/tiles/:matrixSet/:matrix/:row/:column`, async (c) => {
      try {
        const { matrixSet, matrix = '', row = '', column = '' } = c.req.param() as Record<string, string>
        checkNames(new URL(c.req.url).searchParams, [...taken, 'v'])
        if (![undefined, 'mvt', 'pbf'].includes(c.req.query('f'))) throw invalid('f must be mvt')
        if (![matrix, row, column].every((each) => /^\d{1,9}$/.test(each)))
          throw invalid('tileMatrix, tileRow and tileCol must be whole numbers')
        const tile = { z: Number(matrix), x: Number(column), y: Number(row) }
        if (matrixSet !== quad || !isTile(tile)) throw notFound('There is no such tile')
        return await sendTile(c, server, await layers(c), tile)
      } catch (error) {
        return sendProblem(c, error)
      }
    })
  }
}
