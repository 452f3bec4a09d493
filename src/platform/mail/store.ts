import { type Kysely, sql } from 'kysely'

/** All SQL of the mail outbox. */

/** Nothing when this key already has its mail. */
export async function insertMail<DB>(
  trx: Kysely<DB>,
  mail: { id: string; idempotencyKey: string; box: Buffer },
): Promise<void> {
  await sql`insert into mail_outbox (id, idempotency_key, box) values (${mail.id}, ${mail.idempotencyKey}, ${mail.box})
    on conflict (tenant_id, idempotency_key) do nothing`.execute(trx)
}

/** The cities that have mail to send now. For the system role. */
export async function listCitiesWithDueMail<DB>(db: Kysely<DB>, now: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ tenant_id: string }>`select distinct tenant_id from mail_outbox
    where sent_at is null and failed_at is null and next_attempt_at <= ${now}`.execute(db)
  return rows.map((row) => row.tenant_id)
}

export interface ClaimedMail {
  readonly id: string
  readonly box: Buffer
  /** This attempt counted. */
  readonly attempts: number
}

/** Takes the next mail and keeps others off it until `until`: whoever stops in between is followed by a later attempt. */
export async function claimMail<DB>(db: Kysely<DB>, now: Date, until: Date): Promise<ClaimedMail | undefined> {
  const { rows } = await sql<ClaimedMail>`update mail_outbox set attempts = attempts + 1, next_attempt_at = ${until}
    where (tenant_id, id) = (select tenant_id, id from mail_outbox where tenant_id = current_tenant() and sent_at is null
      and failed_at is null and next_attempt_at <= ${now} order by next_attempt_at limit 1 for update skip locked)
    returning id, box, attempts`.execute(db)
  return rows[0]
}

/** Address and words go as soon as they have done their work. */
export async function markSent<DB>(db: Kysely<DB>, id: string, now: Date): Promise<void> {
  await sql`update mail_outbox set sent_at = ${now}, box = null, fault = null where tenant_id = current_tenant() and id = ${id}`.execute(
    db,
  )
}

export async function markTryAgain<DB>(db: Kysely<DB>, id: string, at: Date, fault: string): Promise<void> {
  await sql`update mail_outbox set next_attempt_at = ${at}, fault = ${fault} where tenant_id = current_tenant() and id = ${id}`.execute(
    db,
  )
}

export async function markGivenUp<DB>(db: Kysely<DB>, id: string, now: Date, fault: string): Promise<void> {
  await sql`update mail_outbox set failed_at = ${now}, box = null, fault = ${fault} where tenant_id = current_tenant() and id = ${id}`.execute(
    db,
  )
}

export interface KeptMail {
  readonly id: string
  readonly box: Buffer
  readonly queuedAt: Date
}

/** Mails that still lie here, newest first. */
export async function listKeptMails<DB>(db: Kysely<DB>, limit: number): Promise<readonly KeptMail[]> {
  const { rows } = await sql<KeptMail>`select id, box, queued_at as "queuedAt" from mail_outbox
    where tenant_id = current_tenant() and box is not null order by queued_at desc, id limit ${limit}`.execute(db)
  return rows
}
