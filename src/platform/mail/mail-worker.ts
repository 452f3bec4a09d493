import { createTransport } from 'nodemailer'
import type { City } from '../cities.ts'
import type { Clock } from '../clock.ts'
import type { ZoneDatabase } from '../database/zone-database.ts'
import { every, type Repeating } from '../jobs/every.ts'
import type { KeyRing } from '../keys/key-ring.ts'
import type { LogFacts } from '../log/log-facts.ts'
import type { Logger } from '../log/logger.ts'
import { openMail } from './create-mailer.ts'
import type { MailContent } from './mail-content.ts'
import { type ClaimedMail, claimMail, listCitiesWithDueMail, markGivenUp, markSent, markTryAgain } from './store.ts'

const MINUTE = 60_000
/** A mail server that is down comes back within the day, or somebody has to look. */
const RETRY_AFTER_MS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE)
/** Longer than any attempt takes. */
const CLAIM_MS = 5 * MINUTE
const LOOK_EVERY_MS = 1000

export interface MailWorkerServices {
  readonly db: ZoneDatabase
  readonly keys: KeyRing
  readonly clock: Clock
  readonly log: Logger
  readonly cities: readonly City[]
  readonly config: { readonly smtpUrl: string; readonly mailFrom: string }
}

/** Hands one mail to a server. Rejects when it was not taken. */
export type Post = (
  mail: MailContent & { readonly id: string; readonly from: { readonly name: string; readonly address: string } },
) => Promise<void>

/** Sends what is due, one mail after another. Undefined when no mail server is set: mails then stay in the outbox. */
export function startMailWorker(services: MailWorkerServices): Repeating | undefined {
  if (services.config.smtpUrl === '') return undefined
  const post = smtpPost(services.config.smtpUrl)
  return every('mail', LOOK_EVERY_MS, services.log, async () => ({ more: await sendDue(services, post) }))
}

/** One mail of each city that has one due. Returns whether there was any. */
export async function sendDue(services: MailWorkerServices, post: Post): Promise<boolean> {
  const due = await listCitiesWithDueMail(
    services.db.system<unknown>('which cities have mail to send'),
    services.clock.now(),
  )
  let any = false
  for (const cityId of due) {
    const city = services.cities.find((one) => one.id === cityId)
    if (city !== undefined && (await sendNext(services, city, post))) any = true
  }
  return any
}

async function sendNext(services: MailWorkerServices, city: City, post: Post): Promise<boolean> {
  const db = services.db.city<unknown>(city.id)
  const now = services.clock.now()
  const claimed = await claimMail(db, now, new Date(now.getTime() + CLAIM_MS))
  if (claimed === undefined) return false
  try {
    const from = {
      name: city.name,
      address: /<([^>]+)>/.exec(services.config.mailFrom)?.[1] ?? services.config.mailFrom,
    }
    await post({ ...openMail(services, city.id, claimed.id, claimed.box), id: claimed.id, from })
    await markSent(db, claimed.id, services.clock.now())
    services.log.info('mail.sent', { city: city.id, mailId: claimed.id, attempt: claimed.attempts })
  } catch (error) {
    await afterFault(services, city.id, claimed, faultOf(error))
  }
  return true
}

async function afterFault(
  services: MailWorkerServices,
  cityId: string,
  mail: ClaimedMail,
  fault: Fault,
): Promise<void> {
  const now = services.clock.now()
  const db = services.db.city<unknown>(cityId)
  const wait = fault.final ? undefined : RETRY_AFTER_MS[mail.attempts - 1]
  // Only the code: what a server writes back quotes the address.
  const facts = { city: cityId, mailId: mail.id, attempt: mail.attempts, code: fault.code } satisfies LogFacts
  if (wait === undefined) {
    services.log.error('mail.given-up', facts)
    await markGivenUp(db, mail.id, now, fault.code)
  } else {
    services.log.warn('mail.not-taken', facts)
    await markTryAgain(db, mail.id, new Date(now.getTime() + wait), fault.code)
  }
}

interface Fault {
  readonly code: string
  /** The server said that it will never take it (a 5xx answer to this recipient or mail). */
  readonly final: boolean
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: 'unknown', final: false }
  const answer = 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : undefined
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  // A refused sign-in is our own setting: it is put right, and the mail goes.
  return {
    code: answer === undefined ? code : `${code} ${answer}`,
    final: answer !== undefined && answer >= 500 && code !== 'EAUTH',
  }
}

function smtpPost(url: string): Post {
  const server = new URL(url)
  const secure = server.protocol === 'smtps:'
  const transport = createTransport({
    host: server.hostname,
    port: server.port === '' ? (secure ? 465 : 587) : Number(server.port),
    secure,
    ...(server.username === ''
      ? {}
      : {
          auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
          requireTLS: !secure,
        }),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return async ({ id, from, to, subject, text }) => {
    await transport.sendMail({
      from,
      // As an object it is one address, whatever is in it.
      to: { name: '', address: to },
      subject,
      text,
      // The same for every attempt: a reader that gets it twice shows it once.
      messageId: `<${id}@${from.address.split('@').at(-1) ?? 'localhost'}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
}
