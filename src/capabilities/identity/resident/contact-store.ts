import { type Kysely, sql } from 'kysely'
import type { ResidentTables } from './tables.ts'

type Db = Kysely<ResidentTables>

/** One asker of an address at a time, so that two requests together can't pass a limit. Ends with the transaction. */
export async function lockContact(trx: Db, keys: readonly Buffer[]): Promise<void> {
  for (const key of [...keys].sort(Buffer.compare)) {
    await sql`select pg_advisory_xact_lock(${key.readBigInt64BE(0).toString()}::bigint)`.execute(trx)
  }
}

/** Moments of the codes asked for since a time, by address and by browser. */
export async function listCodeTimes(
  db: Db,
  by: 'address_token' | 'browser_token',
  token: Buffer,
  since: Date,
): Promise<readonly Date[]> {
  const rows = await db
    .selectFrom('contact_code')
    .select('created_at')
    .where(by, '=', token)
    .where('created_at', '>', since)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => row.created_at)
}

export interface NewCode {
  readonly id: string
  readonly browserToken: Buffer
  readonly addressToken: Buffer
  readonly emailBox: Buffer
  readonly codeHash: Buffer
  readonly returnTo: string
  readonly at: Date
  readonly expiresAt: Date
}

/** Adds a code; the former ones of the same browser end, so that only the newest mail counts. */
export async function insertCode(trx: Db, code: NewCode): Promise<void> {
  await trx
    .updateTable('contact_code')
    .set({ expires_at: code.at })
    .where('browser_token', '=', code.browserToken)
    .where('used_at', 'is', null)
    .where('expires_at', '>', code.at)
    .execute()
  await trx
    .insertInto('contact_code')
    .values({
      id: code.id,
      browser_token: code.browserToken,
      address_token: code.addressToken,
      email_box: code.emailBox,
      code_hash: code.codeHash,
      return_to: code.returnTo,
      created_at: code.at,
      expires_at: code.expiresAt,
    })
    .execute()
}

/** The newest code of a browser, locked: two tries at once are counted as two. */
export async function lockNewestCode(trx: Db, browserToken: Buffer) {
  return trx
    .selectFrom('contact_code')
    .selectAll()
    .where('browser_token', '=', browserToken)
    .orderBy('created_at', 'desc')
    .orderBy('expires_at', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
}

export async function countTry(trx: Db, id: string): Promise<void> {
  await trx
    .updateTable('contact_code')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function markUsed(trx: Db, id: string, at: Date): Promise<void> {
  await trx.updateTable('contact_code').set({ used_at: at }).where('id', '=', id).execute()
}
