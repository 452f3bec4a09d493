import type { Locale } from '../../../../../platform/i18n/local-text.ts'
import { pickText } from '../../../../../platform/i18n/local-text.ts'
import type { PublicDataset } from '../../catalogue.ts'
import type { Bounds } from '../../published.ts'
import { vectorTile } from '../../tiles/send-tile.ts'
import { tileFields } from '../../tiles/tile-columns.ts'
import { deepestZoom } from '../../tiles/tile-grid.ts'
import { attributionOf, boundsOfAll } from '../../tiles/tile-sets.ts'
import { limitsOf, webMercatorQuad } from '../../tiles/web-mercator-quad.ts'
import { ownLinks } from '../collection.ts'
import { crs84 } from '../parameters.ts'

export const tilesetsVector = 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector'
export const tilingSchemes = 'http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes'
const tilingScheme = 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme'

/** Classes of OGC API - Tiles, Part 1: Core 1.0 (20-057). */
export const tilesConformance: readonly string[] = [
  'core',
  'tileset',
  'tilesets-list',
  'dataset-tilesets',
  'geodata-tilesets',
  'collections-selection',
  'mvt',
  'oas30',
].map((name) => `http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/${name}`)

/** Where a tileset lies: of one collection, or of all. */
export interface TileSetPlace {
  readonly title: string
  /** Absolute address of the list of tilesets: `…/ogc/tiles`, `…/ogc/collections/aed/tiles`. */
  readonly list: string
  /** Absolute address of the API. */
  readonly base: string
  /** TileJSON of the same tiles. */
  readonly tileJson: string
  readonly format: 'json' | 'html'
}

const item = ({ title, list }: TileSetPlace) => ({
  rel: 'item',
  type: vectorTile,
  title,
  href: `${list}/${webMercatorQuad.id}/{tileMatrix}/{tileRow}/{tileCol}?f=mvt`,
  templated: true,
})

const scheme = (base: string) => ({
  rel: tilingScheme,
  type: 'application/json',
  href: `${base}/tileMatrixSets/${webMercatorQuad.id}?f=json`,
})

/** A tileset as the list names it. */
export function tileSetItem(place: TileSetPlace) {
  return {
    title: place.title,
    dataType: 'vector',
    crs: webMercatorQuad.crs,
    tileMatrixSetURI: webMercatorQuad.uri,
    links: [
      { rel: 'self', type: 'application/json', href: `${place.list}/${webMercatorQuad.id}?f=json` },
      scheme(place.base),
      item(place),
    ],
  }
}

/** The metadata of a tileset (17-083r4, 8): where tiles are, and what is in their layers. */
export function tileSetOf(datasets: readonly PublicDataset[], place: TileSetPlace, locale: Locale) {
  const bounds = boundsOfAll(datasets)
  return {
    title: place.title,
    attribution: attributionOf(datasets),
    dataType: 'vector',
    crs: webMercatorQuad.crs,
    tileMatrixSetURI: webMercatorQuad.uri,
    ...(bounds === undefined ? {} : { tileMatrixSetLimits: limitsOf(bounds), boundingBox: boxOf(bounds) }),
    layers: datasets.map(({ id, definition, version }) => ({
      id,
      title: pickText(definition.title, locale === 'easy' ? 'ja' : locale).text,
      dataType: 'vector',
      ...(definition.geometry?.shape === undefined ? { geometryDimension: 0 } : {}),
      minTileMatrix: '0',
      maxTileMatrix: String(deepestZoom),
      ...(version.bounds === undefined ? {} : { boundingBox: boxOf(version.bounds) }),
      propertiesSchema: {
        type: 'object',
        properties: Object.fromEntries(
          Object.entries(tileFields(definition)).map(([name, type]) => [name, { type: type.toLowerCase() }]),
        ),
      },
    })),
    mediaTypes: [vectorTile],
    links: [
      ...ownLinks(`${place.list}/${webMercatorQuad.id}`, place.format),
      scheme(place.base),
      item(place),
      { rel: 'describedby', type: 'application/json', title: 'TileJSON', href: place.tileJson },
    ],
  }
}

function boxOf([west, south, east, north]: Bounds) {
  return { lowerLeft: [west, south], upperRight: [east, north], crs: crs84 }
}
