import { z } from 'zod'
import { locales } from '../../../platform/i18n/local-text.ts'
import type { JsonSchema } from '../schema/json-schema.ts'

const filers = ['self', 'legal-agent', 'voluntary-agent', 'submission-agent', 'family', 'business'] as const

const asked = {
  version: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('The version that the client was written for; refused (409) when another one is in force.')
    .optional(),
  filer: z.enum(filers).describe('Who files it for whom; the procedure lists which it knows.').default('self'),
  language: z.enum(locales).describe('Of what the applicant is written to.').default('ja'),
  answers: z.record(z.string().max(200), z.unknown()),
}

/** To try: any way of identification that the language knows may be supposed. */
export const validationRequest = z.strictObject({
  ...asked,
  assurance: z
    .enum(['none', 'contact', 'account', 'account-verified', 'jpki-auth', 'jpki-sign', 'gbiz-entry', 'gbiz-prime'])
    .describe('How the applicant would be identified; the strongest that the procedure accepts when left out.')
    .optional(),
})

const base64 = z.base64().min(8)

export const filingRequest = z.strictObject({
  ...asked,
  assurance: z
    .enum(['none', 'contact', 'account', 'account-verified', 'gbiz-entry', 'gbiz-prime'])
    .describe(
      'How you identified the applicant, as far as the office lets you say it. Left out with a signature, which says it by itself.',
    )
    .optional(),
  declared: z.literal(true).describe('The applicant was shown the answers and declares that they are true.'),
  acknowledged: z
    .array(z.string().max(100))
    .max(100)
    .describe('Code of each warning that the applicant was shown; one that is missing is refused (422).')
    .default([]),
  deliveryAgreed: z
    .boolean()
    .describe('The applicant wants the result over the portal (デジタル手続法7条1項ただし書).')
    .default(false),
  resultAgreed: z
    .boolean()
    .describe('The applicant agreed that this system is told the result of the decision, too.')
    .default(false),
  signature: z
    .strictObject({
      certificate: base64.max(12_000).describe('The applicant’s 署名用電子証明書, DER in base64.'),
      value: base64
        .max(200)
        .describe('ECDSA P-256 with SHA-256 over the bytes of toSign, r and s of 32 bytes, base64.'),
    })
    .describe('Where the procedure asks for one, over the bytes that validation gives on the same day.')
    .optional(),
})

export type FilingRequest = z.infer<typeof filingRequest>

/** The same as JSON Schema, with `answers` left to the procedure. */
export function requestSchema(shape: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' }) as JsonSchema
  return schema
}
