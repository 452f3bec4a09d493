import type { Kysely, Transaction } from 'kysely'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { appendEvent } from '../../platform/evidence/append-event.ts'
import type { NewEvent } from '../../platform/evidence/evidence.ts'
import type { ZoneServices } from '../../platform/services.ts'
import type { StaffSession } from '../identity/index.ts'
import type { Answers, Catalogue, CompiledProcedure } from '../procedures/index.ts'

/** What the office's part works with. */
export interface Moving {
  readonly services: ZoneServices<'office'>
  readonly catalogue: Pick<Catalogue, 'current' | 'facts'>
  readonly papers: PaperPort
}

/** Where a follow-up is handed over to: a form of the procedure, begun for this clerk. `app.ts` joins it with the cases. */
export interface PaperPort {
  /**
   * The address of the begun form, in the transaction at hand; undefined where the clerk may not take applications in. The
   * same id again is the same form. `confidential`: what becomes of it is under 支援措置.
   */
  begin(
    trx: OfficeTrx,
    staff: StaffSession,
    form: {
      readonly id: string
      readonly procedure: CompiledProcedure
      readonly answers: Answers
      readonly confidential: boolean
      readonly now: Date
    },
  ): Promise<string | undefined>
}

export type OfficeTrx = Transaction<OfficeDb>

export const officeDb = ({ services }: Pick<Moving, 'services'>, cityId: string): Kysely<OfficeDb> =>
  services.db.city<OfficeDb>(cityId)

export type Actor = NewEvent['actor']
export const staffActor = ({ staffId }: Pick<StaffSession, 'staffId'>): Actor => ({ kind: 'staff', id: staffId })
export const systemActor: Actor = { kind: 'system', id: 'moving' }

/** One event of a notice, in the transaction of the change. */
export async function tellEvidence(
  { services }: Pick<Moving, 'services'>,
  trx: Kysely<OfficeDb>,
  cityId: string,
  event: Omit<NewEvent, 'stream'>,
): Promise<void> {
  await appendEvent(trx, { keys: services.keys, cityId }, { stream: 'moving', ...event })
}
