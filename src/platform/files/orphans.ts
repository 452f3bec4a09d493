import type { FolderFileStore } from './folder-file-store.ts'

/** A file may wait this long for the row that names it: an upload that is still being saved, an envelope on its way. */
export const GRACE_HOURS = 48

export interface OrphanSweep {
  readonly cityId: string
  readonly now: Date
  /** Which of these addresses some row still names. Asked in batches. */
  referenced(addresses: readonly string[]): Promise<ReadonlySet<string>>
  readonly graceHours?: number
}

const BATCH = 500

/** Removes ciphertexts that no row names any more. Returns how many were removed. */
export async function removeOrphans(store: FolderFileStore, sweep: OrphanSweep): Promise<number> {
  const before = sweep.now.getTime() - (sweep.graceHours ?? GRACE_HOURS) * 3_600_000
  let removed = 0
  let batch: string[] = []
  const flush = async () => {
    const kept = await sweep.referenced(batch)
    for (const address of batch) {
      if (kept.has(address)) continue
      await store.remove(sweep.cityId, address)
      removed++
    }
    batch = []
  }
  for await (const address of store.list(sweep.cityId)) {
    const storedAt = await store.storedAt(sweep.cityId, address)
    if (storedAt === undefined || storedAt.getTime() > before) continue
    batch.push(address)
    if (batch.length >= BATCH) await flush()
  }
  if (batch.length > 0) await flush()
  return removed
}
