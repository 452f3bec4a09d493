import { rmSync } from 'node:fs'
import { afterEach, beforeEach } from 'vitest'
import { joinRelays } from '../../src/platform/relay/create-relay.ts'
import { type RelayZone, recordHandled, relayZone } from '../../src/platform/relay/testing/relay-zone.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { testFolder } from './folder.ts'

/** What every test of the file gets anew. */
export interface ThreeZones {
  db: TestDatabase
  folder: string
  internet: RelayZone
  office: RelayZone
  mynumber: RelayZone
}

/** All three zones in one process, joined and started, with a database and a folder of their own for each test. */
export function threeZones(): ThreeZones {
  const at = {} as ThreeZones
  const zones = () => [at.internet, at.office, at.mynumber]
  beforeEach(async () => {
    at.db = await testDatabase()
    at.folder = testFolder('relay')
    // Nothing looks by itself within a test: what moves, moves by a nudge.
    const options = { retryDelaysMs: [10, 20], lookEveryMs: 600_000 }
    for (const zone of ['internet', 'office', 'mynumber'] as const)
      at[zone] = relayZone(zone, at.db.zone(zone), at.folder, options)
    joinRelays(zones())
    for (const zone of zones()) zone.relay.start()
  })
  afterEach(async () => {
    for (const zone of zones()) await zone.relay.stop()
    await at.db.close()
    rmSync(at.folder, { recursive: true, force: true })
  })
  return at
}

/** Has messages of the kind recorded as events of the stream `handled`. */
export function handle(zone: RelayZone, kind: string): void {
  zone.relay.on(kind, (trx, delivery) => recordHandled(zone, trx, delivery))
}
