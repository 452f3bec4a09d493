import { randomUUID } from 'node:crypto'
import type { ZoneServices } from '../services.ts'
import type { Zone } from '../zone.ts'
import { checkedContent, type MailContent } from './mail-content.ts'
import type { Mailer, OutgoingMail } from './mailer.ts'
import { insertMail, listKeptMails } from './store.ts'

/** The mailer of a zone: it writes into the caller's transaction. `startMailWorker` sends. */
export function createMailer<Z extends Zone>(services: Pick<ZoneServices<Z>, 'keys'>): Mailer {
  return {
    enqueue: (trx, mail) => insertMail(trx, prepareMail(services, mail)),
  }
}

/** For SQL functions that write the outbox row themselves: compute this first, pass its values on. */
export function prepareMail(
  services: Pick<ZoneServices, 'keys'>,
  mail: OutgoingMail,
): { readonly id: string; readonly idempotencyKey: string; readonly box: Buffer } {
  const id = randomUUID()
  const content = Buffer.from(JSON.stringify(checkedContent(mail)), 'utf8')
  const box = services.keys.encrypt(mail.cityId, 'profile', content, mailContext(id))
  return { id, idempotencyKey: mail.idempotencyKey, box }
}

/** Throws `SealBroken` when the row was changed. */
export function openMail(
  services: Pick<ZoneServices, 'keys'>,
  cityId: string,
  id: string,
  box: Uint8Array,
): MailContent {
  return JSON.parse(services.keys.decrypt(cityId, 'profile', box, mailContext(id)).toString('utf8'))
}

export interface ReadableMail extends MailContent {
  readonly id: string
  readonly queuedAt: Date
}

/** The mails that lie in the outbox, newest first: what the demonstration's outbox page shows. */
export async function listOutbox(
  services: Pick<ZoneServices, 'keys' | 'db'>,
  cityId: string,
  limit: number,
): Promise<readonly ReadableMail[]> {
  const rows = await listKeptMails(services.db.city<unknown>(cityId), limit)
  return rows.map(({ id, box, queuedAt }) => ({ id, queuedAt, ...openMail(services, cityId, id, box) }))
}

function mailContext(id: string): string {
  return `mail ${id}`
}
