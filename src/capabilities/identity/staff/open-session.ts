import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import { clearHostCookie, readHostCookie, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { sessionCookie } from '../form-token.ts'
import { identitySettings } from '../settings.ts'
import { hashToken, looksLikeToken, newToken } from '../tokens.ts'
import { browserName } from './browser-name.ts'
import { endByToken, insertStaffSession } from './session-store.ts'
import { rememberDevice } from './sign-in-store.ts'
import type { StaffTables } from './tables.ts'

/** Says which device this is, not who uses it; without it a device is a stranger. */
const deviceCookie = 'device'
const deviceDays = 400

/** Hash of this device's cookie, or null for a device that never signed in here. */
export function deviceHash(c: Context<WebEnv>): Buffer | null {
  const token = readHostCookie(c, deviceCookie)
  return looksLikeToken(token) ? hashToken(token) : null
}

/**
 * Begins a session of a member of staff: a fresh cookie, the former session of this browser ended, the device
 * remembered, the fact recorded. All in one transaction.
 */
export async function openStaffSession(
  c: Context<WebEnv>,
  services: ZoneServices,
  staffId: string,
  method: 'password-totp' | 'passkey',
): Promise<void> {
  const city = c.get('city')
  const now = c.get('now')
  const settings = identitySettings(city)
  const token = newToken()
  const former = readHostCookie(c, sessionCookie)
  const known = readHostCookie(c, deviceCookie)
  const device = looksLikeToken(known) ? known : newToken()
  await services.db
    .city<StaffTables>(city.id)
    .transaction()
    .execute(async (trx) => {
      if (looksLikeToken(former)) await endByToken(trx, hashToken(former), 'replaced', now)
      await insertStaffSession(trx, {
        id: randomUUID(),
        tokenHash: hashToken(token),
        staffId,
        method,
        browser: browserName(c.req.header('user-agent') ?? ''),
        at: now,
        idleMinutes: settings.officeIdleMinutes,
        endsAt: new Date(now.getTime() + settings.officeHours * 3_600_000),
      })
      await rememberDevice(trx, staffId, hashToken(device), now)
      await appendEvent(
        trx,
        { keys: services.keys, cityId: city.id },
        {
          stream: 'staff',
          streamId: staffId,
          type: 'signed-in',
          actor: { kind: 'staff', id: staffId },
          at: now,
          codes: { method },
        },
      )
    })
  setHostCookie(c, deviceCookie, device, { maxAgeSeconds: deviceDays * 24 * 3600 })
  setHostCookie(c, sessionCookie, token)
}

/** Ends this browser's session, at once and for every server. */
export async function closeStaffSession(c: Context<WebEnv>, services: ZoneServices): Promise<void> {
  const token = readHostCookie(c, sessionCookie)
  if (looksLikeToken(token)) {
    await endByToken(services.db.city<StaffTables>(c.get('city').id), hashToken(token), 'signed-out', c.get('now'))
  }
  clearHostCookie(c, sessionCookie)
}
