import type { LocalText } from '../../../platform/i18n/local-text.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { DatasetAbout } from '../public/published.ts'

/** What is said of a dataset beside its columns and rows: what may be changed of one that is there. */
export interface Description {
  readonly title: LocalText
  readonly summary: LocalText
  readonly category: string
  readonly topic: string
  readonly keywords: readonly string[]
  readonly update: DatasetDefinition['update']
  readonly owner: string
  readonly section: DatasetAbout['section']
  readonly licence: DatasetAbout['licence']
  readonly source: string
}

/** Parts of a description that are told of one by one, in the order of the screens. */
export const descriptionFields = [
  'titleJa',
  'titleEasy',
  'titleEn',
  'summaryJa',
  'summaryEasy',
  'summaryEn',
  'category',
  'topic',
  'keywords',
  'update',
  'section',
  'phone',
  'email',
  'licence',
  'source',
] as const
export type DescriptionField = (typeof descriptionFields)[number]

/** One part before and after, as it is kept: `update` is a word of `frequencies`, `topic` the id of a topic. */
export interface DescriptionChange {
  readonly field: DescriptionField
  readonly before: string
  readonly after: string
}

export function descriptionOf(definition: DatasetDefinition, about: DatasetAbout): Description {
  const { title, summary, category, topic, keywords, update, owner } = definition
  const { section, licence, source } = about
  return { title, summary, category, topic, keywords, update, owner, section, licence, source }
}

/** The same dataset with other things said of it: columns, checks and publisher stay. */
export function withDescription(
  definition: DatasetDefinition,
  about: DatasetAbout,
  { section, licence, source, ...said }: Description,
): { readonly definition: DatasetDefinition; readonly about: DatasetAbout } {
  return { definition: { ...definition, ...said }, about: { ...about, section, licence, source } }
}

/** What differs between two descriptions. */
export function descriptionChanges(before: Description, after: Description): readonly DescriptionChange[] {
  const [was, is] = [textsOf(before), textsOf(after)]
  return descriptionFields.flatMap((field) =>
    was[field] === is[field] ? [] : [{ field, before: was[field], after: is[field] }],
  )
}

function textsOf({ title, summary, section, licence, ...said }: Description): Record<DescriptionField, string> {
  return {
    titleJa: title.ja,
    titleEasy: title.easy ?? '',
    titleEn: title.en ?? '',
    summaryJa: summary.ja,
    summaryEasy: summary.easy ?? '',
    summaryEn: summary.en ?? '',
    category: said.category,
    topic: said.topic,
    keywords: said.keywords.join('、'),
    update: said.update,
    section: section.name.ja,
    phone: section.phone,
    email: section.email ?? '',
    licence: licence.title,
    source: said.source,
  }
}
