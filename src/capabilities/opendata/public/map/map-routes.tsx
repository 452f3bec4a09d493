import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { dayOf } from '../../../../civic/day.ts'
import { plain, residentFrame } from '../../../../design/index.ts'
import { compressText, page, type WebEnv } from '../../../../platform/http/index.ts'
import { catalogueOf } from '../../../procedures/index.ts'
import { openCatalogueOf } from '../catalogue.ts'
import { beginAnswer } from '../files/open-answer.ts'
import type { Bounds } from '../published.ts'
import type { Condition, PlacedRow } from '../query/row-query.ts'
import { attributionOf, boundsOfAll } from '../tiles/tile-sets.ts'
import { type OpenSite, openDb } from '../visit.ts'
import { type BaseMap, baseGeoJson, baseMapOf } from './base-map.ts'
import { mapConfigOf } from './config-of.ts'
import { hazardsOf, layersOf, type MapLayer } from './map-layers.ts'
import type { ListedLayer } from './map-list.tsx'
import { MapPage } from './map-page.tsx'
import { allowMap } from './map-policy.ts'
import { type MapSettings, mapSettingsOf } from './map-settings.ts'
import { neighbourMark } from './marks.ts'
import { mapMessages } from './messages.ts'
import { type NeighbourLayer, neighbourLayerOf } from './neighbour-places.ts'
import { frameAround } from './picture-frame.ts'
import { pictureLayerOf } from './picture-layer.ts'
import { type MapAsk, readMapAsk } from './read-map-ask.ts'
import { mostDrawn, mostMarks, nearestRows, readPlaces } from './read-places.ts'

/** Places of a layer in the list. */
const listed = { near: 10, all: 20 } as const

/** The map of the city, and the ground it is drawn on. */
export function mapRoutes(app: Hono<WebEnv>, site: OpenSite): void {
  app.get('/map', async (c) => {
    const locale = c.get('locale')
    const m = mapMessages[locale]
    const { settings, base } = await groundOf(c, site)
    const all = layersOf(await openCatalogueOf(site.services).list(c.get('city').id))
    const ask = readMapAsk(new URL(c.req.url).searchParams, all, base)
    const [found, neighbours] = await Promise.all([
      Promise.all(ask.layers.map((layer) => readLayer(c, site, layer, ask))),
      neighbourLayerOf(site, c.get('city').id, all, ask),
    ])
    const bounds = withNeighbours(boundsOf(ask, all, base), ask, neighbours)
    const frame = frameAround(bounds)
    const here = ask.town?.at
    const drawn = ask.layers.map(({ dataset }) => dataset)
    allowMap(c, settings)
    return page(
      c,
      <MapPage
        frame={residentFrame(c)}
        m={m}
        all={all}
        ask={ask}
        base={base}
        settings={settings}
        lists={found.map(({ list }) => list)}
        partly={found.some(({ list, marks }) => marks.length > mostDrawn(list.layer.dataset.definition))}
        fictional={drawn.some(({ about }) => about.fictional)}
        picture={{
          base,
          frame,
          layers: [
            ...found.map(({ list, marks }) => pictureLayerOf(list.layer, marks, frame)),
            ...(ask.neighbours && neighbours !== undefined
              ? [{ mark: 0, style: neighbourMark, points: neighbours.places.slice(0, mostMarks).map(({ at }) => at) }]
              : []),
          ],
          label: plain(
            m.pictureLabel(
              found.map(({ list, marks }) =>
                m.counted(
                  plain(list.layer.dataset.definition.title, locale),
                  Math.min(marks.length, mostDrawn(list.layer.dataset.definition)),
                ),
              ),
            ),
            locale,
          ),
          ...(here === undefined ? {} : { here }),
        }}
        config={mapConfigOf({
          tiles: '/tiles.json',
          bounds,
          ...(here === undefined ? {} : { here: [here[0], here[1]] as const }),
          layers: all.map((layer) => ({
            ...layer,
            shown: ask.layers.includes(layer),
            ...(ask.hazard !== undefined && knows(layer, ask) ? { flag: ask.hazard.id } : {}),
          })),
          settings,
          locale,
          ...(neighbours === undefined
            ? {}
            : {
                neighbours: {
                  layer: neighbours,
                  shown: ask.neighbours,
                  ...(ask.hazard === undefined ? {} : { flag: ask.hazard.id }),
                },
              }),
        })}
        background={settings.background}
        {...(neighbours === undefined ? {} : { neighbours })}
        attribution={[
          ...base.attribution,
          ...(drawn.length === 0 ? [] : [attributionOf(drawn)]),
          ...(ask.neighbours ? (neighbours?.bodies ?? []).map(({ name, licence }) => `${name}（${licence}）`) : []),
        ]}
      />,
    )
  })

  app.get('/map/base.json', async (c) => {
    const base = await baseMapOf(site.services.config.rootDir, c.get('city').id)
    const text = JSON.stringify({ attribution: base.attribution, ...baseGeoJson(base) })
    const tag = `ground-${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`
    const early = beginAnswer(c, { tag, modified: new Date(0), mediaType: 'application/json' })
    return early ?? compressText(c, text, 200)
  })
}

/** What the maps of a city are drawn on and by. */
export async function groundOf(
  c: Context<WebEnv>,
  { services }: OpenSite,
): Promise<{ readonly settings: MapSettings; readonly base: BaseMap }> {
  const cityId = c.get('city').id
  const [facts, base] = await Promise.all([
    catalogueOf(services).facts(cityId, dayOf(c.get('now'))),
    baseMapOf(services.config.rootDir, cityId),
  ])
  return { settings: mapSettingsOf(facts.settings), base }
}

const knows = ({ dataset }: MapLayer, { hazard }: MapAsk): boolean =>
  hazard !== undefined && hazardsOf(dataset).some(({ id }) => id === hazard.id)

/** A layer as list and as marks: near a town the nearest, else the first ones. A kind of disaster narrows the layers that know it. */
async function readLayer(
  c: Context<WebEnv>,
  site: OpenSite,
  layer: MapLayer,
  ask: MapAsk,
): Promise<{ readonly list: ListedLayer; readonly marks: readonly PlacedRow[] }> {
  const db = openDb(site, c.get('city').id)
  const flag = ask.hazard !== undefined && knows(layer, ask) ? ask.hazard.id : undefined
  const conditions: readonly Condition[] = flag === undefined ? [] : [{ kind: 'is', column: flag, values: ['1'] }]
  const bounds = ask.town === undefined ? undefined : frameAround(aroundTown(ask.town.at)).bounds
  const marks = await readPlaces(db, layer.dataset, {
    conditions,
    words: [],
    ...(bounds === undefined ? {} : { bounds }),
  })
  if (ask.town === undefined) {
    const rows = marks.slice(0, listed.all).map((row) => ({ row }))
    return { list: { layer, rows, more: marks.length > listed.all }, marks }
  }
  const rows = await nearestRows(db, layer.dataset.version, ask.town.at, listed.near, {
    ...(flag === undefined ? {} : { flag }),
    ...(layer.dataset.definition.geometry?.shape === undefined
      ? {}
      : { shape: layer.dataset.definition.geometry.shape }),
  })
  return { list: { layer, rows, more: rows.length === listed.near }, marks }
}

/** From Yonaguni to the Kurils. */
const japan: Bounds = [122, 24, 149, 46]

/** About two kilometres around. */
function aroundTown([lon, lat]: readonly [number, number]): Bounds {
  return [lon - 0.022, lat - 0.018, lon + 0.022, lat + 0.018]
}

/** Degrees beyond the city in which the neighbours' places are shown at first: about 15 kilometres. */
const acrossBorder = 0.15

/** The city with the neighbours' places near it, when they are shown and nothing nearer is looked at. */
function withNeighbours(city: Bounds, ask: MapAsk, neighbours: NeighbourLayer | undefined): Bounds {
  if (!ask.neighbours || ask.town !== undefined) return city
  const [west, south, east, north] = city
  const near = (neighbours?.places ?? [])
    .map(({ at }) => at)
    .filter(
      ([lon, lat]) =>
        lon > west - acrossBorder &&
        lon < east + acrossBorder &&
        lat > south - acrossBorder &&
        lat < north + acrossBorder,
    )
  const lons = near.map(([lon]) => lon)
  const lats = near.map(([, lat]) => lat)
  return [Math.min(west, ...lons), Math.min(south, ...lats), Math.max(east, ...lons), Math.max(north, ...lats)]
}

function boundsOf(ask: MapAsk, all: readonly MapLayer[], base: BaseMap): Bounds {
  if (ask.town !== undefined) return aroundTown(ask.town.at)
  // The whole city, unless the ground of a city is not there.
  return base.bounds ?? boundsOfAll(all.map(({ dataset }) => dataset)) ?? japan
}
