import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { pageWithHoles, sendWithHoles } from './page-with-holes.ts'

const form = (typed: string) =>
  pageWithHoles((hole) => (
    <html lang="ja">
      <input name="csrf" value={hole('csrf')} />
      <p>{typed}</p>
      <input name="key" value={hole('key')} />
    </html>
  ))

function shown(page: ReturnType<typeof form>, values: Record<string, string>) {
  return new Hono().get('/', (c) => sendWithHoles(c, page, values)).request('/')
}

describe('a page with holes', () => {
  it('is the page with other values each time', async () => {
    const page = form('柳井')
    for (const csrf of ['one-1', 'two_2']) {
      const answer = await shown(page, { csrf, key: 'k' })
      expect(await answer.text()).toBe(
        `<!doctype html><html lang="ja"><input name="csrf" value="${csrf}"/><p>柳井</p><input name="key" value="k"/></html>`,
      )
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('takes nothing that was typed for a hole', async () => {
    const [first] = form('').chunks
    const typed = 'csrf -csrf- 000000000000000000000000-csrf- \uE0F0csrf\uE0F1'
    const answer = await shown(form(typed), { csrf: 'secret', key: 'k' })
    expect((await answer.text()).split('secret')).toHaveLength(2)
    expect(first?.toString()).not.toContain('csrf-')
  })

  it('refuses values that would need escaping, and holes without a value', async () => {
    const app = new Hono().onError((error, c) => c.text(error.message, 500))
    app.get('/markup', (c) => sendWithHoles(c, form(''), { csrf: '"><script>', key: 'k' }))
    app.get('/missing', (c) => sendWithHoles(c, form(''), { csrf: 'x' }))
    expect(await (await app.request('/markup')).text()).toBe('No plain value for the hole "csrf".')
    expect(await (await app.request('/missing')).text()).toBe('No plain value for the hole "key".')
  })
})
