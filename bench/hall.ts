import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readCityFiles } from '../src/app/city-files.ts'
import { type CityHall, startCityHall } from '../src/app/city-hall.ts'
import { cityHall } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { quietLogger } from '../src/platform/log/quiet-logger.ts'

/** A city hall of its own for the measurement: fresh data in a folder that is removed afterwards. */
export interface MeasuredHall {
  readonly hall: CityHall
  readonly portal: string
  readonly office: string
  readonly poolSize: number
  readonly startedInMs: number
  close(): Promise<void>
}

export async function openHall(port: number): Promise<MeasuredHall> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'yanagi-bench-data-'))
  const read = readConfig({ ...process.env, YANAGI_LOG: 'error' }, { dataDir, port: String(port) })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const began = performance.now()
  const cities = readCityFiles(read.config)
  const hall = await startCityHall({
    config: read.config,
    cities,
    capabilities: cityHall(cities),
    log: quietLogger,
    report: () => {},
  })
  return {
    hall,
    portal: `http://localhost:${port}`,
    office: `http://localhost:${port + 1}`,
    poolSize: read.config.poolSize,
    startedInMs: performance.now() - began,
    close: async () => {
      await hall.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
