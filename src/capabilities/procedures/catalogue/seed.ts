import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { OperatorError } from '../../../platform/operator-error.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type Finding, findingLine } from '../language/findings.ts'
import { loadProcedure } from '../language/load.ts'
import type { SharedGroups } from '../language/shared-groups.ts'
import { readProcedureFolders, readSharedGroups } from '../seeds/folder.ts'
import { readRegisters } from '../seeds/registers.ts'
import {
  insertRegister,
  insertVersion,
  listClosedDays,
  listRegisters,
  listSettings,
  listVersions,
  raiseRevision,
  type StoredVersion,
} from '../store/office.ts'
import { type ProcedureSource, pickGroups, versionHash } from '../version-hash.ts'
import { catalogueOf } from './catalogue.ts'
import { outward, publish } from './publication.ts'

/** A definition of the repository that was checked and may be published. */
interface Seed extends ProcedureSource {
  readonly procedureId: string
  readonly hash: string
}

/**
 * What a city starts from. Files are seeds: they become rows once, and again only while the city has not published a
 * version of its own. At the first start a broken definition is refused with all problems; later the rows go on as
 * they are, and it is said aloud.
 */
export async function seedProcedures(
  services: ZoneServices<'office'>,
  cityId: string,
  options: { readonly only?: readonly string[] } = {},
): Promise<void> {
  const { rootDir } = services.config
  const db = services.db.city<OfficeDb>(cityId)
  const stored = await listVersions(db)
  const { seeds, findings } = await readSeeds(rootDir, options.only)
  const problems = findings.filter(({ severity }) => severity === 'error').map(findingLine)
  if (problems.length > 0) {
    if (stored.length === 0) throw new OperatorError(['手続の定義に直すところがあります。', ...problems].join('\n'))
    services.log.error('procedure-definitions-broken', { city: cityId, problems: problems.slice(0, 50) })
  }
  const now = services.clock.now()
  const fresh = seeds.flatMap((seed) => nextVersion(seed, stored, now))
  const registers = await readRegisters(path.join(rootDir, 'catalog', 'registers'))
  const known = new Set((await listRegisters(db)).map(({ id }) => id))
  const newRegisters = (registers.cities.get(cityId) ?? []).filter(({ id }) => !known.has(id))
  const first = stored.length === 0
  if (fresh.length === 0 && newRegisters.length === 0) return
  await db.transaction().execute(async (trx) => {
    for (const register of newRegisters) {
      await insertRegister(trx, register)
      await publish(services, trx, cityId, { what: 'register', id: register.id, content: register }, now)
    }
    for (const version of fresh) {
      await insertVersion(trx, version)
      await publish(
        services,
        trx,
        cityId,
        { what: 'procedure', id: version.procedureId, content: outward(version) },
        now,
      )
    }
    if (first) {
      await publish(services, trx, cityId, { what: 'settings', id: 'settings', content: await listSettings(trx) }, now)
      await publish(
        services,
        trx,
        cityId,
        { what: 'closed-days', id: 'closed-days', content: await listClosedDays(trx) },
        now,
      )
    }
    await raiseRevision(trx)
  })
  catalogueOf(services).changed(cityId)
  services.relay.nudge()
  services.log.info('procedures-published', { city: cityId, procedures: fresh.length, registers: newRegisters.length })
}

/** The version that a seed becomes, if it is new and the city has not gone its own way. */
function nextVersion(seed: Seed, stored: readonly StoredVersion[], now: Date): readonly StoredVersion[] {
  const [newest] = stored.filter(({ procedureId }) => procedureId === seed.procedureId)
  if (newest && (newest.hash === seed.hash || newest.publishedBy !== 'seed')) return []
  return [
    {
      ...seed,
      number: (newest?.number ?? 0) + 1,
      effectiveFrom: dayOf(now),
      publishedAt: now,
      publishedBy: 'seed',
    },
  ]
}

async function readSeeds(
  rootDir: string,
  only: readonly string[] | undefined,
): Promise<{ readonly seeds: readonly Seed[]; readonly findings: readonly Finding[] }> {
  const folders = await readProcedureFolders(path.join(rootDir, 'procedures'))
  const shared = await readSharedGroups(path.join(rootDir, 'catalog', 'groups'))
  const findings: Finding[] = [...shared.findings]
  const seeds: Seed[] = []
  for (const folder of folders.filter(({ id }) => only === undefined || only.includes(id))) {
    const loaded = loadProcedure(folder.source, { file: folder.file, groups: shared.groups })
    findings.push(...loaded.findings)
    if (!loaded.definition) continue
    seeds.push(seedOf(folder.id, folder.source, shared.groups, loaded.usedGroups, folder.letters))
  }
  return { seeds, findings }
}

function seedOf(
  procedureId: string,
  source: string,
  shared: SharedGroups,
  used: readonly string[],
  letters: Readonly<Record<string, string>>,
): Seed {
  const texts = { source, groups: pickGroups(shared, used), letters }
  return { procedureId, hash: versionHash(texts), ...texts }
}
