import { z } from 'zod'
import { locales } from '../../../platform/i18n/local-text.ts'
import type { JsonSchema } from '../schema/json-schema.ts'

const filers = ['self', 'legal-agent', 'voluntary-agent', 'submission-agent', 'family', 'business'] as const

const asked = {
  /** The version that the client was written for; refused when another one is in force. */
  version: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  filer: z.enum(filers).default('self'),
  language: z.enum(locales).default('ja'),
  answers: z.record(z.string().max(200), z.unknown()),
}

/** To try: any way of identification that the language knows may be supposed. */
export const validationRequest = z.strictObject({
  ...asked,
  assurance: z
    .enum(['none', 'contact', 'account', 'account-verified', 'jpki-auth', 'jpki-sign', 'gbiz-entry', 'gbiz-prime'])
    .optional(),
})

const base64 = z.base64().min(8)

export const filingRequest = z.strictObject({
  ...asked,
  /** What the client says of how it identified the applicant; a signature says it by itself. */
  assurance: z.enum(['none', 'contact', 'account', 'account-verified', 'gbiz-entry', 'gbiz-prime']).optional(),
  /** The applicant was shown the answers and declares that they are true. */
  declared: z.literal(true),
  /** Codes of the warnings that the applicant was shown. */
  acknowledged: z.array(z.string().max(100)).max(100).default([]),
  /** The applicant wants the result over the portal (デジタル手続法7条1項ただし書). */
  deliveryAgreed: z.boolean().default(false),
  /** The applicant agreed that this system is told the result of the decision, too. */
  resultAgreed: z.boolean().default(false),
  signature: z.strictObject({ certificate: base64.max(12_000), value: base64.max(200) }).optional(),
})

export type FilingRequest = z.infer<typeof filingRequest>

/** The same as JSON Schema, with `answers` left to the procedure. */
export function requestSchema(shape: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' }) as JsonSchema
  return schema
}
