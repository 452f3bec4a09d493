import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { CityFacts, CompiledProcedure } from '../engine.ts'
import { readBoundary } from '../seeds/boundary.ts'
import { listPublishedContent, listPublishedVersions } from '../store/internet.ts'
import { findRevision, listClosedDays, listRegisters, listSettings, listVersions } from '../store/office.ts'
import { type CityRecords, factsOn } from './city-facts.ts'
import { compiledVersion, type VersionTexts } from './compiled-versions.ts'
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
  readonly versions: readonly (VersionTexts & { readonly number: number; readonly effectiveFrom: string })[]
  readonly records: CityRecords
  readonly days: Map<string, CityFacts>
  readonly inForce: Map<string, readonly CompiledProcedure[]>
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
      if ((await findRevision(services.db.city<OfficeDb>(cityId))) === revision) return
      const fresh = await readState(services, cityId)
      if (states.get(cityId) === known) states.set(cityId, Promise.resolve(fresh))
    } catch (error) {
      services.log.warn('catalogue-not-refreshed', { city: cityId, error })
    }
  }
  const version: Catalogue['version'] = async (cityId, procedureId, hash) => {
    const { versions } = await stateOf(cityId)
    const found = versions.find((each) => each.procedureId === procedureId && each.hash === hash)
    const compiled = found && compiledVersion(found)
    return compiled?.ok ? compiled.procedure : undefined
  }
  return {
    version,
    find: async (cityId, procedureId, hash) => (await version(cityId, procedureId, hash)) ?? null,
    async current(cityId) {
      const state = await stateOf(cityId)
      return inForce(services, state, dayOf(services.clock.now()))
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
function inForce(services: ZoneServices, state: CityState, today: string): readonly CompiledProcedure[] {
  const known = state.inForce.get(today)
  if (known) return known
  const ids = [...new Set(state.versions.map(({ procedureId }) => procedureId))]
  const made = ids.flatMap((id) => {
    for (const candidate of state.versions) {
      if (candidate.procedureId !== id || candidate.effectiveFrom > today) continue
      const compiled = compiledVersion(candidate)
      if (compiled.ok) return [compiled.procedure]
      services.log.error('procedure-version-unreadable', {
        procedure: id,
        versionHash: candidate.hash,
        count: compiled.problems.length,
      })
    }
    return []
  })
  state.inForce.clear()
  state.inForce.set(today, made)
  return made
}

async function readState(services: ZoneServices, cityId: string): Promise<CityState> {
  const city = services.cities.find(({ id }) => id === cityId)
  const base = city?.settings ?? {}
  const rings = await readBoundary(services.config.rootDir, cityId)
  const boundary = rings ? { boundary: rings } : {}
  const empty = { days: new Map<string, CityFacts>(), inForce: new Map<string, readonly CompiledProcedure[]>() }
  if (services.zone === 'internet') {
    const db = services.db.city<InternetDb>(cityId)
    const revision = await findRevision(db)
    const versions = await listPublishedVersions(db)
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
  const db = services.db.city<OfficeDb>(cityId)
  const revision = await findRevision(db)
  return {
    ...empty,
    revision,
    versions: await listVersions(db),
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
