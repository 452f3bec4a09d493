import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { csvCell, csvLine } from '../../../platform/tabular/write-csv.ts'
import { catalogueOf } from '../../procedures/index.ts'
import {
  type Browser,
  caseRow,
  dogSubmission,
  exampleAnswers,
  openedCase,
  testWorld,
  type World,
} from '../test-support/world.ts'
import { encodingOf } from './encoding.ts'

describe('CSV', () => {
  it('never lets a cell begin as a formula, and reads back as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const cell = csvCell(text)
        const inner = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell
        expect(/^[=+\-@＝＋－＠\t\r\n]/.test(inner) && !/^[+-]?\d+(\.\d+)?$/.test(inner)).toBe(false)
        expect(inner === text || inner === `'${text}`).toBe(true)
      }),
    )
  })
  it('quotes commas, quotes and line ends, and keeps numbers numbers', () => {
    expect(csvLine(['a,b', 'c"d', 'e\nf', '-12', '=1+1', '@x'])).toBe(`"a,b","c""d","e\nf",-12,'=1+1,'@x\r\n`)
  })
  it('writes Shift_JIS that reads back, with 〓 for a letter it lacks', () => {
    const bytes = encodingOf('shift_jis').encode('柳井市 ｱ ア~ 葛󠄀')
    expect(new TextDecoder('shift_jis').decode(bytes)).toMatch(/^柳井市 ｱ ア~ 葛〓/)
  })
})

describe('exports', () => {
  let world: World
  let clerk: Browser
  beforeAll(async () => {
    world = await testWorld()
    clerk = world.browser('clerk')
  })
  afterAll(() => world.close())
  const db = () => world.services.db.city<OfficeDb>('yanai')

  it('writes the list as UTF-8 with a mark, escapes formulas, and is written down with its number', async () => {
    const id = await openedCase(world, { contact: { name: '=HYPERLINK("http://x")', locale: 'ja' } })
    const answer = await clerk.get('/cases/export')
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = bytes.toString('utf8')
    expect(text).toContain((await caseRow(world, id)).receipt_number)
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
    const access = await db()
      .selectFrom('case_access')
      .selectAll()
      .where('purpose', '=', 'export')
      .executeTakeFirstOrThrow()
    expect(access).toMatchObject({ staff_id: world.staff.clerk, case_count: 1 })
    const event = await db()
      .selectFrom('event')
      .select(['type', 'actor_id'])
      .where('stream', '=', 'case-export')
      .executeTakeFirstOrThrow()
    expect(event).toEqual({ type: 'exported', actor_id: world.staff.clerk })
  })

  it('writes a layout of the definition from the answers of each case', async () => {
    const answers = structuredClone(dogSubmission(world).answers) as Record<string, Record<string, unknown>>
    Object.assign(answers.dog ?? {}, { name: 'シロ' })
    await openedCase(world, { answers })
    const text = await (await clerk.get('/cases/export/dog-registration/register?queue=all')).text()
    const [head, ...lines] = text.trim().split('\r\n')
    expect(head).toContain('犬の名')
    expect(lines).toHaveLength(2)
    expect(text).toContain('シロ')
    expect((await clerk.get('/cases/export/dog-registration/none')).status).toBe(404)
  })

  it('computes each row on the day of its filing (a closed entry still counts), and leaves out what the layout does not want', async () => {
    const id = await openedCase(world, {
      procedureId: 'event-registration',
      versionHash: world.hashes['event-registration'] ?? '',
      answers: exampleAnswers('event-registration', '01-bread-with-child.yaml') as Record<string, unknown>,
      sentAt: '2026-11-05T01:00:00.000Z',
      arrivedAt: '2026-11-05T01:00:00.000Z',
    })
    await db().updateTable('register_entry').set({ to_on: '2026-11-10' }).where('entry', '=', 'bread.1').execute()
    catalogueOf(world.services).changed('yanai')
    const text = await (await clerk.get('/cases/export/event-registration/attendance?queue=all')).text()
    expect(text).toContain('親子パン作り')
    await db().updateTable('case_file').set({ outcome_id: 'lost' }).where('id', '=', id).execute()
    const without = await (await clerk.get('/cases/export/event-registration/attendance?queue=all')).text()
    expect(without).toContain('参加者')
    expect(without).not.toContain('親子パン作り')
  })
})
