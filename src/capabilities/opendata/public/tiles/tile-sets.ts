import { createHash } from 'node:crypto'
import { type Locale, pickText } from '../../../../platform/i18n/local-text.ts'
import type { PublicDataset } from '../catalogue.ts'
import { tagOf } from '../files/open-answer.ts'
import type { Bounds } from '../published.ts'
import { tileFields } from './tile-columns.ts'
import { deepestZoom } from './tile-grid.ts'

/** Layers of one tile at most; more are asked for by name, in parts. */
export const mostLayers = 50

/** Datasets whose rows are places that can be drawn. */
export function mappable(datasets: readonly PublicDataset[]): readonly PublicDataset[] {
  return datasets.filter(({ state, version }) => state === 'published' && version.bounds !== undefined)
}

/** The same for the same versions of the same datasets. */
export function tagOfLayers(datasets: readonly PublicDataset[]): string {
  const tags = datasets.map((dataset) => `${dataset.id} ${tagOf(dataset, 'tiles')}`).join('\n')
  return createHash('sha256').update(tags).digest('base64url').slice(0, 16)
}

export function lastChange(datasets: readonly PublicDataset[]): Date {
  return new Date(Math.max(0, ...datasets.map(({ modifiedAt }) => modifiedAt.getTime())))
}

/** The box around all of them. */
export function boundsOfAll(datasets: readonly PublicDataset[]): Bounds | undefined {
  const boxes = datasets.flatMap(({ version }) => (version.bounds === undefined ? [] : [version.bounds]))
  if (boxes.length === 0) return undefined
  const side = (at: 0 | 1 | 2 | 3): number[] => boxes.map((box) => box[at])
  return [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))]
}

/** Whose data they are, each named once. */
export function attributionOf(datasets: readonly PublicDataset[]): string {
  return [...new Set(datasets.map(({ about }) => about.source))].join('、')
}

/**
 * TileJSON 3.0. The addresses of the tiles hold the state of the data, so that they are kept for long and asked for anew
 * when something was published.
 */
export function tileJsonOf(
  datasets: readonly PublicDataset[],
  options: { readonly name: string; readonly base: string; readonly query?: string; readonly locale: Locale },
) {
  const bounds = boundsOfAll(datasets)
  const query = new URLSearchParams(options.query ?? '')
  query.set('v', tagOfLayers(datasets))
  return {
    tilejson: '3.0.0',
    name: options.name,
    attribution: attributionOf(datasets),
    scheme: 'xyz',
    tiles: [`${options.base}/{z}/{x}/{y}.mvt?${query}`],
    minzoom: 0,
    maxzoom: deepestZoom,
    ...(bounds === undefined ? {} : { bounds: [...bounds], center: centerOf(bounds) }),
    vector_layers: datasets.map(({ id, definition }) => ({
      id,
      description: pickText(definition.title, options.locale === 'easy' ? 'ja' : options.locale).text,
      fields: tileFields(definition),
      minzoom: 0,
      maxzoom: deepestZoom,
    })),
  }
}

function centerOf([west, south, east, north]: Bounds): readonly [number, number, number] {
  const across = Math.max(east - west, (north - south) * 1.2, 0.005)
  return [(west + east) / 2, (south + north) / 2, Math.max(0, Math.min(14, Math.floor(Math.log2(360 / across))))]
}
