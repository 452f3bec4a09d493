import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/**
 * 支援措置 is about people, not about one notice: notices that name the same person (kana and birth day), or belong to the same
 * household, are confidential together.
 */

/** Whether one of these tokens, or this household, belongs to a confidential notice. */
export async function isConfidential(
  db: Kysely<OfficeDb>,
  personTokens: readonly Buffer[],
  householdId: string | undefined,
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from moving_notice n where n.tenant_id = current_tenant() and n.confidential and (
      n.household_id = ${householdId ?? null}
      or exists (select from moving_token t where t.tenant_id = n.tenant_id and t.notice_id = n.id
                  and t.kind = 'kana-birth' and t.token = any(${personTokens})))) as found`.execute(db)
  return rows[0]?.found === true
}

/** The notices that become confidential with this one, itself included, locked in one order. */
export async function withSamePeople(db: Kysely<OfficeDb>, noticeId: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select n.id from moving_notice n
    where n.tenant_id = current_tenant() and (n.id = ${noticeId}
      or n.household_id = (select household_id from moving_notice m where m.tenant_id = n.tenant_id and m.id = ${noticeId})
      or n.id in (select other.notice_id from moving_token own
                    join moving_token other on other.tenant_id = own.tenant_id and other.token = own.token
                   where own.tenant_id = n.tenant_id and own.notice_id = ${noticeId}
                     and own.kind = 'kana-birth' and other.kind = 'kana-birth'))
    order by n.id for update`.execute(db)
  return rows.map(({ id }) => id)
}
