import { plain } from '../../../../design/index.ts'
import { type Locale, pickText } from '../../../../platform/i18n/local-text.ts'
import type { Bounds } from '../published.ts'
import { dashesOf } from './line-styles.ts'
import type { MapConfig, MapConfigLayer } from './map-config.ts'
import { hasShapes, type MapLayer } from './map-layers.ts'
import { gsiTiles, type MapSettings } from './map-settings.ts'
import { markOf, neighbourMark } from './marks.ts'
import { mapMessages } from './messages.ts'
import type { NeighbourLayer } from './neighbour-places.ts'
import { neighbourLayerId } from './read-map-ask.ts'

export interface ShownLayer extends MapLayer {
  readonly shown: boolean
  readonly flag?: string
  readonly keys?: readonly string[]
}

/** What the browser's map is told of these layers. */
export function mapConfigOf(options: {
  readonly tiles: string
  readonly bounds: Bounds
  readonly here?: readonly [number, number]
  readonly layers: readonly ShownLayer[]
  readonly settings: MapSettings
  readonly locale: Locale
  readonly neighbours?: { readonly layer: NeighbourLayer; readonly shown: boolean; readonly flag?: string }
}): MapConfig {
  const { layers, settings, locale, here } = options
  const m = mapMessages[locale]
  const neighbourLayers = (): readonly MapConfigLayer[] => {
    if (options.neighbours === undefined) return []
    const { layer, shown, flag } = options.neighbours
    const { definition, slug } = layer.own.dataset
    return [
      {
        id: neighbourLayerId,
        title: plain(m.neighbours, locale),
        places: `/dataset/${slug}/neighbours.geojson`,
        ...(definition.label === undefined ? {} : { label: definition.label }),
        mark: neighbourMark,
        shown,
        ...(flag === undefined ? {} : { flag }),
      },
    ]
  }
  return {
    tiles: options.tiles,
    base: '/map/base.json',
    bounds: options.bounds,
    ...(here === undefined ? {} : { here }),
    layers: [
      ...layers.map((layer): MapConfigLayer => {
        const { definition, slug } = layer.dataset
        return {
          id: definition.id,
          title: plain(pickText(definition.title, locale).text, locale),
          rows: `/dataset/${slug}/row/`,
          ...(definition.label === undefined ? {} : { label: definition.label }),
          mark: markOf(layer.mark),
          ...(hasShapes(layer.dataset) ? { dashes: dashesOf(layer.mark) } : {}),
          shown: layer.shown,
          ...(layer.flag === undefined ? {} : { flag: layer.flag }),
          ...(layer.keys === undefined ? {} : { keys: layer.keys }),
        }
      }),
      ...neighbourLayers(),
    ],
    ...(settings.background === 'gsi' ? { raster: { tiles: gsiTiles.tiles, maxzoom: gsiTiles.maxzoom } } : {}),
    walking: settings.walking,
    words: {
      map: plain(m.mapLabel, locale),
      zoomIn: plain(m.zoomIn, locale),
      zoomOut: plain(m.zoomOut, locale),
      details: plain(m.details, locale),
      walking: plain(m.walking(settings.walking.name), locale),
      here: plain(m.here, locale),
      several: plain(m.several('{count}'), locale),
      loading: plain(m.loading, locale),
      ready: plain(m.ready, locale),
      impossible: plain(m.impossible, locale),
      failed: plain(m.failed, locale),
      close: plain(m.close, locale),
    },
  }
}
