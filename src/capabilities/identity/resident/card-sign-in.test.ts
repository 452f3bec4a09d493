import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestBrowser, type TestPage } from '../test-support/browser.ts'
import { startTown, type TestTown } from '../test-support/town.ts'

let town: TestTown
beforeAll(async () => {
  town = await startTown()
})
afterAll(async () => {
  await town.close()
})

async function holdCard(
  browser: TestBrowser,
  name: string,
  secret: string,
  start = '/sign-in/card?to=/me',
): Promise<TestPage> {
  const choose = await browser.get(town.url('portal', start))
  const pin = await browser.get(choose.link(`${name}さんのカードを使う`))
  return browser.submit(pin, { secret })
}

describe('サインイン：マイナンバーカード（見本）で', () => {
  it('signs in over the real protocol and shows what the card said', async () => {
    const browser = new TestBrowser()
    const me = await holdCard(browser, '見本　花子', '1234')
    expect(me.status).toBe(200)
    expect(me.path).toBe('/me')
    expect(me.text).toContain('見本　花子')
    expect(me.text).toContain('平成2年4月12日')
    expect(me.text).toContain('山口県柳井市柳井123番地4　見本荘101')
    expect(me.headers.get('cache-control')).toBe('no-store')
  })

  it('keeps one account for one person, and no name in the database', async () => {
    await holdCard(new TestBrowser(), '見本　太郎', '2345')
    await holdCard(new TestBrowser(), '見本　太郎', '2345')
    const db = town.internet.db.city('yanai')
    const rows = await sql<{ whole: string }>`select (a.*)::text as whole from resident_account a`.execute(db)
    expect(rows.rows.length).toBeLessThanOrEqual(2)
    const hex = Buffer.from('太郎').toString('hex')
    for (const row of rows.rows) expect(row.whole.includes('太郎') || row.whole.includes(hex)).toBe(false)
  })
})
