import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { ResidentSession } from '../../identity/index.ts'
import { openCopy } from '../submission/copy.ts'
import { isOwn } from './prefill.ts'

/**
 * The telephone number a person gave with their last application for themselves, from their own copy; undefined without an
 * account, or when no copy is kept any more. An application for somebody else says nothing of the person who sits there.
 */
export async function lastPhone(
  db: Kysely<InternetDb>,
  keys: KeyRing,
  cityId: string,
  session: ResidentSession | null,
): Promise<string | undefined> {
  if (session?.accountId === undefined) return undefined
  const rows = await db
    .selectFrom('application')
    .select(['id', 'copy'])
    .where('account_id', '=', session.accountId)
    .orderBy('arrived_at', 'desc')
    .limit(3)
    .execute()
  for (const { id, copy } of rows) {
    const { answers, filer } = openCopy(keys, cityId, id, copy)
    const phone = (answers.contact as Readonly<Record<string, unknown>> | undefined)?.phone
    if (isOwn(filer) && typeof phone === 'string' && phone !== '') return phone
  }
  return undefined
}
