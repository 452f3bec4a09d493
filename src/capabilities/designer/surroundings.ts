import type { Kysely } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { approvals } from '../approvals/index.ts'
import { listSections } from '../identity/index.ts'
import { catalogueOf, listRegisters, listVersions, loadProcedure, type StoredVersion } from '../procedures/index.ts'
import type { ReadVersion, Surroundings } from './check-copy.ts'

/** Everything that a working copy of a procedure is held against today. In a transaction: as it stands in it, by its own connection. */
export async function surroundingsOf(
  services: ZoneServices<'office'>,
  cityId: string,
  procedureId: string,
  at: Date,
  db: Kysely<OfficeDb> = services.db.city<OfficeDb>(cityId),
): Promise<Surroundings> {
  const current = await catalogueOf(services).current(cityId)
  const versions = await listVersions(db)
  return {
    city: {
      sections: new Set((await listSections(db, dayOf(at))).map(({ code }) => code)),
      matters: new Set((await approvals.matters(db, at)).map(({ matter }) => matter)),
      registers: new Set((await listRegisters(db)).map(({ id }) => id)),
      prefixes: new Map(
        current.flatMap(({ definition }) =>
          definition.id === procedureId ? [] : [[definition.receiptPrefix, definition.name.ja] as const],
        ),
      ),
    },
    procedures: new Map(current.map(({ definition }) => [definition.id, definition])),
    published: versions.filter((version) => version.procedureId === procedureId).flatMap(readVersion),
  }
}

const known = new Map<string, readonly ReadVersion['definition'][]>()

/** A version as a definition; none when this program can't read it any more. */
export function readVersion(stored: StoredVersion): readonly ReadVersion[] {
  const before = known.get(stored.hash) ?? read(stored)
  known.set(stored.hash, before)
  return before.map((definition) => ({ stored, definition }))
}

function read(stored: StoredVersion): readonly ReadVersion['definition'][] {
  const shared = new Map(Object.entries(stored.shared))
  const { definition } = loadProcedure(stored.source, { shared, published: true })
  return definition ? [definition] : []
}
