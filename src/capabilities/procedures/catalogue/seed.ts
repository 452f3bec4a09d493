import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { OperatorError } from '../../../platform/operator-error.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type Finding, findingLine } from '../language/findings.ts'
import { loadProcedure } from '../language/load.ts'
import type { SharedParts } from '../language/shared-tables.ts'
import { seedFingerprint } from '../seeds/fingerprint.ts'
import { type ProcedureFolder, readProcedureFolders, readSharedParts } from '../seeds/folder.ts'
import { movedTo } from '../seeds/move-dates.ts'
import { everyCity, readRegisters } from '../seeds/registers.ts'
import {
  findSeededFrom,
  insertRegister,
  insertVersion,
  keepSeededFrom,
  listClosedDays,
  listRegisters,
  listSettings,
  listVersionHeads,
  type OfficeVersionHead,
  raiseRevision,
  type StoredVersion,
} from '../store/office.ts'
import { type ProcedureSource, pickShared, versionHash } from '../version-hash.ts'
import { tellBroken } from './broken-definitions.ts'
import { catalogueOf } from './catalogue.ts'
import { outward, publish } from './publication.ts'

/** A definition of the repository that was checked and may be published. */
interface Seed extends ProcedureSource {
  readonly procedureId: string
  readonly hash: string
}

/**
 * What a city starts from. Files are seeds: they become rows once, and again only while the city has not published a
 * version of its own. At the first start a broken definition is refused with all problems; later, and for a city that is
 * added to others, the rows go on as they are, what is good is taken in, and the rest is said aloud. Files that were taken in
 * without a problem are not read again until one of them, or the program, has changed.
 */
export async function seedProcedures(
  services: ZoneServices<'office'>,
  cityId: string,
  options: {
    readonly only?: readonly string[]
    /** Another city of this data folder is at work: a broken file does not keep the program from starting. */
    readonly besideOthers?: boolean
  } = {},
): Promise<void> {
  const { rootDir } = services.config
  const db = services.db.city<OfficeDb>(cityId)
  const stored = await listVersionHeads(db)
  const { fingerprint } = readOnce(services)
  const from = [fingerprint, ...(options.only ?? ['*'])].join(' ')
  if (stored.length > 0 && (await findSeededFrom(db)) === from) return
  const files = await seedFiles(services)
  const offered = files.folders.filter(({ id }) => options.only === undefined || options.only.includes(id))
  const loaded = offered.filter((folder) => !isUnchanged(folder, files.shared, stored)).map(files.load)
  const registers = await readRegisters(path.join(rootDir, 'catalog', 'registers'))
  const findings = [...files.findings, ...registers.findings, ...loaded.flatMap((one) => one.findings)]
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0 && stored.length === 0 && !options.besideOthers)
    throw new OperatorError(['手続の定義に直すところがあります。', ...errors.map(findingLine)].join('\n'))
  tellBroken(services, cityId, errors)
  const now = services.clock.now()
  const fresh = loaded.flatMap(({ seed }) => (seed ? nextVersion(seed, stored, now) : []))
  const known = new Set((await listRegisters(db)).map(({ id }) => id))
  const own = registers.cities.get(cityId) ?? []
  const common = (registers.cities.get(everyCity) ?? []).filter(({ id }) => !own.some((each) => each.id === id))
  const newRegisters = [...own, ...common]
    .filter(({ id }) => !known.has(id))
    .map((register) => movedTo(register, dayOf(now)))
  const first = stored.length === 0
  const whole = errors.length === 0
  if (fresh.length === 0 && newRegisters.length === 0) {
    if (whole) await keepSeededFrom(db, from)
    return
  }
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
    if (whole) await keepSeededFrom(trx, from)
  })
  catalogueOf(services).changed(cityId)
  services.relay.nudge()
  services.log.info('procedures-published', { city: cityId, procedures: fresh.length, registers: newRegisters.length })
}

/** The version that a seed becomes, if it is new and the city has not gone its own way. */
function nextVersion(seed: Seed, stored: readonly OfficeVersionHead[], now: Date): readonly StoredVersion[] {
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

/** The repository's definitions: read once for all cities of a zone, each checked when a city needs it. */
interface SeedFiles {
  readonly folders: readonly ProcedureFolder[]
  readonly shared: SharedParts
  readonly findings: readonly Finding[]
  readonly load: (folder: ProcedureFolder) => { readonly seed?: Seed; readonly findings: readonly Finding[] }
}

interface ReadOnce {
  readonly fingerprint: string
  files?: Promise<SeedFiles>
}

const filesOf = new WeakMap<object, ReadOnce>()

function readOnce(services: ZoneServices<'office'>): ReadOnce {
  const known = filesOf.get(services) ?? { fingerprint: seedFingerprint(services.config.rootDir) }
  filesOf.set(services, known)
  return known
}

function seedFiles(services: ZoneServices<'office'>): Promise<SeedFiles> {
  const known = readOnce(services)
  known.files ??= readSeedFiles(services.config.rootDir)
  return known.files
}

async function readSeedFiles(rootDir: string): Promise<SeedFiles> {
  const folders = await readProcedureFolders(path.join(rootDir, 'procedures'), { cases: false })
  const { shared, findings } = await readSharedParts(rootDir)
  const loaded = new Map<string, ReturnType<SeedFiles['load']>>()
  const load: SeedFiles['load'] = (folder) => {
    const known = loaded.get(folder.id)
    if (known) return known
    const outcome = loadProcedure(folder.source, { file: folder.file, shared })
    const texts = { source: folder.source, shared: pickShared(shared, outcome.usedShared), letters: folder.letters }
    const seed = { procedureId: folder.id, hash: versionHash(texts), ...texts }
    const made = { findings: outcome.findings, ...(outcome.definition ? { seed } : {}) }
    loaded.set(folder.id, made)
    return made
  }
  return { folders, shared, findings, load }
}

/** The files are what the newest row was made from: nothing to check, and a later start is quick. */
function isUnchanged(folder: ProcedureFolder, shared: SharedParts, stored: readonly OfficeVersionHead[]): boolean {
  const newest = stored.find(({ procedureId }) => procedureId === folder.id)
  if (!newest) return false
  const used = pickShared(shared, newest.sharedIds)
  return versionHash({ source: folder.source, shared: used, letters: folder.letters }) === newest.hash
}

/** Lets the files go when all cities have theirs: what a zone needs of them is rows by now. */
export function forgetSeedFiles(services: ZoneServices<'office'>): void {
  filesOf.delete(services)
}
