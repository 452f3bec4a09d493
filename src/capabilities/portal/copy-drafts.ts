import { randomUUID } from 'node:crypto'
import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { Answers } from '../procedures/index.ts'
import { openDraft, sealDraft } from './drafts/box.ts'
import { findDraftRow } from './drafts/store.ts'
import { makeCode } from './shared/code.ts'
import { tokens } from './shared/tokens.ts'

/**
 * Many drafts like one that a person has begun, filled in with the answers given: same owner, same procedure, version 1.
 * For benches and tests only. Returns the ids.
 */
export async function copyDrafts(
  services: ZoneServices<'internet'>,
  cityId: string,
  wanted: { readonly draftId: string; readonly answers: Answers; readonly count: number; readonly now: Date },
): Promise<readonly string[]> {
  const { keys } = services
  const db = services.db.city<InternetDb>(cityId)
  const pattern = await findDraftRow(db, wanted.draftId, wanted.now)
  if (pattern === undefined) throw new Error('There is no such draft to copy.')
  const body = openDraft(keys, cityId, pattern.id, pattern.body)
  const copies = Array.from({ length: wanted.count }, () => {
    const id = randomUUID()
    const number = makeCode('number')
    const secret = makeCode('secret')
    return {
      id,
      procedure_id: pattern.procedure_id,
      receipt_prefix: pattern.receipt_prefix,
      version_hash: pattern.version_hash,
      assurance: pattern.assurance,
      account_id: pattern.account_id,
      contact_token: pattern.contact_token,
      resume_number: number,
      resume_token: tokens.secret(keys, cityId, number, secret),
      body: sealDraft(keys, cityId, id, { ...body, answers: wanted.answers, secret }),
      created_at: wanted.now,
      saved_at: wanted.now,
      expires_at: pattern.expires_at,
    }
  })
  for (let at = 0; at < copies.length; at += 200)
    await db
      .insertInto('draft')
      .values(copies.slice(at, at + 200))
      .execute()
  return copies.map(({ id }) => id)
}
