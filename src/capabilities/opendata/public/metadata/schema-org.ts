import type { PublicDataset } from '../catalogue.ts'
import { resourcesOf } from '../resources.ts'

/** The dataset as search engines for data read it (schema.org Dataset). */
export function schemaOrgOf(dataset: PublicDataset, origin: string): Record<string, unknown> {
  const { definition, about, version } = dataset
  const url = `${origin}/dataset/${dataset.slug}`
  const publisher = { '@type': 'GovernmentOrganization', name: about.publisher.name, url: `${origin}/` }
  const [west, south, east, north] = version.bounds ?? []
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': url,
    url,
    name: definition.title.ja,
    alternateName: definition.title.en,
    description: `${definition.summary.ja}（${about.source}、全${version.rows}件${about.fictional ? '、デモのために作ったデータ' : ''}）`,
    identifier: [dataset.uuid, dataset.slug],
    keywords: definition.keywords,
    license: about.licence.url,
    isAccessibleForFree: true,
    creator: publisher,
    publisher,
    inLanguage: 'ja',
    version: String(version.number),
    datePublished: dataset.createdAt.toISOString(),
    dateModified: dataset.modifiedAt.toISOString(),
    variableMeasured: definition.columns.map(({ title }) => title),
    includedInDataCatalog: {
      '@type': 'DataCatalog',
      name: `${about.publisher.name}オープンデータ`,
      url: `${origin}/opendata`,
    },
    ...(version.bounds === undefined
      ? {}
      : {
          spatialCoverage: {
            '@type': 'Place',
            geo: { '@type': 'GeoShape', box: `${south} ${west} ${north} ${east}` },
          },
        }),
    distribution: resourcesOf(dataset).map((resource) => ({
      '@type': 'DataDownload',
      name: resource.title.ja,
      encodingFormat: resource.mediaType,
      contentUrl: origin + resource.path,
    })),
  }
}
