import type { Hono } from 'hono'
import { residentFrame } from '../../design/index.ts'
import { notFound, page, type WebEnv } from '../../platform/http/index.ts'
import type { Locale } from '../../platform/i18n/local-text.ts'
import { listOutbox } from '../../platform/mail/create-mailer.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { demoOutbox } from './demo-outbox.ts'
import { outboxMessages as easy } from './messages.easy.ts'
import { outboxMessages as en } from './messages.en.ts'
import { outboxMessages as ja, type OutboxMessages } from './messages.ja.ts'
import { OutboxPage } from './views/outbox-page.tsx'

const words: Readonly<Record<Locale, OutboxMessages>> = { ja, easy, en }
const SHOWN = 50

/** The outbox page of a demonstration. It holds one-time codes: anywhere else it does not exist. */
export function outboxRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.get('/demo/outbox', async (c) => {
    const city = c.get('city')
    if (demoOutbox(services.config, city) === null) throw notFound()
    const mails = await listOutbox(services, city.id, SHOWN)
    const frame = residentFrame(c)
    return page(c, <OutboxPage frame={frame} words={words[frame.locale]} mails={mails} />)
  })
}
