import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { type PublicDraw, publicDraw } from '../../exchange/index.ts'

/** A published draw; undefined when there is none of this name. */
export async function findDraw(db: Kysely<InternetDb>, id: string): Promise<PublicDraw | undefined> {
  const row = await db.selectFrom('published_draw').select('body').where('id', '=', id).executeTakeFirst()
  return row && publicDraw.parse(row.body)
}

/** The newest draw of each entry of a register, by entry. */
export async function listDraws(db: Kysely<InternetDb>, register: string): Promise<ReadonlyMap<string, PublicDraw>> {
  const rows = await db
    .selectFrom('published_draw')
    .select(['entry', 'body'])
    .where('register', '=', register)
    .execute()
  const newest = new Map<string, PublicDraw>()
  for (const { entry, body } of rows) {
    const draw = publicDraw.parse(body)
    if (draw.run >= (newest.get(entry)?.run ?? 0)) newest.set(entry, draw)
  }
  return newest
}
