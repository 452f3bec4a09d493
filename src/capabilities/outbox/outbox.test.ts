import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testCities, testServices } from '../../../test/support/services.ts'
import { buildSurface } from '../../app/surface.ts'
import type { Config } from '../../config.ts'
import { createMailer } from '../../platform/mail/create-mailer.ts'
import { outbox } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

const assets = { paths: { style: '/assets/style.css', script: '/assets/islands.js' }, serve: async () => {} }

async function visit(path: string, config: Partial<Config> = {}, demo = true) {
  const services = testServices({ zone: 'internet', db, config })
  const city = testCities[0]
  if (city === undefined) throw new Error('no city')
  await services.db
    .city<unknown>('yanai')
    .transaction()
    .execute((trx) =>
      createMailer(services).enqueue(trx, {
        cityId: 'yanai',
        to: 'hanako@example.jp',
        subject: '確認コードのお知らせ',
        text: '確認コードは 123456 です。\nhttp://localhost:4000/contact を開いて入れてください。',
        idempotencyKey: 'code-1',
      }),
    )
  const app = buildSurface({
    capabilities: [outbox],
    services,
    surface: 'portal',
    city: { ...city, demo },
    assets: assets as never,
    relayRoutes: undefined,
  })
  return app.request(path)
}

describe('GET /demo/outbox', () => {
  it('shows what would have been sent, once for each key, and says that it is a demonstration', async () => {
    await visit('/demo/outbox')
    const response = await visit('/demo/outbox')
    const html = await response.text()
    expect(response.status).toBe(200)
    expect(html).toContain('これはデモのページです')
    expect(html.match(/確認コードは 123456 です/g)).toHaveLength(1)
    expect(html).toContain('<a href="http://localhost:4000/contact">')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('speaks the other two languages', async () => {
    expect(await (await visit('/demo/outbox?lang=en')).text()).toContain('This page is part of the demonstration')
    expect(await (await visit('/demo/outbox?lang=easy')).text()).toContain('練習')
  })

  it.each<[string, Partial<Config>, boolean]>([
    ['with a mail server', { smtpUrl: 'smtp://mail.example' }, true],
    ['when demonstrations are off', { demo: false }, true],
    ['in a real city', {}, false],
  ])('does not exist %s', async (_, config, demo) => {
    const response = await visit('/demo/outbox', config, demo)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('123456')
  })
})
