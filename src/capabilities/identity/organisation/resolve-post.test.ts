import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffTables } from '../staff/tables.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import { findSectionByCode, listSections, listStaffOfSection } from './directory.ts'
import { resolvePost } from './resolve-post.ts'

const day = '2026-11-24'
let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(async () => {
  await town.close()
})

const db = () => town.office.db.city<StaffTables>('yanai')
const section = async (code: string): Promise<string> => (await findSectionByCode(db(), code, day))?.id ?? ''
const staff = async (number: string): Promise<string> =>
  (await sql<{ id: string }>`select id from staff_member where staff_number = ${number}`.execute(db())).rows[0]?.id ??
  ''

async function away(number: string, deputy: string | null, from = day, to = day): Promise<() => Promise<unknown>> {
  const id = randomUUID()
  const [who, forWhom] = [await staff(number), deputy === null ? null : await staff(deputy)]
  await sql`insert into absence (id, staff_id, begins_on, ends_on, reason, deputy_id, entered_by, entered_at)
    values (${id}, ${who}, ${from}, ${to}, 'leave', ${forWhom}, ${who}, now())`.execute(db())
  return () => sql`delete from absence where id = ${id}`.execute(db())
}

const names = (holders: readonly { readonly name: string }[]): string[] => holders.map((holder) => holder.name)

describe('職にある人', () => {
  it('is found in the section itself, and for a subsection in the section above it', async () => {
    expect(names((await resolvePost(db(), await section('children'), 50, day)).holders)).toEqual(['石田 隆'])
    const above = await resolvePost(db(), await section('children-benefit'), 50, day)
    expect(above.holders[0]).toMatchObject({
      name: '石田 隆',
      sectionName: '子育て支援課',
      postName: '課長',
      kind: 'principal',
    })
  })

  it('is the lowest post of at least the rank: a director where there is no manager', async () => {
    expect(names((await resolvePost(db(), await section('children'), 60, day)).holders)).toEqual(['大野 学'])
  })

  it('counts 事務取扱', async () => {
    const held = await resolvePost(db(), await section('elderly'), 50, day)
    expect(held.holders[0]).toMatchObject({ name: '上野 光', kind: 'acting' })
  })

  it('is nobody where the post is vacant', async () => {
    expect(await resolvePost(db(), await section('children'), 100, day)).toMatchObject({
      vacant: true,
      holders: [],
      absent: false,
    })
    expect((await resolvePost(db(), randomUUID(), 50, day)).vacant).toBe(true)
  })
})

describe('代決', () => {
  it('falls to the named deputy while the holder is away, on the first and the last day', async () => {
    const back = await away('S002', 'S005', '2026-11-23', '2026-11-25')
    for (const [on, absent] of [
      ['2026-11-22', false],
      ['2026-11-23', true],
      ['2026-11-25', true],
      ['2026-11-26', false],
    ] as const) {
      const held = await resolvePost(db(), await section('children'), 50, on)
      expect([on, held.absent, held.deputy?.name]).toEqual([on, absent, absent ? '大野 学' : undefined])
    }
    await back()
  })

  it('falls to the next rank of the section when no deputy is named, or the deputy is away too', async () => {
    const back = await away('S002', null)
    expect((await resolvePost(db(), await section('children'), 50, day)).deputy).toMatchObject({
      name: '上野 光',
      because: 'next-rank',
    })
    await back()
    const both = [await away('S002', 'S005'), await away('S005', null)]
    expect((await resolvePost(db(), await section('children'), 50, day)).deputy).toMatchObject({
      name: '上野 光',
      because: 'next-rank',
    })
    for (const undo of both) await undo()
  })

  it('falls to nobody when everybody who could is away', async () => {
    const all = [await away('S002', null), await away('S003', null)]
    const held = await resolvePost(db(), await section('children'), 50, day)
    expect([held.absent, held.deputy, names(held.holders)]).toEqual([true, undefined, ['石田 隆']])
    for (const undo of all) await undo()
  })

  it('does not count a cancelled absence', async () => {
    const back = await away('S002', 'S005')
    await sql`update absence set cancelled_at = now()`.execute(db())
    expect((await resolvePost(db(), await section('children'), 50, day)).absent).toBe(false)
    await back()
  })
})

describe('the directory', () => {
  it('lists sections that stand on the day and the people who sit in one', async () => {
    const sections = await listSections(db(), day)
    expect(sections.find((one) => one.code === 'children')).toMatchObject({
      name: '子育て支援課',
      phone: '0820-00-1111',
    })
    expect(await listSections(db(), '2019-01-01')).toEqual([])
    expect((await listStaffOfSection(db(), await section('children'), day)).map((one) => one.name)).toEqual([
      '石田 隆',
      '上野 光',
    ])
  })

  it('shows nothing of the other city', async () => {
    expect(await listSections(town.office.db.city<StaffTables>('mihon'), day)).toEqual([])
  })
})
