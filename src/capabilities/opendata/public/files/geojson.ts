import type { DatasetDefinition } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { FoundRow } from '../query/row-query.ts'
import { fileStemOf } from '../resources.ts'
import { listed, recordOf } from './json.ts'

export interface PointFeature {
  readonly type: 'Feature'
  readonly id: string
  /** Null: the row has no place yet. */
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [lon: number, lat: number] } | null
  readonly properties: Readonly<Record<string, string | number | null>>
}

/** Seven decimals are a centimetre; more only feigns precision (RFC 7946 11.2). */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7

/** A row as a feature: its place is the geometry and not said again among the properties. */
export function featureOf(definition: DatasetDefinition, row: Omit<FoundRow, 'rowNo'>): PointFeature {
  const { lon, lat } = row
  const own = definition.columns.filter(({ id }) => id !== definition.geometry?.lat && id !== definition.geometry?.lon)
  return {
    type: 'Feature',
    id: row.rowKey,
    geometry: lon === null || lat === null ? null : { type: 'Point', coordinates: [round(lon), round(lat)] },
    properties: recordOf(own, row.cells),
  }
}

/** The dataset as a FeatureCollection (RFC 7946): WGS 84, longitude first, with the box of all places. */
export async function* geoJsonOf(
  dataset: PublicDataset,
  pages: AsyncIterable<readonly FoundRow[]>,
): AsyncGenerator<string> {
  const { definition, about, version } = dataset
  const head = {
    type: 'FeatureCollection',
    name: fileStemOf(dataset),
    ...(version.bounds === undefined ? {} : { bbox: version.bounds.map(round) }),
    license: about.licence.url,
    attribution: about.source,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  yield* listed(pages, (row) => JSON.stringify(featureOf(definition, row)))
  yield '\n]}\n'
}
