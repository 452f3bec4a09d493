import { z } from 'zod'

/**
 * A partner system as the office registered it, the whole of it each time: what it may do, how it proves itself, where it
 * is told what happened. Secrets travel inside the seal: of a client's own secret the hash only, of a webhook's the secret
 * that signs.
 */
export const apiClient = z.object({
  kind: z.literal('api-client'),
  id: z.string(),
  /** Counts every change: an older one never replaces a newer one. */
  version: z.number().int().positive(),
  name: z.string(),
  scopes: z.array(z.enum(['catalogue', 'validate', 'submit', 'status', 'datasets'])),
  /** Codes of sections in charge and ids of procedures that it may file; both empty: all. */
  sections: z.array(z.string()),
  procedures: z.array(z.string()),
  /** What it may say of how the applicant was identified, besides a signature by card. */
  attests: z.array(z.enum(['none', 'contact', 'account', 'account-verified', 'gbiz-entry', 'gbiz-prime'])),
  perMinute: z.number().int().positive(),
  /** Last day, `YYYY-MM-DD`, Asia/Tokyo. */
  validUntil: z.string(),
  revoked: z.boolean(),
  /** SHA-256 (hex) of secrets that count, the newest first; `until` for the one before a rotation. */
  secrets: z.array(z.object({ hash: z.string(), until: z.string().optional() })),
  /** Public keys (JWK) for `private_key_jwt`. */
  keys: z.array(z.record(z.string(), z.unknown())),
  webhook: z
    .object({
      url: z.string(),
      events: z.array(z.string()),
      secrets: z.array(z.object({ secret: z.string(), until: z.string().optional() })),
    })
    .optional(),
})
export type ApiClientMessage = z.infer<typeof apiClient>

/** Outward: the administrator wants a message to a partner system tried again that was given up. */
export const apiRetry = z.object({ kind: z.literal('api-retry'), deliveryId: z.string(), at: z.string() })
export type ApiRetryMessage = z.infer<typeof apiRetry>

/** Inward: how a message to a partner system ended that did not go through at once. No personal data. */
export const apiDelivery = z.object({
  kind: z.literal('api-delivery'),
  deliveryId: z.string(),
  clientId: z.string(),
  event: z.string(),
  receiptNumber: z.string(),
  attempts: z.number().int(),
  outcome: z.enum(['given-up', 'delivered']),
  /** HTTP status or the kind of the fault, never what the other side wrote. */
  code: z.string(),
  at: z.string(),
})
export type ApiDeliveryMessage = z.infer<typeof apiDelivery>
