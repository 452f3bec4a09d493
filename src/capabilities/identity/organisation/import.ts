import { randomUUID } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import { addDays } from '../../../civic/day.ts'
import type { StaffTables } from '../staff/tables.ts'
import { type Change, type ChangeResult, makeChange } from './change.ts'
import { CsvUnreadable, parseCsv } from './csv.ts'
import { type Problem, Reader } from './reading.ts'

/** Columns of the people's CSV, in any order; those with `?` may be missing. */
export const importColumns = {
  number: '職員番号',
  name: '氏名',
  kana: 'カナ',
  section: '所属コード',
  post: '職位コード',
  kind: '区分',
  from: '開始日',
  email: 'メール',
} as const
type ColumnId = keyof typeof importColumns
const optionalColumns: readonly ColumnId[] = ['kind', 'email']
export const importMostRows = 5000
export const importMostBytes = 1024 * 1024

const kinds = { 本務: 'principal', 兼務: 'concurrent', 事務取扱: 'acting' } as const

export interface ImportRow {
  /** Line of the file as a spreadsheet counts it; the heading is line 1. */
  readonly row: number
  readonly number: string
  readonly name: string
  readonly kana: string
  readonly email: string | null
  readonly sectionId: string
  readonly sectionName: string
  readonly postId: string
  readonly postName: string
  readonly kind: 'principal' | 'concurrent' | 'acting'
  readonly from: string
  /** What the row would do. */
  readonly effect: 'new-person' | 'changed' | 'new-place' | 'nothing'
}

export interface ImportPlan {
  readonly rows: readonly ImportRow[]
  readonly problems: readonly Problem[]
}

/** Reads and checks a whole file against the organisation; every problem by its row. Changes nothing. */
export async function planImport(db: Kysely<StaffTables>, text: string): Promise<ImportPlan> {
  const table = readTable(text)
  if (!table.ok) return { rows: [], problems: table.problems }
  const sections = new Map(
    (await db.selectFrom('section').select(['id', 'code', 'name']).execute()).map((one) => [one.code, one]),
  )
  const posts = new Map(
    (await db.selectFrom('post').select(['id', 'code', 'name']).execute()).map((one) => [one.code, one]),
  )
  const problems: Problem[] = []
  const rows: ImportRow[] = []
  const seen = new Map<string, ImportRow>()
  for (const [index, cells] of table.rows.entries()) {
    const read = new Reader((field) => cells[table.at[field as ColumnId] ?? -1] ?? '', index + 2)
    const kindText = (cells[table.at.kind ?? -1] ?? '').trim()
    const kind = kindText === '' ? 'principal' : kinds[kindText as keyof typeof kinds]
    if (kind === undefined) read.refuse('kind', 'unknown-kind')
    const section = sections.get(read.code('section'))
    const post = posts.get(read.code('post'))
    if (section === undefined && !read.problems.some(({ field }) => field === 'section'))
      read.refuse('section', 'unknown-section')
    if (post === undefined && !read.problems.some(({ field }) => field === 'post')) read.refuse('post', 'unknown-post')
    const facts = {
      row: index + 2,
      number: read.number('number'),
      name: read.words('name', 60),
      kana: read.kana('kana', 80),
      email: read.optional('email', 254),
      from: read.day('from'),
    }
    const key = `${facts.number} ${kind === 'principal' ? 'principal' : `${section?.id} ${post?.id}`}`
    const earlier = seen.get(key)
    if (earlier !== undefined) read.refuse('number', 'twice-in-file')
    problems.push(...read.problems)
    if (section === undefined || post === undefined || kind === undefined || read.problems.length > 0) continue
    const row: ImportRow = {
      ...facts,
      sectionId: section.id,
      sectionName: section.name,
      postId: post.id,
      postName: post.name,
      kind,
      effect: await effectOf(db, facts, { sectionId: section.id, postId: post.id, kind }),
    }
    seen.set(key, row)
    rows.push(row)
  }
  return { rows, problems }
}

/**
 * Applies a file in one transaction: all rows or none. The file is read and checked anew, since the organisation may
 * have changed since the preview. The same file twice changes nothing the second time.
 */
export async function applyImport(change: Change, text: string): Promise<ChangeResult> {
  return makeChange(change, async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('identity import ' || current_tenant(), 0))`.execute(trx)
    const plan = await planImport(trx, text)
    if (plan.problems.length > 0) return { result: { ok: false, problems: plan.problems } }
    for (const row of plan.rows) await applyRow(trx, row)
    const id = randomUUID()
    const codes = { rows: plan.rows.length, changed: plan.rows.filter((row) => row.effect !== 'nothing').length }
    return {
      result: { ok: true, id },
      event: { stream: 'organisation', streamId: id, type: 'people-imported', codes, payload: plan.rows },
    }
  })
}

function readTable(
  text: string,
):
  | { readonly ok: true; readonly at: Partial<Record<ColumnId, number>>; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly problems: readonly Problem[] } {
  let all: readonly (readonly string[])[]
  try {
    all = parseCsv(text.replace(/^﻿/, ''))
  } catch (error) {
    if (error instanceof CsvUnreadable) return { ok: false, problems: [{ field: 'file', code: 'columns' }] }
    throw error
  }
  const [heading = [], ...rows] = all
  const names = heading.map((cell) => cell.normalize('NFKC').trim())
  const at: Partial<Record<ColumnId, number>> = {}
  const problems: Problem[] = []
  for (const [id, name] of Object.entries(importColumns) as [ColumnId, string][]) {
    const found = names.indexOf(name)
    if (found >= 0) at[id] = found
    else if (!optionalColumns.includes(id)) problems.push({ field: id, code: 'columns', row: 1 })
  }
  if (rows.length > importMostRows) problems.push({ field: 'file', code: 'too-long' })
  if (rows.length === 0) problems.push({ field: 'file', code: 'missing' })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, at, rows }
}

type Facts = Pick<ImportRow, 'number' | 'name' | 'kana' | 'email' | 'from'>
type Place = Pick<ImportRow, 'sectionId' | 'postId' | 'kind'>

async function effectOf(db: Kysely<StaffTables>, facts: Facts, place: Place): Promise<ImportRow['effect']> {
  const person = await db
    .selectFrom('staff_member')
    .select(['id', 'name', 'name_kana', 'email'])
    .where('staff_number', '=', facts.number)
    .executeTakeFirst()
  if (person === undefined) return 'new-person'
  if (!(await holds(db, person.id, place, facts.from))) return 'new-place'
  const same = person.name === facts.name && person.name_kana === facts.kana && (person.email ?? null) === facts.email
  return same ? 'nothing' : 'changed'
}

async function holds(db: Kysely<StaffTables>, staffId: string, place: Place, day: string): Promise<boolean> {
  const found = await db
    .selectFrom('assignment')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('section_id', '=', place.sectionId)
    .where('post_id', '=', place.postId)
    .where('kind', '=', place.kind)
    .where('begins_on', '<=', day)
    .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', day)]))
    .executeTakeFirst()
  return found !== undefined
}

async function applyRow(trx: Transaction<StaffTables>, row: ImportRow): Promise<void> {
  const person = await trx
    .insertInto('staff_member')
    .values({
      id: randomUUID(),
      staff_number: row.number,
      name: row.name,
      name_kana: row.kana,
      email: row.email,
      begins_on: row.from,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_number']).doUpdateSet({
        name: row.name,
        name_kana: row.kana,
        email: row.email,
        version: sql<number>`staff_member.version + 1`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  if (await holds(trx, person.id, row, row.from)) return
  if (row.kind === 'principal') {
    await trx
      .updateTable('assignment')
      .set({ ends_on: addDays(row.from, -1) })
      .where('staff_id', '=', person.id)
      .where('kind', '=', 'principal')
      .where('begins_on', '<', row.from)
      .where((eb) => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>=', row.from)]))
      .execute()
  }
  await trx
    .insertInto('assignment')
    .values({
      staff_id: person.id,
      section_id: row.sectionId,
      post_id: row.postId,
      kind: row.kind,
      begins_on: row.from,
    })
    .execute()
}
