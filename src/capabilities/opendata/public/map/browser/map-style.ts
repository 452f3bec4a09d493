import type { ExpressionSpecification, FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { MapConfig, MapConfigLayer } from '../map-config.ts'
import type { MapColours } from './colours.ts'
import { imageName } from './mark-images.ts'

/** The ground as `/map/base.json` tells it. */
export interface Ground {
  readonly land: GeoJSON.Feature
  readonly towns: GeoJSON.FeatureCollection
}

/** Layers of the map in the browser that a layer of the data has. */
export const singleLayer = (id: string): string => `places-${id}`
export const severalLayer = (id: string): string => `several-${id}`
export const areaLayer = (id: string): string => `areas-${id}`
export const lineLayer = (id: string): string => `lines-${id}`
/** Every layer of the map in the browser that a layer of the data has. */
export const layersOf = ({ id, dashes }: Pick<MapConfigLayer, 'id' | 'dashes'>): readonly string[] => [
  ...(dashes === undefined ? [] : [areaLayer(id), lineLayer(id)]),
  singleLayer(id),
  severalLayer(id),
  `${severalLayer(id)}-number`,
]

/** Letters come from the device, since the style names no address for them: nothing is fetched to write Japanese. */
const font = ['sans-serif']
const count: ExpressionSpecification = ['coalesce', ['get', '_count'], 1]

/** The whole look of a map: ground, 地理院タイル when the city wants them, the names of towns, and marks above them. */
export function mapStyle(config: MapConfig, ground: Ground, colours: MapColours): StyleSpecification {
  const { raster } = config
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: ground.land },
      towns: { type: 'geojson', data: ground.towns },
      places: { type: 'vector', url: new URL(config.tiles, location.href).href },
      ...Object.fromEntries(
        config.layers.flatMap(({ id, places }) =>
          places === undefined ? [] : [[id, { type: 'geojson' as const, data: new URL(places, location.href).href }]],
        ),
      ),
      ...(raster === undefined
        ? {}
        : {
            raster: {
              type: 'raster',
              tiles: [raster.tiles],
              tileSize: 256,
              maxzoom: raster.maxzoom,
            },
          }),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colours.land } },
      ...(raster === undefined
        ? []
        : [{ id: 'raster', type: 'raster', source: 'raster' } satisfies LayerSpecification]),
      { id: 'shore', type: 'line', source: 'land', paint: { 'line-color': colours.edge, 'line-width': 1.5 } },
      {
        id: 'town-names',
        type: 'symbol',
        source: 'towns',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': font,
          'text-size': ['interpolate', ['linear'], ['zoom'], 10, 13, 15, 17],
          'text-padding': 4,
          // Beside the middle of the town, where marks often stand.
          'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
          'text-radial-offset': 0.7,
        },
        paint: { 'text-color': colours.ink, 'text-halo-color': colours.page, 'text-halo-width': 2 },
      },
      // Marks above all lines and areas, whichever layer they are of.
      ...config.layers.flatMap((layer) => shapeLayers(layer, colours)),
      ...config.layers.flatMap((layer) => placeLayers(layer, colours)),
    ],
  }
}

function sourceOf({ id, places }: MapConfigLayer) {
  return places === undefined ? { source: 'places', 'source-layer': id } : { source: id }
}

/** Lines and areas: a light colour within, and their own dashes. */
function shapeLayers(layer: MapConfigLayer, colours: MapColours): readonly LayerSpecification[] {
  const { id, shown, dashes } = layer
  if (dashes === undefined) return []
  const common = { ...sourceOf(layer), layout: { visibility: shown ? 'visible' : 'none' } } as const
  const kept = layer.keys === undefined ? true : keyIn(layer.keys)
  const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon']
  const isPoint: ExpressionSpecification = ['==', ['geometry-type'], 'Point']
  const width = 3
  return [
    {
      id: areaLayer(id),
      type: 'fill',
      ...common,
      filter: ['all', isArea, kept],
      paint: { 'fill-color': colours.mark, 'fill-opacity': 0.15 },
    },
    {
      id: lineLayer(id),
      type: 'line',
      ...common,
      filter: ['all', ['!', isPoint], kept],
      paint: {
        'line-color': colours.mark,
        'line-width': width,
        // In widths of the line.
        ...(dashes.length === 0 ? {} : { 'line-dasharray': dashes.map((pixels) => pixels / width) }),
      },
    },
  ]
}

const keyIn = (keys: readonly string[]): ExpressionSpecification => ['in', ['get', '_key'], ['literal', [...keys]]]

function placeLayers(layer: MapConfigLayer, colours: MapColours): readonly LayerSpecification[] {
  const common = sourceOf(layer)
  const visibility = layer.shown ? 'visible' : 'none'
  return [
    {
      id: singleLayer(layer.id),
      type: 'symbol',
      ...common,
      filter: singleFilter(layer),
      layout: { visibility, 'icon-image': imageName(layer), 'icon-allow-overlap': true },
    },
    {
      id: severalLayer(layer.id),
      type: 'circle',
      ...common,
      filter: ['>', count, 1],
      layout: { visibility },
      paint: {
        'circle-color': colours.mark,
        'circle-stroke-color': colours.page,
        'circle-stroke-width': 2,
        'circle-radius': ['interpolate', ['linear'], ['log10', count], 0, 6, 3, 20, 5, 30],
      },
    },
    {
      id: `${severalLayer(layer.id)}-number`,
      type: 'symbol',
      ...common,
      filter: ['>', count, 1],
      layout: { visibility, 'text-field': ['to-string', count], 'text-font': font, 'text-size': 12 },
      paint: { 'text-color': colours.page },
    },
  ]
}

export function singleFilter({ flag, keys, dashes }: MapConfigLayer): FilterSpecification {
  const one: ExpressionSpecification =
    dashes === undefined
      ? ['==', count, 1]
      : // An area too small to be drawn is a mark; the others are not marked besides.
        ['all', ['==', count, 1], ['==', ['geometry-type'], 'Point']]
  if (keys !== undefined) return ['all', one, keyIn(keys)]
  return flag === undefined ? one : ['all', one, ['==', ['get', flag], '1']]
}
