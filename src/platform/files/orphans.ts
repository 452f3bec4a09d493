import { every, type Repeating } from '../jobs/every.ts'
import type { ZoneServices } from '../services.ts'
import type { FileStore } from './file-store.ts'

/** A file may wait this long for the row that names it: an upload that is still being saved, an envelope on its way. */
export const GRACE_HOURS = 48

const ONE_DAY_MS = 86_400_000

export interface OrphanSweep {
  readonly cityId: string
  readonly now: Date
  /** Every address that some row still names. What is not among them goes: leave nothing out. */
  readonly inUse: AsyncIterable<string>
  readonly graceHours?: number
}

/** Removes ciphertexts that no row names any more, and what never became whole. Returns how many were removed. */
export async function removeOrphans(store: FileStore, sweep: OrphanSweep): Promise<number> {
  const before = sweep.now.getTime() - (sweep.graceHours ?? GRACE_HOURS) * 3_600_000
  const unfinished = await store.removeUnfinished(sweep.cityId, new Date(before))
  // Candidates first: a row that is written meanwhile can only name a file that is young, or was in use before.
  const candidates = new Set<string>()
  for await (const address of store.list(sweep.cityId)) {
    const storedAt = await store.storedAt(sweep.cityId, address)
    if (storedAt !== undefined && storedAt.getTime() <= before) candidates.add(address)
  }
  if (candidates.size === 0) return unfinished
  for await (const address of sweep.inUse) candidates.delete(address)
  for (const address of candidates) await store.remove(sweep.cityId, address)
  return unfinished + candidates.size
}

/** Sweeps the files of every city once a day. `inUse` has to name all files of the zone: everybody's, the relay's too. */
export function startOrphanSweep(
  services: Pick<ZoneServices, 'zone' | 'files' | 'clock' | 'log' | 'cities'>,
  inUse: (cityId: string) => AsyncIterable<string>,
): Repeating {
  let sweptAt = Number.NEGATIVE_INFINITY
  return every(`files.sweep ${services.zone}`, ONE_DAY_MS / 24, services.log, async () => {
    const now = services.clock.now()
    if (now.getTime() - sweptAt < ONE_DAY_MS) return { more: false }
    for (const city of services.cities) {
      const removed = await removeOrphans(services.files, { cityId: city.id, now, inUse: inUse(city.id) })
      if (removed > 0) services.log.info('files.swept', { zone: services.zone, city: city.id, count: removed })
    }
    sweptAt = now.getTime()
    return { more: false }
  })
}
