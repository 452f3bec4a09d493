import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { findLetterFile } from './letters.ts'

const PAGE = 500

/** Addresses of the PDFs of all letters that were made, for the sweep of files that nothing names. */
export async function* letterFilesInUse(
  services: Pick<ZoneServices<'office'>, 'db' | 'keys'>,
  cityId: string,
): AsyncGenerator<string> {
  const db = services.db.city<OfficeDb>(cityId)
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await db
      .selectFrom('letter')
      .select('id')
      .where('id', '>', after)
      .where('file', 'is not', null)
      .orderBy('id')
      .limit(PAGE)
      .execute()
    for (const { id } of rows) {
      const file = await findLetterFile(db, services.keys, cityId, id)
      if (file !== null) yield file.address
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.id
  }
}
