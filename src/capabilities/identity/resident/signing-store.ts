import type { Kysely } from 'kysely'
import type { SignatureResult } from '../card/signature.ts'
import type { ResidentTables } from './tables.ts'

type Db = Kysely<ResidentTables>

export interface NewSignatureRequest {
  readonly id: string
  readonly sessionId: string
  readonly accountId: string
  readonly subject: string
  readonly returnTo: string
  readonly stateHash: Buffer
  readonly providerRequest: string
  readonly bytesSha256: Buffer
  readonly bytesBox: Buffer
  readonly at: Date
  readonly expiresAt: Date
}

/** The texts of one signing; they wait together. */
export async function insertRequests(db: Db, requests: readonly NewSignatureRequest[]): Promise<void> {
  await db
    .insertInto('signature_request')
    .values(
      requests.map((request) => ({
        id: request.id,
        session_id: request.sessionId,
        account_id: request.accountId,
        subject: request.subject,
        return_to: request.returnTo,
        state_hash: request.stateHash,
        provider_request: request.providerRequest,
        bytes_sha256: request.bytesSha256,
        bytes_box: request.bytesBox,
        created_at: request.at,
        expires_at: request.expiresAt,
      })),
    )
    .execute()
}

/** The requests of this account that wait for this state. Another person's are not found. */
export async function findRequests(db: Db, stateHash: Buffer, accountId: string, now: Date) {
  return db
    .selectFrom('signature_request')
    .selectAll()
    .where('state_hash', '=', stateHash)
    .where('account_id', '=', accountId)
    .where('completed_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
}

export interface CompletedRequest {
  readonly id: string
  readonly at: Date
  readonly result: SignatureResult
  readonly signatureBox: Buffer
  readonly certificateBox: Buffer
}

/** Keeps the results of one signing, all or none; false when another answer was first. */
export async function completeRequests(db: Db, done: readonly CompletedRequest[]): Promise<boolean> {
  const second = new Error('It was answered before.')
  try {
    await db.transaction().execute(async (trx) => {
      for (const each of done) {
        const updated = await trx
          .updateTable('signature_request')
          .set({
            completed_at: each.at,
            result: each.result,
            signature_box: each.signatureBox,
            certificate_box: each.certificateBox,
          })
          .where('id', '=', each.id)
          .where('completed_at', 'is', null)
          .executeTakeFirst()
        if (updated.numUpdatedRows !== 1n) throw second
      }
    })
    return true
  } catch (error) {
    if (error === second) return false
    throw error
  }
}

export async function findSigned(
  db: Db,
  of: { readonly accountId: string; readonly subject: string; readonly bytesSha256: Buffer },
) {
  return db
    .selectFrom('signature_request')
    .select(['id', 'completed_at', 'signature_box', 'certificate_box'])
    .where('account_id', '=', of.accountId)
    .where('subject', '=', of.subject)
    .where('bytes_sha256', '=', of.bytesSha256)
    .where('result', '=', 'valid')
    .orderBy('completed_at', 'desc')
    .executeTakeFirst()
}

export async function findAccountToken(db: Db, accountId: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('resident_account')
    .select('subject_token')
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.subject_token
}
