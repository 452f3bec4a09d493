import { Hono } from 'hono'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HttpProblem, type WebEnv } from '../../../platform/http/index.ts'
import { cases } from '../capability.ts'
import { caseRow, deliver, dogSubmission, testWorld, type World } from '../test-support/world.ts'
import { safeView } from './safe-view.ts'
import { signFilePath } from './signed-address.ts'

describe('what a browser gets of an uploaded file', () => {
  it('a picture is only its pixels: whatever was appended is gone', async () => {
    const png = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#888888' } })
      .png()
      .toBuffer()
    const polyglot = Buffer.concat([png, Buffer.from('<script>alert(1)</script>')])
    const view = await safeView(polyglot, 'image/png')
    expect(view?.mediaType).toBe('image/jpeg')
    expect(view?.bytes.includes(Buffer.from('<script>'))).toBe(false)
  })
  it('what is not what it says it is, is not shown', async () => {
    expect(await safeView(Buffer.from('<html><script>1</script>'), 'image/png')).toBeNull()
    expect(await safeView(Buffer.from('<html>'), 'application/pdf')).toBeNull()
    expect(await safeView(Buffer.from('<html>'), 'text/html')).toBeNull()
  })
})

describe('links to files', () => {
  let world: World
  beforeAll(async () => {
    world = await testWorld()
  })
  afterAll(() => world.close())

  const open = async (path: string, cityId = 'yanai', now = world.services.clock.now()) => {
    const city = world.services.cities.find((each) => each.id === cityId)
    const app = new Hono<WebEnv>()
    app.use(async (c, next) => {
      if (city) c.set('city', city)
      c.set('surface', 'files')
      c.set('requestId', 'r')
      c.set('now', now)
      await next()
    })
    cases.parts.office?.routes?.(app, world.services, 'files')
    app.onError((error, c) => {
      if (error instanceof HttpProblem) return c.text(error.code, error.status)
      throw error
    })
    return app.request(path)
  }

  it('open for the person and the minutes they were made for, and nothing else', async () => {
    const stored = await world.services.files.put('yanai', Buffer.from('%PDF-1.7 本文'))
    const file = {
      fileId: 'f1',
      path: 'shot.paper',
      name: '証明書.pdf',
      mediaType: 'application/pdf',
      bytes: 16,
      sha256: stored.sha256,
      address: stored.address,
      key: stored.key.toString('base64'),
    }
    const message = dogSubmission(world, { files: [file] })
    await deliver(world, message)
    const { id } = await caseRow(world, message.receiptNumber)
    const now = world.services.clock.now()
    const address = { kind: 'attachment', caseId: id, fileId: 'f1', staffId: world.staff.clerk } as const
    const path = signFilePath(world.services.keys, 'yanai', address, now)
    const answer = await open(path)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    expect(await answer.text()).toContain('%PDF-1.7')
    expect((await open(path, 'yanai', new Date(now.getTime() + 6 * 60_000))).status).toBe(404)
    expect((await open(path, 'mihon')).status).toBe(404)
    expect((await open(path.replace('f1', 'f2'))).status).toBe(404)
    expect((await open(path.replace(world.staff.clerk, world.staff.colleague))).status).toBe(404)
    const html = await (await world.browser('clerk').get(`/cases/${id}`)).text()
    expect(html).toContain('/case-files/attachment/')
    expect(html).toContain('証明書.pdf')
  })
})
