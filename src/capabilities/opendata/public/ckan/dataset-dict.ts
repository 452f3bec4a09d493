import type { DatasetTopic } from '../../language/dataset.ts'
import type { PublicDataset } from '../catalogue.ts'
import type { Bounds } from '../published.ts'
import { type OpenResource, resourcesOf } from '../resources.ts'
import { isOpen } from './licences.ts'
import { messages } from './messages.ja.ts'
import { groupDict, organizationDict } from './owners.ts'
import { tagsOf } from './tags.ts'
import { ckanTime } from './times.ts'

/** The kind of file whose rows are questioned by `datastore_search`. */
export const storedKind = 'csv'

/** A file of a dataset as CKAN describes it. Files are made when they are asked for: their sizes aren't known beforehand. */
export function resourceDict(dataset: PublicDataset, resource: OpenResource, position: number, origin: string) {
  const place = `${origin}/dataset/${dataset.slug}/resource/${resource.uuid}`
  return {
    id: resource.uuid,
    package_id: dataset.uuid,
    name: resource.title.ja,
    description: [dataset.definition.title.ja, messages.rows(dataset.version.rows)].join(' '),
    url: `${place}/download/${resource.fileName}`,
    url_type: 'upload',
    format: resource.format,
    mimetype: resource.mediaType,
    mimetype_inner: null,
    resource_type: null,
    size: null,
    hash: '',
    cache_url: null,
    cache_last_updated: null,
    created: ckanTime(dataset.createdAt),
    last_modified: ckanTime(dataset.modifiedAt),
    metadata_modified: ckanTime(dataset.modifiedAt),
    position,
    state: 'active',
    datastore_active: resource.kind === storedKind,
  }
}
export type ResourceDict = ReturnType<typeof resourceDict>

/** A published dataset whole, as `package_show` gives it and `package_search` lists it. `origin`: of the portal. */
export function datasetDict(dataset: PublicDataset, topics: readonly DatasetTopic[], origin: string) {
  const { definition, about, version } = dataset
  const resources = resourcesOf(dataset).map((each, at) => resourceDict(dataset, each, at, origin))
  const tags = tagsOf(definition.keywords)
  const organization = organizationDict(about.publisher, ckanTime(dataset.createdAt))
  const groups = topics.filter(({ id }) => id === definition.topic).map(groupDict)
  return {
    id: dataset.uuid,
    name: dataset.slug,
    title: definition.title.ja,
    notes: notesOf(dataset),
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: isOpen(about.licence),
    license_id: about.licence.id,
    license_title: about.licence.title,
    license_url: about.licence.url,
    owner_org: organization.id,
    organization,
    author: about.publisher.name,
    author_email: '',
    maintainer: about.section.name.ja,
    maintainer_email: about.section.email ?? '',
    url: `${origin}/dataset/${dataset.slug}`,
    version: String(version.number),
    metadata_created: ckanTime(dataset.createdAt),
    metadata_modified: ckanTime(dataset.modifiedAt),
    creator_user_id: null,
    num_resources: resources.length,
    num_tags: tags.length,
    resources,
    tags,
    groups,
    extras: extrasOf(dataset),
    relationships_as_subject: [],
    relationships_as_object: [],
  }
}
export type DatasetDict = ReturnType<typeof datasetDict>

function notesOf({ definition, about }: PublicDataset): string {
  return [definition.summary.ja, ...(about.fictional ? [messages.fictional] : []), messages.source(about.source)].join(
    '\n\n',
  )
}

function extrasOf({ definition, about, version }: PublicDataset) {
  const said: Readonly<Record<string, string | undefined>> = {
    category: definition.category,
    contact_phone: about.section.phone,
    fictional: about.fictional ? 'true' : undefined,
    frequency: definition.update,
    notes_en: definition.summary.en,
    publisher_code: about.publisher.code,
    publisher_name_en: about.publisher.nameEn,
    rows: String(version.rows),
    // GeoJSON, as ckanext-spatial reads it.
    spatial: version.bounds === undefined ? undefined : JSON.stringify(outline(version.bounds)),
    title_en: definition.title.en,
  }
  return Object.entries(said).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]))
}

function outline([west, south, east, north]: Bounds) {
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return { type: 'Polygon', coordinates: [ring] }
}
