import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffTables } from '../staff/tables.ts'
import { startTown, type TestTown } from '../test-support/town.ts'
import type { Change } from './change.ts'
import { CsvUnreadable, decodeCsv, parseCsv } from './csv.ts'
import { applyImport, planImport } from './import.ts'

let town: TestTown
let change: Change
beforeAll(async () => {
  town = await startTown()
  const db = town.office.db.city('yanai')
  const admin = (await sql<{ id: string }>`select id from staff_member where staff_number = 'S004'`.execute(db)).rows[0]
  const by = { staffId: admin?.id ?? '', sectionName: '総務課', postName: '係長' }
  change = { services: town.office, city: town.city, by, now: town.office.clock.now() }
})
afterAll(async () => {
  await town.close()
})

const db = () => town.office.db.city<StaffTables>('yanai')
const heading = '職員番号,氏名,カナ,所属コード,職位コード,区分,開始日'
const good = [
  heading,
  'N001,新井 一,アライ ハジメ,children,staff,本務,R8.4.1',
  'N001,新井 一,アライ ハジメ,elderly,staff,兼務,R8.4.1',
  'S002,石田 隆史,イシダ タカシ,children,manager,,2026/04/01',
].join('\r\n')

describe('職員をCSVで取り込む', () => {
  it('shows what each row would do and changes nothing', async () => {
    const plan = await planImport(db(), good)
    expect(plan.problems).toEqual([])
    expect(plan.rows.map((row) => [row.row, row.number, row.effect, row.from])).toEqual([
      [2, 'N001', 'new-person', '2026-04-01'],
      [3, 'N001', 'new-person', '2026-04-01'],
      [4, 'S002', 'changed', '2026-04-01'],
    ])
    expect((await sql`select from staff_member where staff_number = 'N001'`.execute(db())).rows).toHaveLength(0)
  })

  it('applies a file whole, once, and the second time changes nothing', async () => {
    expect((await applyImport(change, good)).ok).toBe(true)
    expect((await planImport(db(), good)).rows.map((row) => row.effect)).toEqual(['nothing', 'nothing', 'nothing'])
    expect((await applyImport(change, good)).ok).toBe(true)
    const places =
      await sql`select a.kind from assignment a join staff_member m on m.id = a.staff_id where m.staff_number = 'N001' order by 1`.execute(
        db(),
      )
    expect(places.rows).toEqual([{ kind: 'concurrent' }, { kind: 'principal' }])
    const renamed = await sql`select name from staff_member where staff_number = 'S002'`.execute(db())
    expect(renamed.rows).toEqual([{ name: '石田 隆史' }])
  })

  it('names every problem by its row, and applies nothing of a file with one wrong row', async () => {
    const bad = [
      heading,
      'N010,正 しい,タダシイ,children,staff,本務,R8.4.1',
      ',名無し,ナナシ,children,staff,本務,R8.4.1',
      'N012,絵文字😀,エモジ,nowhere,staff,本務,R8.4.1',
      'N013,漢字 カナ,漢字,children,emperor,出向,きのう',
      'N010,正 しい,タダシイ,elderly,staff,本務,R8.4.1',
    ].join('\n')
    const plan = await planImport(db(), bad)
    expect(plan.problems.map((problem) => [problem.row, problem.field, problem.code])).toEqual([
      [3, 'number', 'missing'],
      [4, 'section', 'unknown-section'],
      [4, 'name', 'unusable-characters'],
      [5, 'kind', 'unknown-kind'],
      [5, 'post', 'unknown-post'],
      [5, 'kana', 'not-kana'],
      [5, 'from', 'not-a-date'],
      [6, 'number', 'twice-in-file'],
    ])
    expect((await applyImport(change, bad)).ok).toBe(false)
    expect((await sql`select from staff_member where staff_number = 'N010'`.execute(db())).rows).toHaveLength(0)
  })

  it('leaves nothing behind when the database refuses a row in the middle', async () => {
    // The second row moves a person's 本務 to a day before the one they have: only the database can know.
    const clash = [
      heading,
      'N020,先 行,サキ ユク,children,staff,本務,R8.4.1',
      'S003,上野 光,ウエノ ヒカル,elderly,staff,本務,2019-04-01',
    ].join('\n')
    expect(await applyImport(change, clash)).toEqual({
      ok: false,
      problems: [{ field: 'kind', code: 'principal-overlaps' }],
    })
    expect((await sql`select from staff_member where staff_number = 'N020'`.execute(db())).rows).toHaveLength(0)
  })

  it('asks for missing columns by name, for rows, and for at most 5,000 of them', async () => {
    expect((await planImport(db(), '氏名,カナ\n花,ハナ')).problems.map((problem) => problem.field)).toEqual([
      'number',
      'section',
      'post',
      'from',
    ])
    expect((await planImport(db(), heading)).problems).toEqual([{ field: 'file', code: 'missing' }])
    expect((await planImport(db(), '')).problems.length).toBeGreaterThan(0)
    const many = `${heading}\n${'x\n'.repeat(5001)}`
    expect((await planImport(db(), many)).problems).toEqual([{ field: 'file', code: 'too-long' }])
    expect((await planImport(db(), '"never closed')).problems).toEqual([{ field: 'file', code: 'columns' }])
  })
})

describe('a CSV file', () => {
  it('is read as UTF-8 with or without mark, and as Shift_JIS', () => {
    const sjis = Uint8Array.from([0x8e, 0x81, 0x96, 0xbc, 0x2c, 0x83, 0x4a, 0x83, 0x69])
    expect(decodeCsv(sjis)).toBe('氏名,カナ')
    expect(decodeCsv(Buffer.from('氏名,カナ'))).toBe('氏名,カナ')
    expect(() => decodeCsv(Uint8Array.from([0x80, 0xff, 0xfe]))).toThrow(CsvUnreadable)
  })

  it('holds commas, quotes and line breaks in quoted cells', () => {
    expect(parseCsv('a,"b,""c""\nd",e\r\n\r\nf,,')).toEqual([
      ['a', 'b,"c"\nd', 'e'],
      ['f', '', ''],
    ])
    expect(parseCsv('')).toEqual([])
  })

  it('comes back as it was written, whatever is in the cells', () => {
    const cell = fc.string({ unit: 'binary', maxLength: 20 })
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const kept = rows.filter((row) => row.some((one) => one.trim() !== ''))
        const text = kept.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(parseCsv(text)).toEqual(kept)
      }),
    )
  })
})
