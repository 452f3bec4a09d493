import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { testCities, testServices } from '../../../../test/support/services.ts'
import { buildSurface } from '../../../app/surface.ts'
import type { City } from '../../../platform/cities.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { createFileStore } from '../../../platform/files/folder-file-store.ts'
import { opendata } from '../index.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import { readDatasetFolder } from '../language/folder.ts'
import { openCatalogueOf } from '../public/catalogue.ts'
import { loadNextVersion } from '../public/load/load-version.ts'
import { officeOf } from './publish.ts'

export interface OpenPortal {
  readonly database: TestDatabase
  readonly office: ReturnType<typeof officeOf>
  definition(id: string): DatasetDefinition
  /** Loads what the office has sent. */
  load(): Promise<void>
  /** Asks the portal of a city; `to` begins with `/`. */
  fetch(to: string, init?: RequestInit, cityId?: string): Promise<Response>
  /** Answers a request that came to Yanai's portal over a socket. */
  answer(request: Request): Promise<Response>
  close(): Promise<void>
}

/** The portal with its open data alone, over a database of its own. `origin`: where Yanai's portal is reached from outside. */
export async function openPortal(origin?: string): Promise<OpenPortal> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yanagi-opendata-'))
  const files = createFileStore(folder)
  const database = await testDatabase()
  const cities = testCities.map((city) =>
    origin === undefined || city.id !== 'yanai' ? city : { ...city, origins: { ...city.origins, portal: origin } },
  )
  const services = { ...testServices({ zone: 'internet', db: database, cities }), files }
  const db = database.zone('internet').city<InternetDb>('yanai')
  const { datasets } = readDatasetFolder(path.resolve('.'))
  const surfaceOf = (city: City) =>
    buildSurface({
      capabilities: [opendata],
      services,
      surface: 'portal',
      city,
      assets: { paths: { css: '', js: '' }, serve: (_, next) => next() },
      relayRoutes: undefined,
    })
  const surfaces = new Map(cities.map((city) => [city.id, surfaceOf(city)]))
  return {
    database,
    office: officeOf(db, files),
    definition: (id) => {
      const found = datasets.find((each) => each.id === id)
      if (found === undefined) throw new Error(`There is no dataset ${id}.`)
      return found
    },
    load: async () => {
      while (await loadNextVersion({ db, files, cityId: 'yanai', now: () => new Date('2026-12-01T00:00:00Z') })) {}
      openCatalogueOf(services).changed('yanai')
    },
    fetch: async (to, init, cityId = 'yanai') =>
      (await surfaces.get(cityId)?.request(`${origin ?? 'http://localhost:4000'}${to}`, init)) ?? Response.error(),
    answer: async (request) => (await surfaces.get('yanai')?.fetch(request)) ?? Response.error(),
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
