import type { PublicDataset } from '../catalogue.ts'
import { featureOf, round } from '../feature.ts'
import type { FoundRow } from '../query/row-query.ts'
import { fileStemOf } from '../resources.ts'
import { listed } from './json.ts'

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
