import { z } from 'zod'
import type { LocalText } from '../../../platform/i18n/local-text.ts'
import { type DescriptionField, descriptionFields } from '../compare/description.ts'
import type { DatasetDefinition } from '../language/dataset.ts'

/** What the office says of a dataset beside its definition. */
export interface DatasetAbout {
  readonly publisher: { readonly code: string; readonly name: string; readonly nameEn: string }
  readonly section: { readonly name: LocalText; readonly phone: string; readonly email?: string }
  readonly licence: { readonly id: string; readonly title: string; readonly url: string }
  /** Where the data come from, in words: 柳井市, or whose data were taken over. */
  readonly source: string
  /** Data made up for a demonstration say so on every page and in every file's description. */
  readonly fictional: boolean
}

/** Rows by name that differ from the version before; `names` are the first of each, for people. */
export interface VersionChanges {
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly names: {
    readonly added: readonly string[]
    readonly changed: readonly string[]
    readonly removed: readonly string[]
  }
  /** Parts of what is said of the dataset that differ; absent: none. */
  readonly described?: readonly DescriptionField[]
}

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number]

/** The content of a message `open-dataset` of the kind `publish`. */
export interface PublishedDataset {
  readonly definition: DatasetDefinition
  readonly about: DatasetAbout
  readonly uuid: string
  readonly slug: string
  /** Addresses it had before; they keep leading to it. */
  readonly oldSlugs: readonly string[]
  readonly rows: number
  readonly changes: VersionChanges
  readonly note: string
  readonly file: { readonly address: string; readonly key: string; readonly bytes: number; readonly sha256: string }
}

/** The content of a message of the kind `withdraw`: what stands in its place. */
export interface WithdrawnDataset {
  readonly reason: string
  readonly withdrawnOn: string
}

const names = z.array(z.string()).max(50)
const slug = z.string().regex(/^[a-z0-9_-]{2,100}$/)

/** Shapes only: the sender is the office of the same city, whose signature the relay has checked. */
export const publishedDataset = z.object({
  definition: z.custom<DatasetDefinition>((value) => typeof value === 'object' && value !== null && 'columns' in value),
  about: z.custom<DatasetAbout>((value) => typeof value === 'object' && value !== null && 'publisher' in value),
  uuid: z.uuid(),
  slug,
  oldSlugs: z.array(slug).max(50),
  rows: z.number().int().nonnegative(),
  changes: z.object({
    added: z.number().int().nonnegative(),
    changed: z.number().int().nonnegative(),
    removed: z.number().int().nonnegative(),
    names: z.object({ added: names, changed: names, removed: names }),
    described: z.array(z.enum(descriptionFields)).exactOptional(),
  }),
  note: z.string().max(1000),
  file: z.object({ address: z.string(), key: z.string(), bytes: z.number().int(), sha256: z.string() }),
}) satisfies z.ZodType<PublishedDataset>

export const withdrawnDataset = z.object({
  reason: z.string().min(1).max(1000),
  withdrawnOn: z.string(),
}) satisfies z.ZodType<WithdrawnDataset>
