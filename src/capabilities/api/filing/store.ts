import { createHash } from 'node:crypto'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { type Asked, clientOf } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'

const dbOf = ({ api, city }: Pick<Asked, 'api' | 'city'>) => api.services.db.city<InternetDb>(city.id)

/** The id of the application that a client means by a key: the same one each time, and another one for every other client. */
export function applicationIdOf({ api, city }: Pick<Asked, 'api' | 'city'>, clientId: string, key: string): string {
  const bytes = api.services.keys.token(city.id, 'credential', `api filing\0${clientId}\0${key}`).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Which request a key stands for: its address and its very bytes. */
export function hashOfRequest(path: string, bytes: Uint8Array): Buffer {
  return createHash('sha256').update(path).update('\0').update(bytes).digest()
}

export type Begun = { readonly kind: 'ours' } | { readonly kind: 'other-body' }

/** Notes what a key stands for, before anything is done with it. */
export async function beginFiling(
  asked: Asked,
  filing: {
    readonly applicationId: string
    readonly clientId: string
    readonly bodyHash: Buffer
    readonly resultAgreed: boolean
  },
): Promise<Begun> {
  await dbOf(asked)
    .insertInto('api_filing')
    .values({
      application_id: filing.applicationId,
      client_id: filing.clientId,
      body_hash: filing.bodyHash,
      result_agreed: filing.resultAgreed,
      made_at: asked.now,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'application_id']).doNothing())
    .execute()
  const kept = await dbOf(asked)
    .selectFrom('api_filing')
    .select('body_hash')
    .where('application_id', '=', filing.applicationId)
    .executeTakeFirst()
  return kept?.body_hash.equals(filing.bodyHash) === true ? { kind: 'ours' } : { kind: 'other-body' }
}

/** It was submitted: from now on the client finds it by its receipt number, and its files are no longer waiting. */
export async function completeFiling(
  asked: Asked,
  filing: { readonly applicationId: string; readonly receiptNumber: string; readonly fileIds: readonly string[] },
): Promise<void> {
  await dbOf(asked)
    .transaction()
    .execute(async (trx) => {
      await trx
        .updateTable('api_filing')
        .set({ receipt_number: filing.receiptNumber })
        .where('application_id', '=', filing.applicationId)
        .execute()
      if (filing.fileIds.length === 0) return
      await trx
        .updateTable('api_attachment')
        .set({ taken_along: true })
        .where('file_id', 'in', [...filing.fileIds])
        .execute()
    })
}

/** It was refused: the key stands for nothing, and may be used for what was put right. */
export async function forgetFiling(asked: Asked, applicationId: string): Promise<void> {
  await dbOf(asked)
    .deleteFrom('api_filing')
    .where('application_id', '=', applicationId)
    .where('receipt_number', 'is', null)
    .execute()
}

export interface OwnFiling {
  readonly id: string
  /** The applicant agreed that the client is told the result. */
  readonly resultAgreed: boolean
}

/** The application of a receipt number, when this client sent it. Another client's and one that never was look the same. */
async function findOwnFiling(asked: Asked, clientId: string, receiptNumber: string): Promise<OwnFiling | undefined> {
  if (!/^[A-Z]{2}-[A-Z]\d{1,3}-\d{6}-\d$/.test(receiptNumber)) return undefined
  const row = await dbOf(asked)
    .selectFrom('api_filing')
    .select(['application_id', 'result_agreed'])
    .where('receipt_number', '=', receiptNumber)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
  return row === undefined ? undefined : { id: row.application_id, resultAgreed: row.result_agreed }
}

/** The own application of this request's path. Throws `ApiProblem` 404. */
export async function ownFiling(asked: Asked): Promise<OwnFiling> {
  const found = await findOwnFiling(asked, clientOf(asked).id, asked.param('receipt'))
  if (found === undefined) throw new ApiProblem('not-found')
  return found
}

/** Files went with something that was sent: they are no longer waiting. */
export async function markTakenAlong(asked: Asked, fileIds: readonly string[]): Promise<void> {
  if (fileIds.length === 0) return
  await dbOf(asked)
    .updateTable('api_attachment')
    .set({ taken_along: true })
    .where('file_id', 'in', [...fileIds])
    .execute()
}
