import type { DatasetDict } from '../dataset-dict.ts'
import { type Document, Value, Values } from './match.ts'

/** The fields of a dataset that can be asked for, named as CKAN's index names them. */
export function documentOf(dict: DatasetDict): Document {
  const extras = dict.extras.map(({ key, value }) => [key, value] as const)
  const extra = (key: string): readonly string[] => extras.filter(([name]) => name === key).map(([, value]) => value)
  const titles = [dict.title, ...extra('title_en')]
  const notes = [dict.notes, ...extra('notes_en')]
  const tags = dict.tags.map(({ name }) => name)
  const groups = dict.groups.map(({ name }) => name)
  const resources = dict.resources.map(({ name }) => name)
  const fields = new Map<string, readonly string[]>([
    ...extras.flatMap(([key, value]) => [[`extras_${key}`, [value]] as const, [key, [value]] as const]),
    ['id', [dict.id]],
    ['name', [dict.name]],
    ['title', titles],
    ['title_string', [dict.title]],
    ['notes', notes],
    ['author', [dict.author]],
    ['maintainer', [dict.maintainer]],
    ['tags', tags],
    ['groups', groups],
    ['organization', [dict.organization.name]],
    ['owner_org', [dict.owner_org]],
    ['license_id', [dict.license_id]],
    ['isopen', [String(dict.isopen)]],
    ['res_format', [...new Set(dict.resources.map(({ format }) => format))]],
    ['res_name', resources],
    ['res_url', dict.resources.map(({ url }) => url)],
    ['metadata_created', [dict.metadata_created]],
    ['metadata_modified', [dict.metadata_modified]],
    ['type', ['dataset']],
    ['dataset_type', ['dataset']],
    ['entity_type', ['package']],
    ['state', ['active']],
    ['capacity', ['public']],
    ['private', ['false']],
    [
      'text',
      [
        ...titles,
        ...notes,
        ...tags,
        ...resources,
        ...dict.groups.map(({ title }) => title),
        dict.name,
        dict.author,
        dict.maintainer,
        dict.organization.title,
        ...extra('category'),
      ],
    ],
  ])
  return new Map([...fields].map(([field, values]) => [field, new Values(values.map(keptValue))]))
}

/** Datasets say much in the same words: each is kept and worked out once. */
const kept = new Map<string, Value>()
const mostKept = 100_000

function keptValue(text: string): Value {
  const before = kept.get(text)
  if (before) return before
  if (kept.size >= mostKept) kept.clear()
  const value = new Value(text)
  kept.set(text, value)
  return value
}
