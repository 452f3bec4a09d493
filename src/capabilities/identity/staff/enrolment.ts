import { randomUUID } from 'node:crypto'
import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { hashToken, looksLikeToken, newToken } from '../tokens.ts'
import { hashPassword, type PasswordProblem, passwordProblem } from './password.ts'
import { endAll } from './session-store.ts'
import { totpContext } from './sign-in.ts'
import type { StaffTables } from './tables.ts'
import { newTotpSecret, totpStep } from './totp.ts'

/** A link handed over on paper works for three working days at most. */
const linkHours = 72

/**
 * A link with which a person sets a password and an authenticator app: at the beginning, or when they lost theirs.
 * Making one ends the former links. Shown once; only its hash is kept.
 */
export async function makeEnrolment(
  services: ZoneServices,
  city: City,
  order: { readonly staffId: string; readonly by: string | null; readonly now: Date },
): Promise<string> {
  const token = newToken()
  const id = randomUUID()
  const { staffId, by, now } = order
  await services.db
    .city<StaffTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      await trx
        .updateTable('staff_enrolment')
        .set({ used_at: now })
        .where('staff_id', '=', staffId)
        .where('used_at', 'is', null)
        .execute()
      await trx
        .insertInto('staff_enrolment')
        .values({
          id,
          token_hash: hashToken(token),
          staff_id: staffId,
          totp_secret_box: services.keys.encrypt(
            city.id,
            'credential',
            Buffer.from(newTotpSecret()),
            enrolmentContext(id),
          ),
          created_by: by,
          created_at: now,
          expires_at: new Date(now.getTime() + linkHours * 3_600_000),
        })
        .execute()
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'staff',
          streamId: staffId,
          type: 'enrolment-made',
          actor: by === null ? { kind: 'system', id: 'init' } : { kind: 'staff', id: by },
          at: now,
        },
      )
    })
  return `/enrol/${token}`
}

export interface OpenEnrolment {
  readonly id: string
  readonly staffId: string
  readonly staffNumber: string
  readonly name: string
  readonly totpSecret: string
}

/** The person and the app secret of a link that still works; null otherwise. */
export async function findEnrolment(
  services: ZoneServices,
  city: City,
  token: string,
  now: Date,
): Promise<OpenEnrolment | null> {
  if (!looksLikeToken(token)) return null
  const row = await services.db
    .city<StaffTables>(city.id)
    .selectFrom('staff_enrolment as e')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'e.tenant_id').onRef('m.id', '=', 'e.staff_id'),
    )
    .select(['e.id', 'e.staff_id', 'e.totp_secret_box', 'm.staff_number', 'm.name'])
    .where('e.token_hash', '=', hashToken(token))
    .where('e.used_at', 'is', null)
    .where('e.expires_at', '>', now)
    .executeTakeFirst()
  if (row === undefined) return null
  const secret = services.keys.decrypt(city.id, 'credential', row.totp_secret_box, enrolmentContext(row.id))
  return {
    id: row.id,
    staffId: row.staff_id,
    staffNumber: row.staff_number,
    name: row.name,
    totpSecret: secret.toString('utf8'),
  }
}

export type EnrolResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: PasswordProblem | 'not-the-same' | 'wrong-code' | 'gone' }

/** Sets password and app. The link then works no more, and whoever was signed in as this person is not any longer. */
export async function enrol(
  services: ZoneServices,
  city: City,
  link: OpenEnrolment,
  typed: { readonly password: string; readonly again: string; readonly code: string; readonly now: Date },
): Promise<EnrolResult> {
  const problem = passwordProblem(typed.password, [link.staffNumber, link.name, city.name, city.nameEn, city.id])
  if (problem !== null) return { ok: false, refusal: problem }
  if (typed.password !== typed.again) return { ok: false, refusal: 'not-the-same' }
  const step = totpStep(link.totpSecret, typed.code, typed.now)
  if (step === null) return { ok: false, refusal: 'wrong-code' }
  const hash = await hashPassword(typed.password)
  return services.db
    .city<StaffTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      const used = await trx
        .updateTable('staff_enrolment')
        .set({ used_at: typed.now })
        .where('id', '=', link.id)
        .where('used_at', 'is', null)
        .executeTakeFirst()
      if (used.numUpdatedRows === 0n) return { ok: false, refusal: 'gone' }
      await trx
        .insertInto('staff_password')
        .values({ staff_id: link.staffId, password_hash: hash, changed_at: typed.now })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'staff_id']).doUpdateSet({ password_hash: hash, changed_at: typed.now }),
        )
        .execute()
      const box = services.keys.encrypt(city.id, 'credential', Buffer.from(link.totpSecret), totpContext(link.staffId))
      await trx
        .insertInto('staff_totp')
        .values({ staff_id: link.staffId, secret_box: box, last_step: step, registered_at: typed.now })
        .onConflict((conflict) =>
          conflict
            .columns(['tenant_id', 'staff_id'])
            .doUpdateSet({ secret_box: box, last_step: step, registered_at: typed.now }),
        )
        .execute()
      await endAll(trx, link.staffId, 'credential-changed', typed.now)
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'staff',
          streamId: link.staffId,
          type: 'enrolled',
          actor: { kind: 'staff', id: link.staffId },
          at: typed.now,
        },
      )
      return { ok: true }
    })
}

const enrolmentContext = (id: string): string => `staff_enrolment:${id}:totp`
