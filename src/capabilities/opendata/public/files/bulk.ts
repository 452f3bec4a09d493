import { type NewZipEntry, writeZip } from '../../../../platform/tabular/zip/write-zip.ts'
import type { sourcesOf } from '../../table/to-rows.ts'
import type { PublicDataset } from '../catalogue.ts'
import { dataPackageOf } from '../metadata/data-package.ts'
import { resourcesOf } from '../resources.ts'
import { csvOf } from './csv.ts'
import type { pagesOfText } from './pages-of-rows.ts'

export interface Bulk {
  readonly origin: string
  readonly datasets: readonly PublicDataset[]
  /** What names the publishing city in a layout. */
  readonly sources: (dataset: PublicDataset, layout: string) => ReturnType<typeof sourcesOf>
  readonly pages: (dataset: PublicDataset, sources: ReturnType<typeof sourcesOf>) => ReturnType<typeof pagesOfText>
}

/**
 * Everything that is published as one ZIP: a folder for each dataset with its table in the standard layout and its Data Package. Made while
 * it is sent, whatever its size.
 */
export function bulkOf(bulk: Bulk): AsyncGenerator<Buffer> {
  return writeZip(entriesOf(bulk))
}

function* entriesOf({ origin, datasets, sources, pages }: Bulk): Generator<NewZipEntry> {
  for (const dataset of datasets) {
    const csv = resourcesOf(dataset).find(({ kind }) => kind === 'csv')
    if (csv === undefined) continue
    const columns = sources(dataset, 'standard')
    yield {
      name: `${dataset.slug}/${csv.fileName}`,
      content: csvOf(dataset.definition, pages(dataset, columns), { layout: 'standard', bom: true }),
    }
    yield {
      name: `${dataset.slug}/datapackage.json`,
      content: [JSON.stringify(dataPackageOf(dataset, origin), undefined, 1)],
    }
  }
}
