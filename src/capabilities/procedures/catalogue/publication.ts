import type { Transaction } from 'kysely'
import { z } from 'zod'
import type { ZoneServices } from '../../../platform/services.ts'
import { sharedGroupSchema, sharedTableSchema } from '../language/schema.ts'
import type { SharedPart } from '../language/shared-tables.ts'
import type { Register } from '../seeds/registers.ts'
import type { ClosedDay, SettingValue, StoredVersion } from '../store/office.ts'

/** What travels outward for one version. Letters stay inside: only the office makes them. */
export interface PublishedVersion {
  readonly procedureId: string
  readonly number: number
  readonly hash: string
  readonly source: string
  readonly shared: Readonly<Record<string, SharedPart>>
  readonly effectiveFrom: string
}

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

export const publishedVersion: z.ZodType<PublishedVersion> = z.object({
  procedureId: z.string().min(1).max(128),
  number: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  source: z.string(),
  shared: z.record(z.string(), z.union([sharedGroupSchema, sharedTableSchema]) as unknown as z.ZodType<SharedPart>),
  effectiveFrom: day,
})

export const publishedRegister = z.object({
  id: z.string(),
  label: z.string(),
  facts: z.record(z.string(), z.object({ label: z.string(), type: z.enum(['text', 'number', 'boolean', 'date']) })),
  entries: z.array(
    z.object({
      id: z.string(),
      label: z.object({ ja: z.string(), easy: z.string().optional(), en: z.string().optional() }),
      from: day,
      to: day.optional(),
      capacity: z.number().int().optional(),
      officeQuota: z.number().int().optional(),
      facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
})

export const publishedSettings = z.array(
  z.object({ name: z.string(), fromOn: day, value: z.unknown(), basis: z.string().default('') }),
)

export const publishedClosedDays = z.array(z.object({ day, kind: z.enum(['closed', 'open']), reason: z.string() }))

export type Publication =
  | { readonly what: 'procedure'; readonly id: string; readonly content: PublishedVersion }
  | { readonly what: 'register'; readonly id: string; readonly content: Register }
  | { readonly what: 'settings'; readonly id: 'settings'; readonly content: readonly SettingValue[] }
  | { readonly what: 'closed-days'; readonly id: 'closed-days'; readonly content: readonly ClosedDay[] }

/** Sends something outward in the transaction of its change. The relay signs it as the office. */
export async function publish<DB>(
  services: ZoneServices<'office'>,
  trx: Transaction<DB>,
  cityId: string,
  publication: Publication,
  at: Date,
): Promise<void> {
  await services.relay.send(trx as unknown as Transaction<unknown>, {
    kind: 'publication',
    to: 'internet',
    cityId,
    procedureId:
      publication.what === 'procedure' ? publication.id : `${publication.what}:${publication.id}`.slice(0, 128),
    versionHash: publication.what === 'procedure' ? publication.content.hash : '',
    receiptNumber: '',
    payload: { kind: 'publication', publishedAt: at.toISOString(), ...publication },
    arrivedAt: at,
  })
}

export function outward(version: StoredVersion): PublishedVersion {
  const { procedureId, number, hash, source, shared, effectiveFrom } = version
  return { procedureId, number, hash, source, shared, effectiveFrom }
}
