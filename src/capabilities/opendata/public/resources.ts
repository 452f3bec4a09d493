import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { PublicDataset } from './catalogue.ts'
import { uuidOf } from './resource-id.ts'

/** What a dataset is given out as. A kind is never given another meaning: identifiers are made of it. */
export const resourceKinds = ['csv', 'csv-recommended', 'xlsx', 'json', 'geojson'] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** One file of a dataset, as pages, CKAN, DCAT and the Data Package name it. */
export interface OpenResource {
  readonly kind: ResourceKind
  /** The same for ever: of the dataset's UUID and the kind. */
  readonly uuid: string
  /** As CKAN and people call it. */
  readonly format: 'CSV' | 'XLSX' | 'JSON' | 'GeoJSON'
  readonly mediaType: string
  /** By the national standard: `352128_tourism.csv`. */
  readonly fileName: string
  /** Below the portal's origin, with its question. */
  readonly path: string
  readonly title: LocalText
  /** Layout of a table of text: an id of `definition.editions`. */
  readonly layout?: string
}

interface Kind extends Pick<OpenResource, 'format' | 'mediaType' | 'title' | 'layout'> {
  readonly extension: string
  readonly query?: string
}

const kinds: Readonly<Record<ResourceKind, Kind>> = {
  csv: {
    format: 'CSV',
    mediaType: 'text/csv',
    extension: 'csv',
    layout: 'standard',
    title: {
      ja: 'CSV（自治体標準オープンデータセット）',
      easy: 'CSV（国《くに》の 新《あたら》しい 形《かたち》）',
      en: 'CSV (national standard layout)',
    },
  },
  'csv-recommended': {
    format: 'CSV',
    mediaType: 'text/csv',
    extension: 'csv',
    query: '?layout=recommended',
    layout: 'recommended',
    title: {
      ja: 'CSV（推奨データセット）',
      easy: 'CSV（国《くに》の 前《まえ》の 形《かたち》）',
      en: 'CSV (earlier recommended layout)',
    },
  },
  xlsx: {
    format: 'XLSX',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    extension: 'xlsx',
    title: { ja: 'Excel（XLSX）', easy: 'Excel（XLSX）', en: 'Excel (XLSX)' },
  },
  json: {
    format: 'JSON',
    mediaType: 'application/json',
    extension: 'json',
    title: { ja: 'JSON（プログラム向け）', easy: 'JSON（プログラムの ため）', en: 'JSON (for programs)' },
  },
  geojson: {
    format: 'GeoJSON',
    mediaType: 'application/geo+json',
    extension: 'geojson',
    title: { ja: 'GeoJSON（地図ソフト向け）', easy: 'GeoJSON（地図《ちず》の ため）', en: 'GeoJSON (for maps)' },
  },
}

/** `352128_tourism`: the code of the publisher and the word of the national standard, without an ending. */
export function fileStemOf({ about, definition }: Pick<PublicDataset, 'about' | 'definition'>): string {
  return `${about.publisher.code}_${definition.file}`
}

/** The files of a dataset in the order in which they are offered. Rows that are not places have no GeoJSON. */
export function resourcesOf(
  dataset: Pick<PublicDataset, 'uuid' | 'slug' | 'about' | 'definition'>,
): readonly OpenResource[] {
  const { definition } = dataset
  const offered = resourceKinds.filter((kind) => {
    if (kind === 'geojson') return definition.geometry !== undefined
    const { layout } = kinds[kind]
    return layout === undefined || definition.editions[layout] !== undefined
  })
  return offered.map((kind) => {
    const { extension, query = '', ...shown } = kinds[kind]
    const fileName = `${fileStemOf(dataset)}.${extension}`
    return {
      kind,
      uuid: uuidOf(dataset.uuid, kind),
      fileName,
      path: `/dataset/${dataset.slug}/${fileName}${query}`,
      ...shown,
    }
  })
}
