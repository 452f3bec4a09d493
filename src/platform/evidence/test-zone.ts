import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { City } from '../cities.ts'
import type { ZoneDatabase } from '../database/zone-database.ts'
import { createKeyRing } from '../keys/create-key-ring.ts'
import { quietLogger } from '../log/quiet-logger.ts'
import type { Zone } from '../zone.ts'

/** The two fictional cities of the tests, as far as the platform needs to know them. */
export const testCities: readonly City[] = [
  { id: 'yanai', name: '柳井市（デモ）', nameEn: 'Yanai (demo)', nameEasy: '柳井市《やないし》（デモ）' },
  { id: 'mihon', name: '見本町', nameEn: 'Mihon', nameEasy: '見本町《みほんちょう》' },
].map((city) => ({
  ...city,
  mayor: '見本 太郎',
  phone: '0000-00-0000',
  hours: '8:30〜17:15',
  demo: true,
  origins: {},
  settings: {},
}))

/** What evidence and relay need of a zone, with a key ring in a temporary folder. */
export function testZone(zone: Zone, db: ZoneDatabase, folder = mkdtempSync(join(tmpdir(), 'yanagi-zone-'))) {
  const keys = createKeyRing(
    join(folder, 'keys'),
    zone,
    testCities.map((city) => city.id),
  )
  return {
    zone,
    db,
    keys,
    log: quietLogger,
    cities: testCities,
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
