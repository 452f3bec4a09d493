import { readFileSync } from 'node:fs'
import path from 'node:path'
import { readCityFiles } from '../app/city-files.ts'
import { dayOf } from '../civic/day.ts'
import type { Config } from '../config.ts'
import { systemClock } from '../platform/clock.ts'
import { appliedMigrations, planMigrations, readMigrations } from '../platform/database/migrations.ts'
import { connectAsOwner } from '../platform/database/prepare.ts'
import { findTenancyFaults } from '../platform/database/tenancy-check.ts'
import { healthOf } from '../platform/health/health.ts'
import { listKeys } from '../platform/keys/manage.ts'
import { calendarFinding } from './calendar-finding.ts'
import type { Command } from './command.ts'
import { type CommandZones, openCommandZones } from './command-zones.ts'
import { cardSignInFaults } from './still-to-do.ts'

interface Finding {
  readonly state: 'ok' | 'warn' | 'fault'
  readonly about: string
  readonly says: string
}

/** The clocks of program and database may differ by this much before deadlines and logs disagree. */
const CLOCK_WARN_MS = 2000

/** `doctor`: looks at everything that goes wrong in practice and says what to do. Changes nothing. */
export const doctor: Command = {
  name: 'doctor',
  summary:
    'Look at versions, room, calendar, clock, roles, the wall between cities, migrations, keys, evidence, mail and relay',
  run: async ({ config, json, print, report }) => {
    const findings: Finding[] = [versions(config), { about: 'calendar', ...calendarFinding(dayOf(systemClock.now())) }]
    const open = await openCommandZones(config, report)
    try {
      for (const zone of open.zones) {
        const database = await databaseFindings(config, open, zone.zone)
        findings.push(...database.findings)
        if (database.pending) continue
        const health = await healthOf({ zone: zone.zone, config, clock: systemClock, cities: open.cities, db: zone.db })
        for (const check of health.checks) {
          const facts = Object.entries(check.facts)
            .map(([name, value]) => `${name} ${value}`)
            .join(', ')
          findings.push({
            state: check.state,
            about: `${zone.zone} ${check.name}`,
            says: facts === '' ? 'can not be asked' : facts,
          })
        }
      }
      findings.push(...keyFindings(config, open))
    } finally {
      await open.close()
    }
    findings.push(...settingFindings(config), ...cardFindings(config))
    for (const finding of findings)
      print(json ? JSON.stringify(finding) : `${finding.state.padEnd(6)} ${finding.about}: ${finding.says}`)
    return findings.some((finding) => finding.state === 'fault') ? 1 : 0
  },
}

function versions(config: Config): Finding {
  const program = JSON.parse(readFileSync(path.join(config.rootDir, 'package.json'), 'utf8')) as { version: string }
  return {
    state: 'ok',
    about: 'program',
    says: `yanagi ${program.version}, node ${process.versions.node}, ${process.platform} ${process.arch}`,
  }
}

async function databaseFindings(
  config: Config,
  open: CommandZones,
  zone: CommandZones['zones'][number]['zone'],
): Promise<{ findings: readonly Finding[]; pending: boolean }> {
  const owner = await connectAsOwner(open.server.owner(zone))
  try {
    const found: Finding[] = []
    const { rows } = await owner.query<{ version: string; now: Date; fsync: string }>(
      `select current_setting('server_version') as version, clock_timestamp() as now, current_setting('fsync') as fsync`,
    )
    const server = rows[0]
    const apart = Math.abs((server?.now.getTime() ?? 0) - Date.now())
    found.push({ state: 'ok', about: `${zone} server`, says: `PostgreSQL ${server?.version} (${open.server.kind})` })
    found.push({
      state: apart > CLOCK_WARN_MS ? 'warn' : 'ok',
      about: `${zone} clock`,
      says: `${apart} ms from the clock of the database`,
    })
    found.push({
      state: server?.fsync === 'on' ? 'ok' : 'fault',
      about: `${zone} fsync`,
      says: server?.fsync === 'on' ? 'on' : 'off: a power cut loses what was acknowledged; set fsync = on',
    })
    const pending = planMigrations(
      zone,
      readMigrations(config.migrationsDir, zone),
      await appliedMigrations(owner, zone),
    )
    found.push({
      state: pending.length > 0 ? 'warn' : 'ok',
      about: `${zone} migrations`,
      says: pending.length > 0 ? `${pending.length} to apply; the next start does it` : 'all applied',
    })
    if (pending.length > 0) return { findings: found, pending: true }
    const faults = await findTenancyFaults(owner, zone, config.rolePrefix)
    if (faults.length === 0) found.push({ state: 'ok', about: `${zone} wall between cities`, says: 'no hole found' })
    const holes = faults.map(({ what, fault }) => ({ state: 'fault' as const, about: what, says: fault }))
    return { findings: [...found, ...holes], pending: false }
  } finally {
    await owner.end()
  }
}

function keyFindings(config: Config, open: CommandZones): Finding[] {
  const lines = listKeys(config.keysDir)
  return open.zones.map(({ zone }) => {
    const missing = open.cities.filter(
      (city) => !lines.some((line) => line.zone === zone && line.cityId === city.id && line.secret && line.current),
    )
    return missing.length === 0
      ? {
          state: 'ok',
          about: `${zone} keys`,
          says: `${new Set(lines.filter((line) => line.zone === zone).map((line) => line.id)).size} keys for ${open.cities.length} cities`,
        }
      : {
          state: 'fault',
          about: `${zone} keys`,
          says: `none for ${missing.map((city) => city.id).join(', ')}; restore the key ring from the backup`,
        }
  })
}

function cardFindings(config: Config): Finding[] {
  return readCityFiles(config).flatMap(({ city, file }) =>
    cardSignInFaults(city, file).map((says) => ({ state: 'warn', about: `${city.id} card sign-in`, says })),
  )
}

function settingFindings(config: Config): Finding[] {
  const found: Finding[] = []
  if (config.demo)
    found.push({
      state: 'warn',
      about: 'settings',
      says: 'this is a demonstration: fictional people may sign in (YANAGI_DEMO); "init" makes a real city',
    })
  if (!config.demo && config.smtpUrl === '')
    found.push({
      state: 'fault',
      about: 'settings',
      says: 'no mail server (YANAGI_SMTP_URL): one-time codes and notices reach nobody',
    })
  if (!config.demo && config.trustedProxies.length === 0)
    found.push({
      state: 'warn',
      about: 'settings',
      says: 'no trusted proxy (YANAGI_TRUSTED_PROXIES): all residents look like one address to the limits',
    })
  return found
}
