import { sql } from 'kysely'
import { freeBytes } from '../database/embedded/reserve.ts'
import { countPendingOf } from '../evidence/store.ts'
import type { ZoneServices } from '../services.ts'

/** One thing that was looked at. Numbers and codes only: the page may be read by a monitor outside. */
export interface HealthCheck {
  readonly name: 'database' | 'disk' | 'evidence' | 'relay' | 'mail'
  /** `warn`: works, but somebody should look; `fault`: people notice. */
  readonly state: 'ok' | 'warn' | 'fault'
  readonly facts: Readonly<Record<string, number>>
}

export interface Health {
  readonly zone: string
  readonly state: HealthCheck['state']
  readonly checks: readonly HealthCheck[]
}

export type HealthServices = Pick<ZoneServices, 'zone' | 'config' | 'clock' | 'cities' | 'db'>

const ROOM_WARN_BYTES = 1024 ** 3
const ROOM_FAULT_BYTES = 100 * 1024 ** 2
/** New events are in the tree within a second; a minute means that the sequencer stands still. */
const EVIDENCE_FAULT_MS = 60_000
const RELAY_WARN_MS = 60_000
const MAIL_WARN_MS = 15 * 60_000

/** How this zone is doing, for the health page, `doctor` and monitors. Never throws: what can't be asked is a fault. */
export async function healthOf(services: HealthServices): Promise<Health> {
  const now = services.clock.now()
  const ask = (name: HealthCheck['name'], look: () => Promise<Omit<HealthCheck, 'name'>>): Promise<HealthCheck> =>
    look().then(
      (found) => ({ name, ...found }),
      () => ({ name, state: 'fault', facts: {} }),
    )
  const checks = await Promise.all([
    ask('database', () => databaseHealth(services)),
    ask('disk', async () => diskHealth(services.config.dataDir)),
    ask('evidence', () => evidenceHealth(services, now)),
    ask('relay', () => relayHealth(services, now)),
    ask('mail', () => mailHealth(services, now)),
  ])
  return { zone: services.zone, state: worst(checks.map((check) => check.state)), checks }
}

function worst(states: readonly HealthCheck['state'][]): HealthCheck['state'] {
  if (states.includes('fault')) return 'fault'
  return states.includes('warn') ? 'warn' : 'ok'
}

async function databaseHealth(services: HealthServices): Promise<Omit<HealthCheck, 'name'>> {
  const began = performance.now()
  await sql`select 1`.execute(services.db.system('health'))
  return { state: 'ok', facts: { ms: Math.round(performance.now() - began) } }
}

function diskHealth(folder: string): Omit<HealthCheck, 'name'> {
  const free = freeBytes(folder)
  const state = free < ROOM_FAULT_BYTES ? 'fault' : free < ROOM_WARN_BYTES ? 'warn' : 'ok'
  return { state, facts: { freeMegabytes: Math.floor(free / 1024 ** 2) } }
}

async function evidenceHealth(services: HealthServices, now: Date): Promise<Omit<HealthCheck, 'name'>> {
  // As the system: a monitor must not open the connections of every city, which the cities with traffic need.
  const { count, oldestAt } = await countPendingOf(
    services.db.system<unknown>('health'),
    services.cities.map((city) => city.id),
  )
  const oldestMs = oldestAt === null ? 0 : Math.max(0, now.getTime() - oldestAt.getTime())
  return { state: oldestMs > EVIDENCE_FAULT_MS ? 'fault' : 'ok', facts: { waiting: count, oldestMs } }
}

async function relayHealth(services: HealthServices, now: Date): Promise<Omit<HealthCheck, 'name'>> {
  const { rows } = await sql<{ waiting: number; parked: number; oldest: Date | null }>`
    select count(*) filter (where not stuck) as waiting, count(*) filter (where stuck) as parked, min(at) filter (where not stuck) as oldest from (
      select false as stuck, created_at as at from relay_outbox where acknowledged_at is null and refused_at is null
      union all select true, created_at from relay_outbox where acknowledged_at is null and refused_at is not null
      union all select parked_at is not null, received_at from relay_inbox where handled_at is null) as moving`.execute(
    services.db.system('health'),
  )
  const { waiting, parked, oldest } = rows[0] ?? { waiting: 0, parked: 0, oldest: null }
  const lagMs = oldest === null ? 0 : Math.max(0, now.getTime() - oldest.getTime())
  return { state: parked > 0 || lagMs > RELAY_WARN_MS ? 'warn' : 'ok', facts: { waiting, parked, lagMs } }
}

async function mailHealth(services: HealthServices, now: Date): Promise<Omit<HealthCheck, 'name'>> {
  const { rows } = await sql<{ waiting: number; failed: number; oldest: Date | null }>`
    select count(*) filter (where failed_at is null) as waiting, count(*) filter (where failed_at is not null) as failed,
      min(queued_at) filter (where failed_at is null) as oldest
    from mail_outbox where sent_at is null`.execute(services.db.system('health'))
  const { waiting, failed, oldest } = rows[0] ?? { waiting: 0, failed: 0, oldest: null }
  const oldestMs = oldest === null ? 0 : Math.max(0, now.getTime() - oldest.getTime())
  // Without a mail server the outbox is where mails stay.
  const late = services.config.smtpUrl !== '' && oldestMs > MAIL_WARN_MS
  return { state: failed > 0 || late ? 'warn' : 'ok', facts: { waiting, failed, oldestMs } }
}
