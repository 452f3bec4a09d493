import type { Transaction } from 'kysely'
import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { StaffSession } from '../staff/session.ts'
import type { StaffTables } from '../staff/tables.ts'
import type { Problem, ProblemCode } from './reading.ts'

/** Who changes the organisation, where and when. */
export interface Change {
  readonly services: ZoneServices
  readonly city: City
  readonly by: Pick<StaffSession, 'staffId' | 'sectionName' | 'postName'>
  readonly now: Date
}

export type ChangeResult =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly problems: readonly Problem[] }

export const refuse = (field: string, code: ProblemCode): ChangeResult => ({ ok: false, problems: [{ field, code }] })

/** What a broken rule of the database means, and which field it belongs to. */
const constraints: Readonly<Record<string, Problem>> = {
  staff_member_tenant_id_staff_number_key: { field: 'number', code: 'taken' },
  section_tenant_id_code_key: { field: 'code', code: 'taken' },
  post_tenant_id_code_key: { field: 'code', code: 'taken' },
  assignment_one_principal: { field: 'kind', code: 'principal-overlaps' },
  assignment_once: { field: 'post', code: 'already-there' },
  absence_no_overlap: { field: 'from', code: 'absence-overlaps' },
  role_grant_once: { field: 'role', code: 'already-there' },
}

export interface RecordedChange {
  readonly stream: 'staff' | 'organisation'
  readonly streamId: string
  readonly type: string
  readonly codes?: Readonly<Record<string, string | number | boolean | null>>
  readonly payload?: unknown
}

/**
 * Makes a change and its event in one transaction. What the database refuses comes back as a problem of a field;
 * an unknown fault is thrown.
 */
export async function makeChange(
  change: Change,
  work: (trx: Transaction<StaffTables>) => Promise<{ readonly result: ChangeResult; readonly event?: RecordedChange }>,
): Promise<ChangeResult> {
  const { services, city, by, now } = change
  try {
    return await services.db
      .city<StaffTables>(city.id)
      .transaction()
      .execute(async (trx) => {
        const { result, event } = await work(trx)
        if (result.ok && event !== undefined) {
          const actor = { kind: 'staff' as const, id: by.staffId, role: `${by.sectionName} ${by.postName}` }
          await appendEvent(trx, { keys: services.keys, cityId: city.id }, { ...event, actor, at: now })
        }
        return result
      })
  } catch (error) {
    const { code, constraint = '' } = error as { code?: string; constraint?: string }
    const known = constraints[constraint]
    if ((code === '23505' || code === '23P01') && known !== undefined) return { ok: false, problems: [known] }
    throw error
  }
}
