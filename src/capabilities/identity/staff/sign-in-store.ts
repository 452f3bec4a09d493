import type { Kysely } from 'kysely'
import type { StaffTables } from './tables.ts'
import { type DeviceKind, nextTryAfter } from './throttle.ts'

type Db = Kysely<StaffTables>

/** What a sign-in needs to know of a person; undefined when nobody who works here today has the number. */
export async function findCredentials(db: Db, staffNumber: string, today: string) {
  return db
    .selectFrom('staff_member as m')
    .leftJoin('staff_password as p', (join) =>
      join.onRef('p.tenant_id', '=', 'm.tenant_id').onRef('p.staff_id', '=', 'm.id'),
    )
    .leftJoin('staff_totp as t', (join) =>
      join.onRef('t.tenant_id', '=', 'm.tenant_id').onRef('t.staff_id', '=', 'm.id'),
    )
    .select(['m.id', 'm.name', 'm.staff_number', 'm.demo_person', 'p.password_hash', 't.secret_box', 't.last_step'])
    .where('m.staff_number', '=', staffNumber)
    .where('m.begins_on', '<=', today)
    .where((eb) => eb.or([eb('m.ends_on', 'is', null), eb('m.ends_on', '>=', today)]))
    .executeTakeFirst()
}

/** Marks a code's step as used; false when it, or a later one, was used before. */
export async function useTotpStep(db: Db, staffId: string, step: number): Promise<boolean> {
  const used = await db
    .updateTable('staff_totp')
    .set({ last_step: step })
    .where('staff_id', '=', staffId)
    .where('last_step', '<', step)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/**
 * Takes one try of a bucket: counted before its result is known, one after another, so that tries at the same moment
 * can't slip past the waiting time. A right password clears the count afterwards.
 */
export async function takeTry(
  db: Db,
  bucket: Buffer,
  device: DeviceKind,
  at: Date,
): Promise<{ readonly ok: true; readonly failures: number } | { readonly ok: false; readonly retryAt: Date }> {
  return db.transaction().execute(async (trx) => {
    await trx
      .insertInto('sign_in_throttle')
      .values({ bucket, failures: 0, next_try_at: at, last_failure_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const standing = await trx
      .selectFrom('sign_in_throttle')
      .select(['failures', 'next_try_at'])
      .where('bucket', '=', bucket)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (standing.next_try_at > at) return { ok: false, retryAt: standing.next_try_at }
    const failures = standing.failures + 1
    await trx
      .updateTable('sign_in_throttle')
      .set({ failures, last_failure_at: at, next_try_at: nextTryAfter(failures, device, at) })
      .where('bucket', '=', bucket)
      .execute()
    return { ok: true, failures }
  })
}

export async function forgiveTries(db: Db, buckets: readonly Buffer[]): Promise<void> {
  await db.deleteFrom('sign_in_throttle').where('bucket', 'in', buckets).execute()
}

export async function isKnownDevice(db: Db, staffNumber: string, deviceHash: Buffer): Promise<boolean> {
  const found = await db
    .selectFrom('staff_device as d')
    .innerJoin('staff_member as m', (join) =>
      join.onRef('m.tenant_id', '=', 'd.tenant_id').onRef('m.id', '=', 'd.staff_id'),
    )
    .select('d.staff_id')
    .where('m.staff_number', '=', staffNumber)
    .where('d.device_hash', '=', deviceHash)
    .executeTakeFirst()
  return found !== undefined
}

export async function rememberDevice(db: Db, staffId: string, deviceHash: Buffer, at: Date): Promise<void> {
  await db
    .insertInto('staff_device')
    .values({ staff_id: staffId, device_hash: deviceHash, known_since: at, last_used_at: at })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_id', 'device_hash']).doUpdateSet({ last_used_at: at }),
    )
    .execute()
}

export async function forgetDevice(db: Db, deviceHash: Buffer): Promise<void> {
  await db.deleteFrom('staff_device').where('device_hash', '=', deviceHash).execute()
}

export async function replacePasswordHash(db: Db, staffId: string, hash: string): Promise<void> {
  await db.updateTable('staff_password').set({ password_hash: hash }).where('staff_id', '=', staffId).execute()
}
