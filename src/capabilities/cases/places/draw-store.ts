import type { Kysely, Selectable } from 'kysely'
import type { PublicDraw } from '../../exchange/index.ts'
import type { CasesDb } from '../store/tables.ts'

export type DrawRow = Selectable<CasesDb['place_draw']>
export type DrawEntryRow = Selectable<CasesDb['place_draw_entry']>

/** Draws of an entry, the newest first. */
export function listDraws(db: Kysely<CasesDb>, register: string, entry: string): Promise<readonly DrawRow[]> {
  return db
    .selectFrom('place_draw')
    .selectAll()
    .where('register', '=', register)
    .where('entry', '=', entry)
    .orderBy('run', 'desc')
    .execute()
}

export function lockDraw(trx: Kysely<CasesDb>, id: string): Promise<DrawRow | undefined> {
  return trx.selectFrom('place_draw').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function listDrawEntries(db: Kysely<CasesDb>, drawId: string): Promise<readonly DrawEntryRow[]> {
  return db.selectFrom('place_draw_entry').selectAll().where('draw_id', '=', drawId).orderBy('entry_id').execute()
}

/** What anybody may know of a draw now. The seed is there only after it was drawn. */
export function publicOf(draw: DrawRow, entries: readonly DrawEntryRow[]): PublicDraw {
  const { reason, frozen_at: frozenAt, drawn_at: drawnAt } = draw
  const ranked = entries.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  return {
    id: draw.id,
    register: draw.register,
    entry: draw.entry,
    run: draw.run,
    ...(reason === null ? {} : { reason }),
    commitment: draw.commitment,
    closesOn: draw.closes_on,
    committedAt: draw.committed_at.toISOString(),
    ...(frozenAt && draw.entries_digest !== null && draw.seats !== null
      ? {
          frozen: {
            at: frozenAt.toISOString(),
            digest: draw.entries_digest,
            seats: draw.seats,
            entries: entries.map(({ entry_id: id, places, preferred }) => ({ id, places, preferred })),
          },
        }
      : {}),
    ...(drawnAt && draw.seed !== null
      ? {
          drawn: {
            at: drawnAt.toISOString(),
            seed: draw.seed,
            results: ranked.flatMap(({ entry_id: id, result }) => (result === null ? [] : [{ id, result }])),
          },
        }
      : {}),
  }
}
