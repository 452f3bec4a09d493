import { cpSync } from 'node:fs'
import { readCityFiles } from '../../src/app/city-files.ts'
import { type CityHall, startCityHall } from '../../src/app/city-hall.ts'
import { cityHall } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { Capability } from '../../src/platform/capability.ts'
import { systemClock } from '../../src/platform/clock.ts'
import { jsonLogger } from '../../src/platform/log/json-logger.ts'
import { begunCityHall } from './begun.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { testFolder } from './folder.ts'
import { freePorts } from './free-ports.ts'

/** The whole city hall in this process: both demo cities, real database, real ports, logs kept as lines. */
export interface TestCityHall {
  readonly hall: CityHall
  readonly capabilities: readonly Capability[]
  readonly config: Config
  readonly db: TestDatabase
  /** Origins of 柳井市（デモ）; those of 見本町 are ten ports further. */
  readonly portal: string
  readonly office: string
  /** The office of 見本町. */
  readonly foreignOffice: string
  readonly files: string
  readonly logs: readonly string[]
  close(): Promise<void>
}

/**
 * Starts it as it stands after its first start, on a copy of its own: what the first start loads is loaded once a run.
 * `begin: 'anew'` starts it for the first time, on the migrated database. Close it in `afterAll`.
 */
export async function testCityHall({
  begin = 'copy',
}: {
  readonly begin?: 'copy' | 'anew'
} = {}): Promise<TestCityHall> {
  const begun = begin === 'copy' ? await begunCityHall(startOn) : undefined
  const db = await testDatabase(begun?.template)
  const folder = testFolder('hall')
  if (begun !== undefined) cpSync(begun.folder, folder, { recursive: true })
  return startOn(db, folder)
}

async function startOn(db: TestDatabase, dataDir: string): Promise<TestCityHall> {
  const { address, server } = db
  const port = await freePorts()
  const url = `postgres://${encodeURIComponent(address.user)}:${encodeURIComponent(address.password)}@localhost:${address.port}/${address.database}?host=${encodeURIComponent(address.host)}`
  const read = readConfig(
    {
      DATABASE_URL: url,
      YANAGI_ROLE_PREFIX: server.naming.prefix,
      YANAGI_ROLE_SECRET: server.naming.secret,
      YANAGI_LOG: 'debug',
    },
    { dataDir, port: String(port) },
  )
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const logs: string[] = []
  const cities = readCityFiles(read.config)
  const capabilities = cityHall(cities)
  const hall = await startCityHall({
    config: read.config,
    cities,
    capabilities,
    log: jsonLogger({ level: 'debug', clock: systemClock, write: (line) => void logs.push(line) }),
    report: () => {},
  })
  return {
    hall,
    capabilities,
    config: read.config,
    db,
    portal: `http://localhost:${port}`,
    office: `http://localhost:${port + 1}`,
    foreignOffice: `http://localhost:${port + 11}`,
    files: `http://localhost:${port + 2}`,
    logs,
    close: async () => {
      await hall.close()
      await db.close()
    },
  }
}
