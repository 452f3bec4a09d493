import { type Kysely, type Selectable, sql } from 'kysely'
import type { Day } from '../../../civic/day.ts'
import type { MovingNoticeTable, OfficeDb } from '../../../platform/database/generated/office.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { NoticeKind } from '../format/notice.ts'
import type { MovingState } from '../rules/states.ts'
import { type NoticeContent, type NoticeName, openNoticeVault } from './box.ts'

export type NoticeRow = Selectable<MovingNoticeTable>

/** Notices as lists show them. An erased one has no name. */
export interface ListedNotice {
  readonly row: NoticeRow
  readonly name?: NoticeName
}

export interface NoticeFilter {
  readonly kinds?: readonly NoticeKind[]
  readonly states?: readonly MovingState[]
  readonly match?: 'open'
  readonly visitDay?: Day
  /** Without a visit that was given. */
  readonly withoutVisit?: boolean
  readonly ids?: readonly string[]
  readonly householdId?: string
}

/** Notices that fit, those whose last day is nearest first. Confidential ones only for who may know of them. */
export async function listNotices(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  filter: NoticeFilter,
  may: { readonly confidential: boolean },
  page: { readonly limit: number; readonly offset: number },
): Promise<readonly ListedNotice[]> {
  const rows = await filtered(db, filter, may)
    .selectAll()
    .orderBy(sql`visit_day nulls last`)
    .orderBy('visit_starts')
    .orderBy(sql`last_on nulls last`)
    .orderBy('received_at')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute()
  return rows.map((row) => ({ row, ...nameOf(row, keys, cityId) }))
}

export async function countNotices(
  db: Kysely<OfficeDb>,
  filter: NoticeFilter,
  may: { readonly confidential: boolean },
): Promise<number> {
  const row = await filtered(db, filter, may)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function filtered(db: Kysely<OfficeDb>, filter: NoticeFilter, may: { readonly confidential: boolean }) {
  const { kinds, states, match, visitDay, withoutVisit, ids, householdId } = filter
  let query = db.selectFrom('moving_notice')
  if (!may.confidential) query = query.where('confidential', '=', false)
  if (kinds !== undefined) query = query.where('kind', 'in', [...kinds])
  if (states !== undefined) query = query.where('state', 'in', [...states])
  if (match !== undefined) query = query.where('match', '=', match)
  if (visitDay !== undefined) query = query.where('visit_day', '=', visitDay)
  if (withoutVisit === true) query = query.where('visit_day', 'is', null).where('kind', '<>', 'move-out')
  if (ids !== undefined)
    query = query.where('id', 'in', ids.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : [...ids])
  if (householdId !== undefined) query = query.where('household_id', '=', householdId)
  return query
}

function nameOf(row: NoticeRow, keys: KeyRing, cityId: string): { readonly name?: NoticeName } {
  if (row.wrapped_key === null || row.name_box === null) return {}
  return { name: openNoticeVault(keys, cityId, row.id, row.wrapped_key).open<NoticeName>('name', row.name_box) }
}

/** A notice with what people wrote; `content` is absent once it was erased. */
export interface WholeNotice extends ListedNotice {
  readonly content?: NoticeContent
}

export async function findNotice(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  id: string,
): Promise<WholeNotice | undefined> {
  const row = await db.selectFrom('moving_notice').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { row, ...nameOf(row, keys, cityId), ...contentOf(row, keys, cityId) }
}

export function contentOf(row: NoticeRow, keys: KeyRing, cityId: string): { readonly content?: NoticeContent } {
  if (row.wrapped_key === null || row.box === null) return {}
  return { content: openNoticeVault(keys, cityId, row.id, row.wrapped_key).open<NoticeContent>('content', row.box) }
}

export interface ContactRow {
  readonly way: 'letter' | 'phone' | 'mail'
  readonly by: string
  readonly at: Date
  readonly note: string
}

export async function listContacts(
  db: Kysely<OfficeDb>,
  keys: KeyRing,
  cityId: string,
  row: NoticeRow,
): Promise<readonly ContactRow[]> {
  const wrapped = row.wrapped_key
  if (wrapped === null) return []
  const rows = await db
    .selectFrom('moving_contact')
    .selectAll()
    .where('notice_id', '=', row.id)
    .orderBy('contacted_at')
    .execute()
  const vault = openNoticeVault(keys, cityId, row.id, wrapped)
  return rows.map((each) => ({
    way: each.way,
    by: each.contacted_name,
    at: each.contacted_at,
    note: vault.open<string>(`contact ${each.id}`, each.box),
  }))
}

export interface Mark {
  readonly item: string
  readonly person: number
  readonly state: 'done' | 'not-needed' | 'handed-over'
  readonly by: string
}

export async function listMarks(db: Kysely<OfficeDb>, noticeId: string): Promise<readonly Mark[]> {
  const rows = await db.selectFrom('moving_mark').selectAll().where('notice_id', '=', noticeId).execute()
  return rows.map(({ item, person, state, marked_name }) => ({ item, person, state, by: marked_name }))
}
