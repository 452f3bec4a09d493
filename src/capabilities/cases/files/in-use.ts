import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { relayFilesInUse } from '../../../platform/relay/files-in-use.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { letterFilesInUse } from '../../documents/index.ts'

const PAGE = 1000

/**
 * Every ciphertext of the office zone that something still names: attachments of cases, those of messages that were put
 * aside, letters, and what is on its way between the zones. The daily sweep removes the others: leave nothing out here.
 */
export async function* filesInUse(
  services: Pick<ZoneServices<'office'>, 'db' | 'keys'>,
  cityId: string,
): AsyncGenerator<string> {
  const db = services.db.city<OfficeDb>(cityId)
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('case_attachment')
      .select('address')
      .distinct()
      .where('address', '>', after)
      .orderBy('address')
      .limit(PAGE)
      .execute()
    for (const { address } of rows) yield address
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) break
    after = last.address
  }
  // What was put aside and taken later is among the attachments; naming it twice costs nothing.
  for (const { header } of await db.selectFrom('case_parked').select('header').execute())
    yield* (header as unknown as { readonly files?: readonly string[] }).files ?? []
  yield* letterFilesInUse(services, cityId)
  yield* relayFilesInUse(db)
}
