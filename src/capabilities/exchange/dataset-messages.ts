import { z } from 'zod'

/** The next table of a published dataset, as a partner system brought it; the file travels beside it. */
export const datasetDelivery = z.object({
  kind: z.literal('dataset-delivery'),
  deliveryId: z.uuid(),
  datasetId: z.string().max(100),
  client: z.string().max(200),
  name: z.string().max(200),
  file: z.object({ address: z.string(), key: z.string(), bytes: z.number().int(), sha256: z.string() }),
  at: z.string(),
})
export type DatasetDeliveryMessage = z.infer<typeof datasetDelivery>
