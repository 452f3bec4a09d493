import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { MatterRow } from '../rules/matter.ts'

const columns = [
  'id',
  'matter',
  'label',
  'up_to',
  'decider_rank',
  'concurrence',
  'substitution',
  'bulk',
  'basis',
  'begins_on',
  'ends_on',
] as const

export interface StoredMatter extends MatterRow {
  readonly id: string
}

/** All rows of the 決裁区分 table, also past and future ones, in reading order. A city has some dozens. */
export async function listMatters(db: Kysely<OfficeDb>): Promise<readonly StoredMatter[]> {
  const rows = await db
    .selectFrom('approval_matter')
    .select(columns)
    .orderBy('matter')
    .orderBy('begins_on', 'desc')
    .orderBy('up_to')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    matter: row.matter,
    label: row.label,
    upTo: row.up_to,
    deciderRank: row.decider_rank,
    concurrence: row.concurrence,
    substitution: row.substitution,
    bulk: row.bulk,
    basis: row.basis,
    beginsOn: row.begins_on,
    endsOn: row.ends_on,
  }))
}

/** Adds a row; false when one of the same matter, limit and first day is there, also by somebody else at this moment. */
export async function insertMatter(db: Kysely<OfficeDb>, row: MatterRow): Promise<boolean> {
  const added = await db
    .insertInto('approval_matter')
    .values({
      matter: row.matter,
      label: row.label,
      up_to: row.upTo,
      decider_rank: row.deciderRank,
      concurrence: [...row.concurrence],
      substitution: row.substitution,
      bulk: row.bulk,
      basis: row.basis,
      begins_on: row.beginsOn,
      ends_on: row.endsOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Ends a row on a day; the past is never rewritten. False when it is not there or already ended. */
export async function endMatter(db: Kysely<OfficeDb>, id: string, lastDay: string): Promise<boolean> {
  const result = await db
    .updateTable('approval_matter')
    .set({ ends_on: lastDay })
    .where('id', '=', id)
    .where('ends_on', 'is', null)
    .where('begins_on', '<=', lastDay)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
