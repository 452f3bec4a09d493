import type { InternetDb } from '../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { openFileBox } from './drafts/file-store.ts'

const PAGE = 500

/**
 * Every ciphertext that the portal still names: applicants' files with their views, and letters. The daily sweep removes what nobody
 * names, so nothing may be left out here.
 */
export async function* filesInUse(services: Pick<ZoneServices, 'db' | 'keys'>, cityId: string): AsyncGenerator<string> {
  const db = services.db.city<InternetDb>(cityId)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db
      .selectFrom('applicant_file')
      .select(['id', 'address', 'box'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      yield row.address
      const { view } = openFileBox(services.keys, cityId, row.id, row.box)
      if (view !== undefined) yield view.address
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) break
    after = last.id
  }
  for (const { address } of await db.selectFrom('letter').select('address').execute()) yield address
}
