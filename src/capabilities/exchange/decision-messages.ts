import { z } from 'zod'
import { fileReference } from './file-reference.ts'

// Outward: a decision, and what becomes of it.

const letterOfMessage = z.object({ letterId: z.string(), title: z.string(), file: fileReference })

export const decision = z.object({
  kind: z.literal('decision'),
  receiptNumber: z.string(),
  decisionId: z.string().optional(),
  decidedOn: z.string(),
  outcomeId: z.string(),
  result: z.enum(['approved', 'partially-approved', 'rejected', 'dismissed', 'accepted']),
  adverse: z.boolean(),
  documentNumber: z.string().optional(),
  /** Values the resident is told, in words. */
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  /** Fields of the decision that a follow-up of the procedure begins with, by id; no others leave the office. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  delivery: z.string(),
  letter: letterOfMessage.optional(),
})
export type DecisionMessage = z.infer<typeof decision>

/** Before a decision is cancelled the person is heard (聴聞, 弁明の機会の付与): how, by when, and where to (行政手続法15条・30条). */
export const hearing = z.object({
  kind: z.literal('hearing'),
  receiptNumber: z.string(),
  cancellationId: z.string(),
  noticedAt: z.string(),
  way: z.enum(['hearing', 'explanation']),
  /** Day of the hearing, or last day to answer, `YYYY-MM-DD`. */
  on: z.string(),
  /** `HH:MM`, of a hearing. */
  time: z.string().optional(),
  /** Where the hearing is, or where the answer goes to. */
  place: z.string(),
  delivery: z.string(),
  letter: letterOfMessage.optional(),
})
export type HearingMessage = z.infer<typeof hearing>

/** The office does not go on with a cancellation that the person was told of: the decision stays as it is. */
export const hearingEnd = z.object({
  kind: z.literal('hearing-end'),
  receiptNumber: z.string(),
  cancellationId: z.string(),
  endedAt: z.string(),
})
export type HearingEndMessage = z.infer<typeof hearingEnd>

/** A decision was cancelled (職権取消・撤回): from when, why, and the letter when it is for the mailbox. */
export const cancellation = z.object({
  kind: z.literal('cancellation'),
  receiptNumber: z.string(),
  cancellationId: z.string(),
  what: z.enum(['annulment', 'revocation']),
  decidedOn: z.string(),
  effectiveOn: z.string(),
  adverse: z.boolean(),
  /** The application goes back to review and is decided anew. */
  again: z.boolean().optional(),
  /** 理由, in the city's own words. */
  reason: z.string(),
  documentNumber: z.string().optional(),
  delivery: z.string(),
  letter: letterOfMessage.optional(),
})
export type CancellationMessage = z.infer<typeof cancellation>

/** A clerical error in the notice of a decision was put right (更正): the decision stays, and these are its facts now. */
export const amendment = z.object({
  kind: z.literal('amendment'),
  receiptNumber: z.string(),
  amendmentId: z.string(),
  decisionId: z.string(),
  decidedOn: z.string(),
  items: z.array(z.object({ where: z.string(), wrong: z.string(), right: z.string() })),
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  /** As those of the decision, as they are right. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Why it was wrong, in the city's own words. */
  reason: z.string(),
  documentNumber: z.string().optional(),
  delivery: z.string(),
  letter: letterOfMessage.optional(),
})
export type AmendmentMessage = z.infer<typeof amendment>
