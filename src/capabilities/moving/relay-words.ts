import { z } from 'zod'
import { notice } from './format/notice.ts'

/** What the two zones say to each other about a booked visit. Inward messages are sealed to the office, outward ones to the internet zone. */
const slot = z.object({ counter: z.string(), day: z.string(), starts: z.string() })
export type VisitSlot = z.infer<typeof slot>

/** An act of the resident. `version` counts them. */
export const visitMessage = z.discriminatedUnion('act', [
  z.object({ act: z.literal('book'), receiptNumber: z.string(), version: z.number(), at: z.string(), slot, notice }),
  z.object({ act: z.literal('change'), receiptNumber: z.string(), version: z.number(), at: z.string(), slot }),
  z.object({ act: z.literal('cancel'), receiptNumber: z.string(), version: z.number(), at: z.string() }),
])
export type VisitMessage = z.infer<typeof visitMessage>

/** An act of the office. `seen` is the resident's last act that it knew: a newer one of the resident goes before. */
export const officeMessage = z.object({
  act: z.enum(['moved', 'cancelled', 'visited', 'not-shown']),
  receiptNumber: z.string(),
  seen: z.number(),
  at: z.string(),
  slot: slot.optional(),
})
export type OfficeMessage = z.infer<typeof officeMessage>

export const messageKinds = { visit: 'moving-visit', office: 'moving-office' } as const
/** The relay's header names a procedure; this is no procedure, and has no version. */
export const noProcedure = { procedureId: 'moving', versionHash: '' } as const
