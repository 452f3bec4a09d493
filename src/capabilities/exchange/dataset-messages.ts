import { z } from 'zod'

/** The next table of a dataset, as a partner system brought it; the file travels beside it. */
export const datasetDelivery = z.object({
  kind: z.literal('dataset-delivery'),
  deliveryId: z.uuid(),
  datasetId: z.string().max(100),
  client: z.string().max(200),
  /** Sections whose datasets the system may bring; null: all. The office asks it of datasets that are not published yet. */
  sections: z.array(z.string()).nullable(),
  name: z.string().max(200),
  file: z.object({ address: z.string(), key: z.string(), bytes: z.number().int(), sha256: z.string() }),
  at: z.string(),
})
export type DatasetDeliveryMessage = z.infer<typeof datasetDelivery>

/** How a delivery stands. Counts and codes only: what was typed into a cell is nobody's but the office's. */
export const deliveryReport = z.object({
  /** `checked`: nothing that stands in the way, a clerk proposes it; `problems`: a clerk has to mend something first. */
  state: z.enum([
    'received',
    'checking',
    'checked',
    'problems',
    'awaiting-approval',
    'published',
    'refused',
    'given-up',
  ]),
  /** Why it was refused or stands still: `no-dataset`, `same-file`, `headers` … */
  reason: z.string().max(60).optional(),
  rows: z.number().int().optional(),
  /** Problems by kind and column (its title), the worst first. */
  problems: z
    .array(
      z.object({
        code: z.string(),
        column: z.string().optional(),
        level: z.enum(['error', 'warning', 'notice']),
        count: z.number().int(),
      }),
    )
    .max(100)
    .optional(),
  changes: z.object({ added: z.number().int(), changed: z.number().int(), removed: z.number().int() }).optional(),
  /** Number of the published version. */
  version: z.number().int().optional(),
})
export type DeliveryReport = z.infer<typeof deliveryReport>

/** Outward: what became of a delivery. */
export const datasetDeliveryNews = z.object({
  kind: z.literal('dataset-delivery-news'),
  deliveryId: z.uuid(),
  /** Counts up with every word about the delivery. */
  number: z.number().int().positive(),
  report: deliveryReport,
  at: z.string(),
})
export type DatasetDeliveryNews = z.infer<typeof datasetDeliveryNews>
