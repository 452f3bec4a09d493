import { type Kysely, sql } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { letterFilesInUse } from '../../documents/index.ts'

const PAGE = 1000

/**
 * Every ciphertext that the cases still name: attachments, those of messages that were put aside, and letters. The daily sweep
 * removes what nobody names: leave nothing out here.
 */
export async function* filesInUse(
  services: Pick<ZoneServices<'office'>, 'db' | 'keys'>,
  cityId: string,
): AsyncGenerator<string> {
  const db = services.db.city<OfficeDb>(cityId)
  yield* addressesOf(db, 'case_attachment')
  yield* addressesOf(db, 'case_origin')
  // What was put aside and taken later is among the attachments; naming it twice costs nothing.
  for (const { header } of await db.selectFrom('case_parked').select('header').execute())
    yield* (header as unknown as { readonly files?: readonly string[] }).files ?? []
  yield* letterFilesInUse(services, cityId)
}

async function* addressesOf(db: Kysely<OfficeDb>, table: 'case_attachment' | 'case_origin'): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ address: string }>`select distinct address from ${sql.table(table)}
      where address > ${after} order by address limit ${PAGE}`.execute(db)
    for (const { address } of rows) yield address
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.address
  }
}
