import { z } from 'zod'

/** Inward: how many applications are being written under each version of a procedure. The whole each time; nobody is named. */
export const draftCounts = z.object({
  kind: z.literal('draft-counts'),
  countedAt: z.string(),
  counts: z
    .array(
      z.object({
        procedureId: z.string().min(1).max(128),
        versionHash: z.string().max(64),
        count: z.number().int().positive(),
      }),
    )
    .max(2000),
})
export type DraftCountsMessage = z.infer<typeof draftCounts>
