import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(async () => {
  await town.close()
})

describe('庁内にサインイン', () => {
  it('takes a demo person in by one button, through the real check', async () => {
    const browser = new TestBrowser()
    const first = await browser.get(town.url('office', '/sign-in'))
    expect(first.text).toContain('見本の職員で入る')
    const after = await browser.submit(first, { person: 'S001' }, '/sign-in/demo')
    expect(browser.cookies.has('__Host-yanagi-office')).toBe(true)
    expect(after.url).toBe(town.url('office', '/'))
    const rows = await sql<{ n: number }>`select count(*)::int as n from staff_session where ended_at is null`.execute(
      town.office.db.city('yanai'),
    )
    expect(rows.rows[0]?.n).toBe(1)
  })
})
