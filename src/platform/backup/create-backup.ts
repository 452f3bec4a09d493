import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { connectAsOwner } from '../database/prepare.ts'
import type { ServerAddress } from '../database/server-address.ts'
import { ARRIVING } from '../files/folder-file-store.ts'
import { wrapKeyRing } from '../keys/wrap.ts'
import type { Zone } from '../zone.ts'
import { dumpZone } from './dump-zone.ts'
import { KEY_RING_NAME, MANIFEST_NAME, type Manifest, SETTINGS_NAME } from './manifest.ts'
import { writeTar } from './tar.ts'

export interface BackupSource {
  /** Outer zones first: a message that crosses meanwhile is then in the backup twice rather than not at all. */
  readonly zones: readonly { readonly zone: Zone; readonly owner: ServerAddress }[]
  readonly keysDir: string
  readonly filesDir: string
  /** Where the signed heads of the evidence are remembered outside the database. */
  readonly witnessDir: string
  /** Settings worth keeping, without secrets; `settings.env` of the restored data folder. */
  readonly settings: string
  readonly cityIds: readonly string[]
}

export interface BackupSummary {
  readonly file: string
  readonly rows: number
  readonly files: number
}

/**
 * Writes one archive with all rows, all files and the key ring, which only the passphrase opens. Takes no lock that a
 * writer would notice; zones in one database are taken at one moment.
 */
export async function createBackup(
  file: string,
  source: BackupSource,
  passphrase: string,
  now: Date,
  report: (line: string) => void,
): Promise<BackupSummary> {
  const entries: Record<string, string> = {}
  const tar = writeTar(file, now)
  const add = (name: string, content: Buffer): void => {
    tar.add(name, content)
    entries[name] = createHash('sha256').update(content).digest('hex')
  }
  try {
    add(SETTINGS_NAME, Buffer.from(source.settings))
    // Before the rows: the sequencer goes on meanwhile, and a witness ahead of its tree says "rolled back".
    addFolder('evidence', source.witnessDir, add)
    const zones = await dumpZones(source, add, report)
    // After the rows: a file that a row names is there by now, and files never change.
    const files = addFolder('files', source.filesDir, add)
    // Last: whatever sealed a row or a file, a key from a rotation a moment ago too, is in the ring by now.
    add(KEY_RING_NAME, Buffer.from(await wrapKeyRing(source.keysDir, passphrase)))
    report(`files: ${files}`)
    const manifest: Manifest = {
      format: 'yanagi-backup-1',
      madeAt: now.toISOString(),
      cityIds: [...source.cityIds],
      zones,
      entries,
    }
    tar.add(MANIFEST_NAME, Buffer.from(`${JSON.stringify(manifest)}\n`))
    tar.finish()
    const rows = Object.values(zones).reduce(
      (sum, zone) => sum + (zone?.tables.reduce((all, table) => all + table.rows, 0) ?? 0),
      0,
    )
    return { file, rows, files }
  } catch (error) {
    tar.abandon()
    throw error
  }
}

async function dumpZones(
  source: BackupSource,
  add: (name: string, content: Buffer) => void,
  report: (line: string) => void,
): Promise<Manifest['zones']> {
  const zones: Manifest['zones'] = {}
  const byDatabase = new Map<string, { readonly zone: Zone; readonly owner: ServerAddress }[]>()
  for (const one of source.zones) {
    const key = `${one.owner.host}:${one.owner.port}/${one.owner.database}`
    byDatabase.set(key, [...(byDatabase.get(key) ?? []), one])
  }
  for (const together of byDatabase.values()) {
    const first = together[0]
    if (first === undefined) continue
    const client = await connectAsOwner(first.owner)
    try {
      await client.query('begin isolation level repeatable read, read only')
      for (const { zone } of together) {
        const dumped = await dumpZone(client, zone, add)
        zones[zone] = dumped
        report(`${zone}: ${dumped.tables.length} tables, ${dumped.tables.reduce((sum, one) => sum + one.rows, 0)} rows`)
      }
      await client.query('commit')
    } finally {
      await client.end()
    }
  }
  return zones
}

function addFolder(name: string, folder: string, add: (name: string, content: Buffer) => void): number {
  if (!existsSync(folder)) return 0
  let count = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name)
    // What is not whole yet: a file on its way in, a head being written.
    if (!entry.isFile() || path.basename(entry.parentPath) === ARRIVING || entry.name.endsWith('.new')) continue
    const content = readIfThere(file)
    if (content === undefined) continue
    add(`${name}/${path.relative(folder, file).split(path.sep).join('/')}`, content)
    count += 1
  }
  return count
}

/** A file may be erased by law while we go through the folder. */
function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
