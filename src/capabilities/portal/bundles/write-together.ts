import { type Kysely, sql } from 'kysely'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { type ClaimParameter, type SubmissionWrite, type SubmissionWritten, writeAlone } from '../submission/store.ts'
import { lockBundle } from './store.ts'

export type WrittenTogether =
  | { readonly outcome: 'submitted' }
  /** Another click was quicker and has submitted them. */
  | { readonly outcome: 'repeated' }
  /** The bundle is there no more: it was deleted, or taken apart. Nothing was submitted. */
  | { readonly outcome: 'gone' }
  /** Nothing was submitted: this draft could not be. */
  | { readonly outcome: Exclude<SubmissionWritten['outcome'], 'submitted' | 'repeated'>; readonly id: string }

type NotWritten = Extract<WrittenTogether, { id: string }>

class Refused extends Error {
  readonly of: NotWritten
  constructor(of: NotWritten) {
    super('Not submitted together.')
    this.of = of
  }
}

/** How often a transaction is tried again that the database chose to end so that another could go on. */
const tries = 3

/**
 * Submits all of them in one transaction, or none. Two clicks wait for each other at the bundle's row; the second finds
 * everything done. Places are locked first and in one order, so that two bundles never wait for each other in a circle.
 */
export async function writeTogether(
  db: Kysely<InternetDb>,
  bundleId: string,
  writes: readonly SubmissionWrite[],
  at: Date,
): Promise<WrittenTogether> {
  for (let left = tries; ; left -= 1) {
    try {
      return await db.transaction().execute((trx) => writeAll(trx, bundleId, writes, at))
    } catch (error) {
      if (error instanceof Refused) return error.of
      const deadlock = (error as { code?: unknown } | null)?.code === '40P01'
      if (!deadlock || left <= 1) throw error
    }
  }
}

async function writeAll(
  trx: Kysely<InternetDb>,
  bundleId: string,
  writes: readonly SubmissionWrite[],
  at: Date,
): Promise<WrittenTogether> {
  const bundle = await lockBundle(trx, bundleId)
  if (bundle === undefined) return { outcome: 'gone' }
  if (bundle.submitted_at !== null) return { outcome: 'repeated' }
  await lockPlaces(
    trx,
    writes.flatMap(({ claims }) => claims),
  )
  for (const write of writes) {
    const written = await writeAlone(trx, write)
    if (written.outcome !== 'submitted' && written.outcome !== 'repeated')
      throw new Refused({ outcome: written.outcome, id: write.id })
  }
  await trx.updateTable('bundle').set({ submitted_at: at, saved_at: at }).where('id', '=', bundleId).execute()
  return { outcome: 'submitted' }
}

async function lockPlaces(trx: Kysely<InternetDb>, claims: readonly ClaimParameter[]): Promise<void> {
  const ordered = [...claims].sort((a, b) => (`${a.register}\0${a.entry}` < `${b.register}\0${b.entry}` ? -1 : 1))
  for (const { register, entry, seats, officeSeats } of ordered)
    await sql`select set_seats(${register}, ${entry}, ${seats}, ${officeSeats ?? null})`.execute(trx)
}
