import { sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { insertVersion, listVersions, raiseRevision } from '../store/office.ts'
import { type ProcedureSource, versionHash } from '../version-hash.ts'
import { outward, publish } from './publication.ts'

/** A text that somebody let hold. Days are `YYYY-MM-DD`. */
export interface NewVersion extends ProcedureSource {
  readonly cityId: string
  readonly procedureId: string
  readonly effectiveFrom: string
  /** Id of the member of staff who decided. */
  readonly publishedBy: string
  readonly at: Date
}

/**
 * Makes a text the next version of its procedure and sends it outward, in the caller's transaction. It is not checked
 * here: who decides has checked. After the commit the caller says `catalogueOf(services).changed` and nudges the relay.
 */
export async function publishVersion(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  { cityId, at, ...wanted }: NewVersion,
): Promise<{ readonly number: number; readonly hash: string }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('procedure ' || ${wanted.procedureId} || ' ' || current_tenant(), 0))`.execute(
    trx,
  )
  const [newest] = (await listVersions(trx)).filter(({ procedureId }) => procedureId === wanted.procedureId)
  const version = { ...wanted, number: (newest?.number ?? 0) + 1, hash: versionHash(wanted), publishedAt: at }
  await insertVersion(trx, version)
  await publish(services, trx, cityId, { what: 'procedure', id: version.procedureId, content: outward(version) }, at)
  await raiseRevision(trx)
  return { number: version.number, hash: version.hash }
}
