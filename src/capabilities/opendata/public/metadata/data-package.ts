import type { PublicDataset } from '../catalogue.ts'
import { resourcesOf } from '../resources.ts'
import { tableSchemaOf } from './table-schema.ts'

/** The description of a dataset that Frictionless programs read (Data Package 2.0). `origin`: of the portal. */
export function dataPackageOf(dataset: PublicDataset, origin: string): Record<string, unknown> {
  const { definition, about, version } = dataset
  const licences = [{ name: about.licence.id, path: about.licence.url, title: about.licence.title }]
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: dataset.slug,
    id: dataset.uuid,
    title: definition.title.ja,
    description: about.fictional
      ? `${definition.summary.ja}デモのために作ったデータで、実在の人や施設とは関係ありません。`
      : definition.summary.ja,
    homepage: `${origin}/dataset/${dataset.slug}`,
    version: String(version.number),
    created: dataset.modifiedAt.toISOString(),
    keywords: definition.keywords,
    licenses: licences,
    sources: [{ title: about.source }],
    contributors: [{ title: about.publisher.name, roles: ['publisher'] }],
    resources: resourcesOf(dataset).map((resource) => ({
      name: resource.kind,
      path: origin + resource.path,
      title: resource.title.ja,
      format: resource.format.toLowerCase(),
      mediatype: resource.mediaType,
      encoding: 'utf-8',
      ...(resource.layout === undefined
        ? {}
        : {
            type: 'table',
            dialect: { delimiter: ',', lineTerminator: '\r\n', header: true },
            schema: tableSchemaOf(definition, resource.layout),
          }),
    })),
  }
}
