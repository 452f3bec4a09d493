import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { loadManifest } from '../manifest/load.ts'
import type { Manifest } from '../manifest/schema.ts'

/** A manifest with its text, and whose it is. */
export interface KnownManifest {
  readonly manifest: Manifest
  readonly source: string
  readonly own: boolean
  readonly savedName?: string
  readonly savedAt?: Date
}

const shipped = new Map<string, readonly KnownManifest[]>()

/** Those that come with the program, `catalog/intake/*.yaml`. A broken one is an error of the program and is thrown. */
export function shippedManifests(rootDir: string): readonly KnownManifest[] {
  const known = shipped.get(rootDir)
  if (known) return known
  const folder = path.join(rootDir, 'catalog/intake')
  const read = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file): KnownManifest => {
      const source = readFileSync(path.join(folder, file), 'utf8')
      const { manifest, findings } = loadManifest(source, `catalog/intake/${file}`)
      if (!manifest) throw new Error(findings.map(({ line, sentence }) => `${file}:${line} ${sentence}`).join('\n'))
      return { manifest, source, own: false }
    })
  shipped.set(rootDir, read)
  return read
}

/**
 * The manifests that hold on a day, one for each id: the city's own newest version goes before the one of the program,
 * so that a city can put an open point right by itself.
 */
export async function manifestsOn(
  db: Kysely<OfficeDb>,
  rootDir: string,
  day: string,
): Promise<readonly KnownManifest[]> {
  const rows = await db.selectFrom('intake_manifest').selectAll().orderBy('id').orderBy('version', 'desc').execute()
  const own = rows.flatMap((row): readonly KnownManifest[] => {
    const { manifest } = loadManifest(row.source, row.id)
    return manifest
      ? [{ manifest, source: row.source, own: true, savedName: row.saved_name, savedAt: row.saved_at }]
      : []
  })
  const found = new Map<string, KnownManifest>()
  for (const known of [...own, ...shippedManifests(rootDir)]) {
    const { id, from, to } = known.manifest
    if (!found.has(id) && from <= day && (to === undefined || day <= to)) found.set(id, known)
  }
  return [...found.values()].sort((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1))
}

/** The highest version of an id that the city has or the program brings. */
export async function newestVersion(db: Kysely<OfficeDb>, rootDir: string, id: string): Promise<number> {
  const row = await db
    .selectFrom('intake_manifest')
    .select((eb) => eb.fn.max('version').as('version'))
    .where('id', '=', id)
    .executeTakeFirst()
  const own = shippedManifests(rootDir).find(({ manifest }) => manifest.id === id)?.manifest.version ?? 0
  return Math.max(own, row?.version ?? 0)
}
