import { z } from 'zod'
import { procedureSchema } from '../../procedures/index.ts'
import { valueKindNames } from '../values/kinds.ts'
import { derivations, frequencies, needs } from './dataset.ts'

/** The shapes of `catalog/datasets/` for the reader of YAML; `dataset.ts` says the same to the program. */

const { name: localText, id: kebab } = procedureSchema.shape
const columnId = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/)
const word = z.string().min(1).max(200)

const column = z.strictObject({
  id: columnId,
  title: word,
  kind: z.enum(valueKindNames),
  need: z.enum(needs).optional(),
  vocabulary: kebab.optional(),
  values: z.array(word).min(1).max(500).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  digits: z.number().int().min(1).max(20).optional(),
  unit: word.optional(),
  personal: z.literal('name').optional(),
})
const columnOrBlock = z.union([column, z.strictObject({ use: kebab })])

const level = z.enum(['error', 'warning'])
const rowCheck = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order'), columns: z.tuple([columnId, columnId]), level }),
  z.strictObject({ kind: z.literal('sum'), total: columnId, parts: z.array(columnId).min(1).max(60), level }),
])

const editionColumn = z.strictObject({
  header: word,
  from: columnId.optional(),
  city: z.enum(['prefecture', 'municipality']).optional(),
  need: z.enum(needs).optional(),
})

const ageBand = z.strictObject({
  from: z.number().int().min(0),
  to: z.number().int().min(0).optional(),
  male: columnId,
  female: columnId,
})

const edition = z.strictObject({
  name: word,
  openPoint: word.optional(),
  columns: z.array(editionColumn).min(1).max(300).optional(),
})

export const datasetSchema = z.strictObject({
  schema: z.literal(1),
  id: kebab,
  file: z.string().regex(/^[a-z][a-z0-9_]{1,59}$/),
  title: localText,
  summary: localText,
  uses: z.array(localText).max(10).optional(),
  category: word,
  topic: kebab,
  keywords: z.array(z.string().min(2).max(100)).max(20),
  update: z.enum(frequencies),
  owner: kebab,
  derived: z.enum(derivations).optional(),
  geometry: z.union([z.strictObject({ lat: columnId, lon: columnId }), z.strictObject({ shape: columnId })]).optional(),
  population: z
    .strictObject({ day: columnId, area: columnId, total: columnId, bands: z.array(ageBand).min(1).max(120) })
    .optional(),
  key: z.union([columnId, z.array(columnId).min(1).max(4)]),
  label: columnId.optional(),
  columns: z.array(columnOrBlock).min(1).max(300),
  checks: z.array(rowCheck).max(50).optional(),
  editions: z.record(kebab, edition),
  aliases: z.record(word, columnId).optional(),
})
export type WrittenDataset = z.infer<typeof datasetSchema>
export type WrittenColumn = z.infer<typeof column>

export const blocksSchema = z.record(kebab, z.array(column).min(1))
export const vocabulariesSchema = z.record(kebab, z.array(word).min(1).max(500))
export const topicsSchema = z.array(
  z.strictObject({ id: kebab, icon: z.string(), theme: z.string().regex(/^[A-Z]{4}$/), label: localText }),
)
