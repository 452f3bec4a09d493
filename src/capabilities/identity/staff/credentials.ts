import type { Transaction } from 'kysely'
import type { City } from '../../../platform/cities.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { hashPassword, type PasswordProblem, passwordProblem } from './password.ts'
import type { StaffSession } from './session.ts'
import { endAll } from './session-store.ts'
import { totpContext } from './sign-in.ts'
import type { StaffTables } from './tables.ts'
import { totpStep } from './totp.ts'

/** How long after proving who one is a password or an app may be changed (ASVS 7.5.3). */
export const proofMinutes = 15

export function isProven(session: Pick<StaffSession, 'provenAt'>, now: Date): boolean {
  return now.getTime() - session.provenAt.getTime() < proofMinutes * 60_000
}

export type CredentialResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: PasswordProblem | 'not-the-same' | 'wrong-code' | 'not-proven' }

interface Order {
  readonly services: ZoneServices
  readonly city: City
  readonly session: StaffSession
  readonly now: Date
}

/** Changes one's own password; all other sessions of the person end. */
export async function changePassword(order: Order, password: string, again: string): Promise<CredentialResult> {
  const { city, session, now } = order
  if (!isProven(session, now)) return { ok: false, refusal: 'not-proven' }
  const problem = passwordProblem(password, [session.staffNumber, session.name, city.name, city.nameEn, city.id])
  if (problem !== null) return { ok: false, refusal: problem }
  if (password !== again) return { ok: false, refusal: 'not-the-same' }
  const hash = await hashPassword(password)
  await changeCredential(order, 'password-changed', async (trx) => {
    await trx
      .insertInto('staff_password')
      .values({ staff_id: session.staffId, password_hash: hash, changed_at: now })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'staff_id']).doUpdateSet({ password_hash: hash, changed_at: now }),
      )
      .execute()
  })
  return { ok: true }
}

/** Changes one's own authenticator app: the code shows that the new one works before the old one stops. */
export async function changeTotp(order: Order, secret: string, code: string): Promise<CredentialResult> {
  const { services, city, session, now } = order
  if (!isProven(session, now)) return { ok: false, refusal: 'not-proven' }
  const step = totpStep(secret, code, now)
  if (step === null) return { ok: false, refusal: 'wrong-code' }
  const box = services.keys.encrypt(city.id, 'credential', Buffer.from(secret), totpContext(session.staffId))
  await changeCredential(order, 'totp-changed', async (trx) => {
    await trx
      .insertInto('staff_totp')
      .values({ staff_id: session.staffId, secret_box: box, last_step: step, registered_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'staff_id'])
          .doUpdateSet({ secret_box: box, last_step: step, registered_at: now }),
      )
      .execute()
  })
  return { ok: true }
}

/** A change of how a person signs in: recorded, and every other session of theirs ends with it. */
export async function changeCredential(
  { services, city, session, now }: Order,
  type: string,
  work: (trx: Transaction<StaffTables>) => Promise<void>,
): Promise<void> {
  await services.db
    .city<StaffTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      await work(trx)
      await endAll(trx, session.staffId, 'credential-changed', now, session.id)
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'staff',
          streamId: session.staffId,
          type,
          actor: { kind: 'staff', id: session.staffId },
          at: now,
        },
      )
    })
}
