import path from 'node:path'
import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { programMark } from '../../../platform/program-mark.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CityFacts, CompiledProcedure } from '../engine.ts'
import { readBoundary } from '../seeds/boundary.ts'
import { findPublishedTexts, listPublishedContent, listPublishedHeads } from '../store/internet.ts'
import {
  findRevision,
  findVersionTexts,
  listClosedDays,
  listRegisters,
  listSettings,
  listVersionHeads,
  type VersionHead,
} from '../store/office.ts'
import { type CityRecords, factsOn } from './city-facts.ts'
import { compiledVersions, type VersionTexts } from './compiled-versions.ts'
import { type ProvedDefinitions, provedDefinitions } from './proved-definitions.ts'
import { publishedClosedDays, publishedRegister, publishedSettings } from './publication.ts'

/** Published procedures and the city's facts. Both zones have one; the rows of the zone are the truth behind it. */
export interface Catalogue {
  /** Versions in force today, one a procedure, by id. */
  current(cityId: string): Promise<readonly CompiledProcedure[]>
  /** A version by its hash, also an old one: drafts and cases stay on theirs. */
  version(cityId: string, procedureId: string, hash: string): Promise<CompiledProcedure | undefined>
  /** The same, with `null` for none. */
  find(cityId: string, procedureId: string, hash: string): Promise<CompiledProcedure | null>
  /** Settings, registers and closed days as they hold on a day. */
  facts(cityId: string, today: string): Promise<CityFacts>
  /** Forgets what is remembered of a city, after a change in this process. */
  changed(cityId: string): void
}

interface CityState {
  readonly revision: number
  readonly versions: readonly VersionHead[]
  readonly records: CityRecords
  readonly days: Map<string, CityFacts>
  readonly inForce: Map<string, Promise<readonly CompiledProcedure[]>>
}

/** Another process may have changed rows: looked at again after this long, without anybody waiting for it. */
const lookAgainMs = 3000
/** Days whose facts are kept; more are only asked for by old cases. */
const mostDays = 200

const catalogues = new WeakMap<ZoneServices, Catalogue>()

/** The catalogue of a zone; the same one for everybody who works with the same services. */
export function catalogueOf(services: ZoneServices): Catalogue {
  const known = catalogues.get(services)
  if (known) return known
  const made = createCatalogue(services)
  catalogues.set(services, made)
  return made
}

function createCatalogue(services: ZoneServices): Catalogue {
  const states = new Map<string, Promise<CityState>>()
  const lookedAt = new Map<string, number>()
  const stateOf = (cityId: string): Promise<CityState> => {
    const known = states.get(cityId)
    if (known) {
      void lookAgain(cityId, known)
      return known
    }
    const reading = readState(services, cityId)
    states.set(cityId, reading)
    lookedAt.set(cityId, Date.now())
    reading.catch(() => states.delete(cityId))
    return reading
  }
  const lookAgain = async (cityId: string, known: Promise<CityState>): Promise<void> => {
    if (Date.now() - (lookedAt.get(cityId) ?? 0) < lookAgainMs) return
    lookedAt.set(cityId, Date.now())
    try {
      const { revision } = await known
      if ((await findRevision(services.db.aside<OfficeDb>(cityId))) === revision) return
      const fresh = await readState(services, cityId)
      if (states.get(cityId) === known) states.set(cityId, Promise.resolve(fresh))
    } catch (error) {
      services.log.warn('catalogue-not-refreshed', { city: cityId, error })
    }
  }
  const version: Catalogue['version'] = async (cityId, procedureId, hash) => {
    const { versions } = await stateOf(cityId)
    const found = versions.find((each) => each.procedureId === procedureId && each.hash === hash)
    if (!found) return undefined
    const compiled = (await compiledVersions([found], textsOf(services, cityId), provedOf(services))).get(hash)
    return compiled?.ok ? compiled.procedure : undefined
  }
  return {
    version,
    find: async (cityId, procedureId, hash) => (await version(cityId, procedureId, hash)) ?? null,
    async current(cityId) {
      const state = await stateOf(cityId)
      return inForce(services, cityId, state, dayOf(services.clock.now()))
    },
    async facts(cityId, today) {
      const { days, records } = await stateOf(cityId)
      const known = days.get(today)
      if (known) return known
      if (days.size >= mostDays) days.clear()
      const made = factsOn(records, today)
      days.set(today, made)
      return made
    },
    changed: (cityId) => {
      states.delete(cityId)
    },
  }
}

/** The newest version that has begun and that this program can read; an unreadable one is said aloud and passed over. */
function inForce(
  services: ZoneServices,
  cityId: string,
  state: CityState,
  today: string,
): Promise<readonly CompiledProcedure[]> {
  const known = state.inForce.get(today)
  if (known) return known
  const made = findInForce(services, cityId, state.versions, today)
  state.inForce.clear()
  state.inForce.set(today, made)
  made.catch(() => state.inForce.delete(today))
  return made
}

async function findInForce(
  services: ZoneServices,
  cityId: string,
  versions: readonly VersionHead[],
  today: string,
): Promise<readonly CompiledProcedure[]> {
  const chains = new Map<string, VersionHead[]>()
  for (const version of versions) {
    if (version.effectiveFrom > today) continue
    chains.set(version.procedureId, [...(chains.get(version.procedureId) ?? []), version])
  }
  const found = new Map<string, CompiledProcedure | undefined>([...chains.keys()].map((id) => [id, undefined]))
  // All newest ones at once; an older one only where the newer can't be read.
  while (chains.size > 0) {
    const newest = [...chains].flatMap(([, [head]]) => head ?? [])
    const compiled = await compiledVersions(newest, textsOf(services, cityId), provedOf(services))
    for (const { procedureId, hash } of newest) {
      const version = compiled.get(hash)
      if (version?.ok) found.set(procedureId, version.procedure)
      else {
        services.log.error('procedure-version-unreadable', {
          procedure: procedureId,
          versionHash: hash,
          count: version?.problems.length ?? 0,
        })
      }
      const rest = version?.ok ? [] : (chains.get(procedureId) ?? []).slice(1)
      if (rest.length > 0) chains.set(procedureId, rest)
      else chains.delete(procedureId)
    }
  }
  return [...found.values()].filter((procedure) => procedure !== undefined)
}

/** Reads the texts of versions where this zone keeps them. */
function textsOf(
  services: ZoneServices,
  cityId: string,
): (hashes: readonly string[]) => Promise<readonly VersionTexts[]> {
  return services.zone === 'internet'
    ? (hashes) => findPublishedTexts(services.db.aside<InternetDb>(cityId), hashes)
    : (hashes) => findVersionTexts(services.db.aside<OfficeDb>(cityId), hashes)
}

/** Where a build of the program keeps what it proved; one that runs from its sources has nothing that names it. */
function provedOf({ config }: ZoneServices): ProvedDefinitions | undefined {
  return programMark === undefined ? undefined : provedDefinitions(path.join(config.dataDir, 'cache'), programMark)
}

async function readState(services: ZoneServices, cityId: string): Promise<CityState> {
  const city = services.cities.find(({ id }) => id === cityId)
  const base = city?.settings ?? {}
  const rings = await readBoundary(services.config.rootDir, cityId)
  const boundary = rings ? { boundary: rings } : {}
  const empty = {
    days: new Map<string, CityFacts>(),
    inForce: new Map<string, Promise<readonly CompiledProcedure[]>>(),
  }
  if (services.zone === 'internet') {
    const db = services.db.aside<InternetDb>(cityId)
    const revision = await findRevision(db)
    const versions = await listPublishedHeads(db)
    const content = await listPublishedContent(db)
    const of = (what: string): readonly unknown[] =>
      content.filter((one) => one.what === what).map((one) => one.content)
    return {
      ...empty,
      revision,
      versions,
      records: {
        base,
        ...boundary,
        zone: 'internet',
        registers: of('register').map((one) => publishedRegister.parse(one)),
        settings: of('settings').flatMap((one) => publishedSettings.parse(one)),
        closedDays: of('closed-days').flatMap((one) => publishedClosedDays.parse(one)),
        sealNumber: (digits) => ({
          sealedTo: 'mynumber',
          box: services.keys.sealTo('mynumber', cityId, Buffer.from(digits, 'utf8')).toString('base64'),
        }),
      },
    }
  }
  const db = services.db.aside<OfficeDb>(cityId)
  const revision = await findRevision(db)
  return {
    ...empty,
    revision,
    versions: await listVersionHeads(db),
    records: {
      base,
      ...boundary,
      zone: 'office',
      registers: await listRegisters(db),
      settings: await listSettings(db),
      closedDays: await listClosedDays(db),
    },
  }
}
