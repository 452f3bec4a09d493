import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { migrate, planMigrations, readMigrations } from '../database/migrations.ts'
import { connectAsOwner } from '../database/prepare.ts'
import { ensureRoles, type RoleNaming, secureDatabase } from '../database/roles.ts'
import type { ServerAddress } from '../database/server-address.ts'
import { unwrapKeyRing } from '../keys/wrap.ts'
import { makeFolder } from '../make-folder.ts'
import { OperatorError } from '../operator-error.ts'
import { zones as allZones, type Zone } from '../zone.ts'
import { loadZone } from './load-zone.ts'
import {
  KEY_RING_NAME,
  MANIFEST_NAME,
  type Manifest,
  manifestShape,
  SETTINGS_NAME,
  type TableBackup,
} from './manifest.ts'
import { readPlaces, readTar, type TarPlace } from './tar.ts'

export interface RestoreTarget {
  readonly dataDir: string
  readonly keysDir: string
  readonly filesDir: string
  readonly witnessDir: string
  readonly naming: () => RoleNaming
  readonly migrationsFolder: string
  /** Starts or reaches the database; called only when the archive has proven whole and the passphrase right. */
  readonly openServer: () => Promise<{ owner(zone: Zone): ServerAddress; stop(): Promise<void> }>
}

export interface RestoreSummary {
  readonly madeAt: string
  readonly rows: number
  readonly files: number
}

/**
 * Reads the archive twice: first every digest, then the rows. Nothing is written before the archive is known to be
 * whole and the passphrase to be right.
 */
export async function restoreBackup(
  file: string,
  target: RestoreTarget,
  passphrase: string,
  report: (line: string) => void,
): Promise<RestoreSummary> {
  refuseUsedFolder(target)
  const checked = await checkArchive(file)
  report('The archive is whole.')
  refuseNewerBackup(checked.manifest, target.migrationsFolder)
  await unwrapKeyRing(target.keysDir, checked.keyRing, passphrase)
  const server = await target.openServer()
  let rows = 0
  try {
    for (const zone of allZones) {
      const backup = checked.manifest.zones[zone]
      if (backup === undefined) continue
      const client = await connectAsOwner(server.owner(zone))
      try {
        await prepareZone(client, zone, checked.manifest, target)
        await loadZone(client, zone, backup, (table) => rowsOf(file, table, checked.places))
      } finally {
        await client.end()
      }
      const count = backup.tables.reduce((sum, one) => sum + one.rows, 0)
      rows += count
      report(`${zone}: ${backup.tables.length} tables, ${count} rows, compared row for row`)
    }
  } finally {
    await server.stop()
  }
  const files = await restoreFiles(file, target)
  report(`files: ${files}`)
  return { madeAt: checked.manifest.madeAt, rows, files }
}

function refuseUsedFolder(target: RestoreTarget): void {
  const there = existsSync(target.dataDir) && statSync(target.dataDir).isDirectory()
  const left = there ? readdirSync(target.dataDir).filter((name) => name !== 'yanagi.json') : []
  if (left.length > 0) {
    throw new OperatorError(
      `The data folder ${target.dataDir} is not empty (${left[0]}). A backup is restored into an empty folder only: choose one with --data DIR.`,
    )
  }
}

interface CheckedArchive {
  readonly manifest: Manifest
  readonly keyRing: string
  readonly places: ReadonlyMap<string, TarPlace>
}

async function checkArchive(file: string): Promise<CheckedArchive> {
  const found = new Map<string, string>()
  const places = new Map<string, TarPlace>()
  let manifest: unknown
  let keyRing = ''
  try {
    for await (const { name, place, content } of readTar(file)) {
      places.set(name, place)
      if (name === MANIFEST_NAME) manifest = JSON.parse(content.toString('utf8'))
      else found.set(name, createHash('sha256').update(content).digest('hex'))
      if (name === KEY_RING_NAME) keyRing = content.toString('utf8')
    }
  } catch (cause) {
    throw new OperatorError(
      `${file} can't be read as a backup: ${(cause as Error).message} Nothing was changed; take another copy of the backup.`,
      { cause },
    )
  }
  const parsed = manifestShape.safeParse(manifest)
  if (!parsed.success)
    throw new OperatorError(`${file} is not a whole backup of this program (no usable manifest). Nothing was changed.`)
  const wanted = Object.entries(parsed.data.entries)
  const wrong = wanted.find(([name, sha256]) => found.get(name) !== sha256)
  if (wrong !== undefined || found.size !== wanted.length) {
    throw new OperatorError(
      `${file} is damaged (${wrong?.[0] ?? 'something was added'}). Nothing was changed; take another copy of the backup.`,
    )
  }
  return { manifest: parsed.data, keyRing, places }
}

function refuseNewerBackup(manifest: Manifest, migrationsFolder: string): void {
  for (const zone of allZones) {
    const migrations = manifest.zones[zone]?.migrations ?? []
    planMigrations(
      zone,
      readMigrations(migrationsFolder, zone),
      new Map(migrations.map((one) => [one.name, one.sha256])),
    )
  }
}

/** Roles, and the schema as it was at the time of the backup; later migrations run at the next start. */
async function prepareZone(
  client: Awaited<ReturnType<typeof connectAsOwner>>,
  zone: Zone,
  manifest: Manifest,
  target: RestoreTarget,
): Promise<void> {
  const naming = target.naming()
  const there = await client.query<{ used: boolean }>('select to_regclass($1) is not null as used', [
    `${zone}.schema_migration`,
  ])
  if (there.rows[0]?.used === true)
    throw new OperatorError(`The database already holds the ${zone} zone. Restore into an empty database.`)
  await ensureRoles(client, zone, manifest.cityIds, naming)
  await secureDatabase(client, [zone], naming.prefix)
  const then = new Set(manifest.zones[zone]?.migrations.map((one) => one.name))
  await migrate(
    client,
    zone,
    readMigrations(target.migrationsFolder, zone).filter((one) => then.has(one.name)),
    naming.prefix,
  )
}

async function* rowsOf(
  file: string,
  table: TableBackup,
  places: ReadonlyMap<string, TarPlace>,
): AsyncGenerator<Buffer> {
  const wanted = table.parts.map((name) => places.get(name)).filter((place) => place !== undefined)
  for await (const content of readPlaces(file, wanted)) yield gunzipSync(content)
}

async function restoreFiles(file: string, target: RestoreTarget): Promise<number> {
  let count = 0
  for await (const { name, content } of readTar(file)) {
    if (name === SETTINGS_NAME && content.length > 0)
      writeFileSync(path.join(target.dataDir, 'settings.env'), content, { mode: 0o600 })
    const [folder, rest] = name.startsWith('files/')
      ? [target.filesDir, name.slice(6)]
      : name.startsWith('evidence/')
        ? [target.witnessDir, name.slice(9)]
        : ['', '']
    if (folder === '') continue
    const place = path.join(folder, rest)
    // A name with dots in it must not lead out of the folder.
    if (!place.startsWith(folder + path.sep))
      throw new OperatorError(`${file} holds a file outside its folder. It was not made by this program.`)
    makeFolder(path.dirname(place))
    writeFileSync(place, content, { mode: 0o600, flush: true })
    if (folder === target.filesDir) count += 1
  }
  return count
}
