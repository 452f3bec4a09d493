import net from 'node:net'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { fixedClock } from '../clock.ts'
import { testZone } from '../evidence/test-zone.ts'
import { createMailer, listOutbox } from './create-mailer.ts'
import { checkedContent, isMailAddress } from './mail-content.ts'
import { type MailWorkerServices, type Post, sendDue, startMailWorker } from './mail-worker.ts'
import type { OutgoingMail } from './mailer.ts'

let db: TestDatabase
let zone: ReturnType<typeof testZone>
let services: MailWorkerServices & { clock: ReturnType<typeof fixedClock> }
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())
beforeEach(async () => {
  zone = testZone('internet', db.zone('internet'))
  services = {
    ...zone,
    clock: fixedClock(new Date(Date.now() + 1000)),
    config: { smtpUrl: '', mailFrom: 'Yanagi <no-reply@city.example>' },
  }
  await (await db.owner()).query('truncate internet.mail_outbox')
  return () => zone.remove()
})

const mail = (key = 'k1', more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  cityId: 'yanai',
  to: 'hanako@example.jp',
  subject: '申請を受け付けました（KJ-R8-000001-1）',
  text: '児童手当の申請を受け付けました。',
  idempotencyKey: key,
  ...more,
})
const enqueue = (what: OutgoingMail) =>
  services.db
    .city<unknown>(what.cityId)
    .transaction()
    .execute((trx) => createMailer(zone).enqueue(trx, what))
const rows = async () =>
  (
    await sql<{
      attempts: number
      sent: boolean
      failed: boolean
      box: Buffer | null
      fault: string | null
    }>`select attempts, sent_at is not null as sent,
    failed_at is not null as failed, box, fault from mail_outbox order by queued_at`.execute(
      services.db.city<unknown>('yanai'),
    )
  ).rows

describe('the outbox', () => {
  it('keeps one mail for one key, encrypted, and forgets it with its transaction', async () => {
    await enqueue(mail())
    await enqueue(mail('k1', { text: 'another' }))
    await expect(
      services.db
        .city<unknown>('yanai')
        .transaction()
        .execute(async (trx) => {
          await createMailer(zone).enqueue(trx, mail('k2'))
          throw new Error('no')
        }),
    ).rejects.toThrow('no')
    const kept = await listOutbox(zone, 'yanai', 10)
    expect(kept).toMatchObject([{ to: 'hanako@example.jp', text: '児童手当の申請を受け付けました。' }])
    expect((await rows())[0]?.box?.includes('hanako')).toBe(false)
    expect(await listOutbox(zone, 'mihon', 10)).toEqual([])
  })

  it('sends nothing without a mail server', () => {
    expect(startMailWorker(services)).toBeUndefined()
  })
})

describe('the worker', () => {
  it('sends each mail once, then drops address and words', async () => {
    const taken: string[] = []
    const post: Post = async ({ to }) => void taken.push(to)
    await enqueue(mail('k1'))
    await enqueue(mail('k2', { to: 'taro@example.jp' }))
    while (await sendDue(services, post));
    expect(taken.sort()).toEqual(['hanako@example.jp', 'taro@example.jp'])
    expect(await rows()).toEqual([1, 2].map(() => ({ attempts: 1, sent: true, failed: false, box: null, fault: null })))
  })

  it('tries again later and later, and gives up after a day', async () => {
    let tries = 0
    const post: Post = async () => {
      tries++
      throw Object.assign(new Error('hanako@example.jp is busy'), { code: 'ETIMEDOUT' })
    }
    await enqueue(mail())
    await sendDue(services, post)
    await sendDue(services, post)
    expect(tries).toBe(1)
    expect(await rows()).toMatchObject([{ sent: false, failed: false, fault: 'ETIMEDOUT' }])
    for (let i = 0; i < 30; i++) {
      services.clock.advance(60 * 60_000)
      await sendDue(services, post)
    }
    expect(tries).toBe(8)
    expect(await rows()).toEqual([{ attempts: 8, sent: false, failed: true, box: null, fault: 'ETIMEDOUT' }])
  })

  it('gives up at once when the server says that it will never take it', async () => {
    await enqueue(mail())
    await sendDue(services, async () => {
      throw Object.assign(new Error('550 <hanako@example.jp> unknown'), { code: 'EENVELOPE', responseCode: 550 })
    })
    expect(await rows()).toMatchObject([{ failed: true, fault: 'EENVELOPE 550' }])
  })

  it('is followed by another when it stops in the middle, and two never send one mail', async () => {
    await enqueue(mail())
    let taken = 0
    const post: Post = async () => void taken++
    await Promise.all([sendDue(services, post), sendDue(services, post), sendDue(services, post)])
    expect(taken).toBe(1)
    await enqueue(mail('k2'))
    void sendDue(services, () => new Promise(() => {}))
    await new Promise((resolve) => setTimeout(resolve, 50))
    await sendDue(services, post)
    expect(taken).toBe(1)
    services.clock.advance(6 * 60_000)
    await sendDue(services, post)
    expect(taken).toBe(2)
  })

  it('speaks to a real mail server', async () => {
    const server = await smtpServer()
    await enqueue(mail())
    const worker = startMailWorker({
      ...services,
      config: { ...services.config, smtpUrl: `smtp://127.0.0.1:${server.port}` },
    })
    while (server.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    await worker?.stop()
    server.close()
    const [got] = server.mails
    expect(got?.recipients).toEqual(['hanako@example.jp'])
    expect(got?.data).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(got?.data).toMatch(/^Message-ID: <[0-9a-f-]{36}@city\.example>$/m)
    expect(got?.data).toMatch(/^From: =\?UTF-8\?B\?.*<no-reply@city\.example>$/m)
    expect(await rows()).toMatchObject([{ sent: true, box: null }])
  })
})

describe('what a mail may be', () => {
  it.each([
    'a@b',
    'a@b.c',
    'a b@example.jp',
    'a@example.jp,b@example.jp',
    'a@example.jp\nBcc: b@example.jp',
    '<a@example.jp>',
    '"a"@example.jp',
    'a@example.jp\u2028',
    '',
  ])('refuses the address %j', (to) => {
    expect(isMailAddress(to)).toBe(false)
    expect(() => checkedContent(mail('k', { to }))).toThrow()
  })

  it.each(['hanako@example.jp', 'a..b.@docomo.example.jp', '柳井@例え.jp'])('takes the address %j', (to) => {
    expect(checkedContent(mail('k', { to })).to).toBe(to)
  })

  it('lets no line break into a header, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('\r', '\n', '\r\n', '\0', '\u2028', '\u0085'),
        fc.string(),
        (before, mark, after) => {
          expect(() => checkedContent(mail('k', { subject: before + mark + after }))).toThrow()
          expect(isMailAddress(`${before}${mark}${after}@example.jp`)).toBe(false)
        },
      ),
    )
  })
})

/** As much of SMTP as it takes to receive. */
async function smtpServer() {
  const mails: { recipients: string[]; data: string }[] = []
  const server = net.createServer((socket) => {
    let recipients: string[] = []
    let data: string | undefined
    let rest = ''
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      rest += bytes.toString('utf8')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (data !== undefined) {
          if (line === '.') {
            mails.push({ recipients, data: data.replaceAll('\r\n', '\n') })
            data = undefined
            socket.write('250 taken\r\n')
          } else data += `${line}\r\n`
        } else if (/^RCPT TO/i.test(line)) {
          recipients = [...recipients, /<(.+)>/.exec(line)?.[1] ?? '']
          socket.write('250 ok\r\n')
        } else if (/^DATA/i.test(line)) {
          data = ''
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { mails, port: (server.address() as net.AddressInfo).port, close: () => server.close() }
}
