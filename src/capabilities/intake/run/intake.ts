import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { type TakeOver, takeOverOf } from '../../cases/index.ts'
import { catalogueOf } from '../../procedures/index.ts'
import type { Surroundings } from '../map/read-application.ts'

/** What the parts of this capability work with. */
export interface Intake {
  readonly services: ZoneServices<'office'>
  readonly cases: TakeOver
}

export function intakeOf(services: ZoneServices<'office'>): Intake {
  return { services, cases: takeOverOf(services) }
}

/** Who takes a file in: a person, or the program for a folder. */
export interface Taker {
  readonly kind: 'staff' | 'system'
  readonly id: string
  readonly name: string
}

export const systemTaker: Taker = { kind: 'system', id: 'system', name: '自動' }

export function dbOf({ services }: Intake, cityId: string): Kysely<OfficeDb> {
  return services.db.city<OfficeDb>(cityId)
}

/** The city's procedures in force that become cases, and its facts, asked once for each day of arrival. */
export async function surroundingsOf({ services }: Intake, cityId: string, now: Date): Promise<Surroundings> {
  const catalogue = catalogueOf(services)
  const procedures = (await catalogue.current(cityId)).filter(({ definition }) => definition.carriedBy === undefined)
  return { procedures, facts: (on) => catalogue.facts(cityId, on), now }
}

/** One event of a file in the evidence; codes and counts only. */
export async function record(
  intake: Intake,
  trx: Transaction<OfficeDb> | Kysely<OfficeDb>,
  cityId: string,
  batchId: string,
  type: string,
  by: Taker,
  codes: Readonly<Record<string, string | number | boolean | null>>,
  payload?: unknown,
): Promise<void> {
  await appendEvent(
    trx,
    { keys: intake.services.keys, cityId },
    {
      stream: 'intake',
      streamId: batchId,
      type,
      actor: { kind: by.kind, id: by.id },
      at: intake.services.clock.now(),
      codes,
      ...(payload === undefined ? {} : { payload }),
    },
  )
}
