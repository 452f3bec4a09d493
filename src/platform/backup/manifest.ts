import { z } from 'zod'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

const table = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
  /** SHA-256 of all rows in the order of their key. */
  sha256: hash,
  parts: z.array(z.string()),
})

const zoneBackup = z.strictObject({
  migrations: z.array(z.strictObject({ name: z.string(), sha256: hash })),
  tables: z.array(table),
  sequences: z.array(z.strictObject({ name: z.string(), value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
})

/** The last entry of an archive: what has to be in it, to the byte. */
export const manifestShape = z.strictObject({
  format: z.literal('yanagi-backup-1'),
  madeAt: z.iso.datetime(),
  cityIds: z.array(z.string()),
  zones: z.partialRecord(z.enum(['internet', 'office', 'mynumber']), zoneBackup),
  /** Every other entry of the archive by its name, with its SHA-256. */
  entries: z.record(z.string(), hash),
})

export type Manifest = z.infer<typeof manifestShape>
export type ZoneBackup = z.infer<typeof zoneBackup>
export type TableBackup = z.infer<typeof table>

export const MANIFEST_NAME = 'manifest.json'
export const KEY_RING_NAME = 'key-ring.json'
export const SETTINGS_NAME = 'settings.env'
