import { type Kysely, sql } from 'kysely'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { CasesDb } from '../store/tables.ts'

/** Searches are kept for a day, so that back and reload work. */
const keptHours = 24

/** Keeps the words of a search encrypted and gives back its id: no name ever stands in an address. */
export async function insertSearch(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
  text: string,
  now: Date,
): Promise<string> {
  const row = await db
    .insertInto('case_saved_search')
    .values({
      staff_id: staffId,
      at: now,
      box: keys.encrypt(cityId, 'search', Buffer.from(text, 'utf8'), `search of ${staffId}`),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await sql`delete from case_saved_search where at < ${new Date(now.getTime() - keptHours * 3_600_000)}`.execute(db)
  return row.id
}

/** The words of this person's search; null when it is gone or somebody else's. */
export async function findSearch(
  db: Kysely<CasesDb>,
  keys: KeyRing,
  cityId: string,
  staffId: string,
  id: string,
): Promise<string | null> {
  if (!/^[0-9a-f-]{36}$/.test(id)) return null
  const row = await db
    .selectFrom('case_saved_search')
    .select('box')
    .where('id', '=', id)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row ? keys.decrypt(cityId, 'search', row.box, `search of ${staffId}`).toString('utf8') : null
}
