import type { Kysely } from 'kysely'
import { addMonths, dayOf, firstDayOfMonth } from '../../../civic/day.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import { SealBroken } from '../../../platform/keys/seal-broken.ts'
import { asSealedFor } from '../../../platform/keys/sealed.ts'
import type { ZoneServices } from '../../../platform/services.ts'

const keptMonths = 24
const mostShown = 200

export interface OpinionRead {
  readonly id: string
  readonly month: string
  readonly grade: number
  /** Undefined when the box does not open. */
  readonly text: string | undefined
}

/** What was written about a procedure, newest month first; within a month in no order that tells anything. */
export async function listOpinions(
  services: ZoneServices<'office'>,
  cityId: string,
  procedureId: string,
): Promise<readonly OpinionRead[]> {
  const rows = await dbOf(services, cityId)
    .selectFrom('opinion')
    .selectAll()
    .where('procedure_id', '=', procedureId)
    .orderBy('month', 'desc')
    .orderBy('id')
    .limit(mostShown)
    .execute()
  return rows.map(({ id, month, grade, box }) => ({ id, month, grade, text: opened(services, cityId, box) }))
}

/** Erases what should not have been written. False when it is not there, or not of this procedure. */
export async function eraseOpinion(
  services: ZoneServices<'office'>,
  cityId: string,
  erase: { readonly procedureId: string; readonly id: string; readonly staffId: string; readonly at: Date },
): Promise<boolean> {
  return dbOf(services, cityId)
    .transaction()
    .execute(async (trx) => {
      const gone = await trx
        .deleteFrom('opinion')
        .where('id', '=', erase.id)
        .where('procedure_id', '=', erase.procedureId)
        .executeTakeFirst()
      if (gone.numDeletedRows === 0n) return false
      await appendEvent(
        trx,
        { keys: services.keys, cityId },
        {
          stream: 'statistics',
          streamId: erase.id,
          type: 'opinion-erased',
          actor: { kind: 'staff', id: erase.staffId },
          at: erase.at,
          codes: { procedure: erase.procedureId },
        },
      )
      return true
    })
}

/** Deletes opinions that have had their time. */
export async function clearOpinions(services: ZoneServices<'office'>, cityId: string): Promise<void> {
  const oldest = addMonths(firstDayOfMonth(dayOf(services.clock.now())), -keptMonths)
  await dbOf(services, cityId).deleteFrom('opinion').where('month', '<', oldest).execute()
}

function opened(services: ZoneServices<'office'>, cityId: string, box: Buffer): string | undefined {
  try {
    return services.keys.openSealed(cityId, asSealedFor('office', box)).toString('utf8')
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}

function dbOf(services: ZoneServices<'office'>, cityId: string): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(cityId)
}
