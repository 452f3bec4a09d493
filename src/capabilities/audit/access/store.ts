import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'

/** What the access log is searched by. All parts have to fit. */
export interface AccessFilter {
  readonly staffNumber?: string
  readonly receiptNumber?: string
  /** Days, Asia/Tokyo, both included. */
  readonly from?: string
  readonly to?: string
}

export interface AccessLine {
  readonly id: number
  readonly at: Date
  readonly staffNumber: string | null
  readonly staffName: string | null
  readonly purpose: string
  readonly count: number
  /** At most five, for the eye. */
  readonly receiptNumbers: readonly string[]
}

/** Looks at personal data, newest first; `before` is the id of the last line of the page before. */
export async function listAccess(
  db: Kysely<OfficeDb>,
  filter: AccessFilter,
  before: number | undefined,
  limit: number,
): Promise<readonly AccessLine[]> {
  const conditions = [sql`a.tenant_id = current_tenant()`]
  if (before !== undefined) conditions.push(sql`a.id < ${before}`)
  if (filter.staffNumber) {
    conditions.push(
      sql`a.staff_id in (select id from staff_member where tenant_id = current_tenant() and staff_number = ${filter.staffNumber})`,
    )
  }
  if (filter.receiptNumber) {
    conditions.push(sql`a.case_ids && (select coalesce(array_agg(id), '{}') from case_file
      where tenant_id = current_tenant() and receipt_number = ${filter.receiptNumber})`)
  }
  if (filter.from) conditions.push(sql`a.at >= (${filter.from}::date)::timestamp at time zone 'Asia/Tokyo'`)
  if (filter.to) conditions.push(sql`a.at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Tokyo'`)
  const { rows } =
    await sql<AccessLine>`select a.id, a.at, m.staff_number as "staffNumber", m.name as "staffName", a.purpose,
      a.case_count as count,
      coalesce((select array_agg(f.receipt_number order by f.receipt_number) from case_file f
        where f.tenant_id = a.tenant_id and f.id = any(a.case_ids[1:5])), '{}') as "receiptNumbers"
    from case_access a left join staff_member m on m.tenant_id = a.tenant_id and m.id = a.staff_id
    where ${sql.join(conditions, sql` and `)} order by a.id desc limit ${limit}`.execute(db)
  return rows
}

/** One row as the text that an anchor's hash is made of. */
export interface AnchoredRow {
  readonly id: number
  readonly text: string
}

/** Rows after `after` up to `to` (both ids; `to` null: all that are older than `olderThan`), by id. */
export async function listRowsToAnchor(
  db: Kysely<OfficeDb>,
  after: number,
  to: number | null,
  olderThan: Date,
  limit: number,
): Promise<readonly AnchoredRow[]> {
  const { rows } =
    await sql<AnchoredRow>`select id, json_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
      staff_id, purpose, case_ids, case_count, request_id)::text as text
    from case_access where tenant_id = current_tenant() and id > ${after}
      and (${to}::bigint is null and at < ${olderThan} or id <= ${to}::bigint) order by id limit ${limit}`.execute(db)
  return rows
}

export interface Anchor {
  readonly after: number
  readonly to: number
  readonly count: number
  readonly hash: string
}

/** Anchors in their order. Their events are proven by the tree. */
export async function listAnchors(
  db: Kysely<OfficeDb>,
  afterNumber: number,
  limit: number,
): Promise<readonly (Anchor & { number: number })[]> {
  const { rows } = await sql<
    Anchor & { number: number }
  >`select number, (codes ->> 'after')::bigint as after, (codes ->> 'to')::bigint as to,
      (codes ->> 'count')::integer as count, codes ->> 'hash' as hash
    from event where tenant_id = current_tenant() and stream = 'access' and stream_id = 'log' and number > ${afterNumber}
    order by number limit ${limit}`.execute(db)
  return rows
}

export async function findLastAnchor(db: Kysely<OfficeDb>): Promise<Anchor | undefined> {
  const { rows } = await sql<Anchor>`select (codes ->> 'after')::bigint as after, (codes ->> 'to')::bigint as to,
      (codes ->> 'count')::integer as count, codes ->> 'hash' as hash
    from event where tenant_id = current_tenant() and stream = 'access' and stream_id = 'log' order by number desc limit 1`.execute(
    db,
  )
  return rows[0]
}
