import { z } from 'zod'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { insertMatter, listMatters } from './store/matters.ts'

/** The 決裁区分 rows of a city's file: what a city starts from. Amounts in yen, days `YYYY-MM-DD`. */
export const approvalMatterSeeds = z.array(
  // Strict: an unquoted 「60,000円」 would break into two keys, and the label would end in the middle.
  z.strictObject({
    matter: z.string(),
    label: z.string(),
    upTo: z.number().int().nonnegative().nullable().default(null),
    deciderRank: z.number().int().min(1).max(100),
    concurrence: z.array(z.string()).default([]),
    substitution: z.boolean().default(true),
    bulk: z.boolean().default(false),
    basis: z.string().default(''),
    from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  }),
)
export type ApprovalMatterSeeds = z.infer<typeof approvalMatterSeeds>

/** Loads the rows into a city that has none yet. Returns how many. */
export async function seedApprovalMatters(
  services: ZoneServices<'office'>,
  cityId: string,
  seeds: ApprovalMatterSeeds,
): Promise<number> {
  return services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute(async (trx) => {
      if ((await listMatters(trx)).length > 0) return 0
      for (const { from, ...seed } of seeds) await insertMatter(trx, { ...seed, beginsOn: from, endsOn: null })
      return seeds.length
    })
}
