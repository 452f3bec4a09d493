import { cpSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Hono } from 'hono'
import { testDatabase } from '../../../../test/support/database.ts'
import { testFolder } from '../../../../test/support/folder.ts'
import { type TestServices, testCities, testServices } from '../../../../test/support/services.ts'
import { listen } from '../../../app/listen.ts'
import { buildSurface } from '../../../app/surface.ts'
import type { Capability, Surface } from '../../../platform/capability.ts'
import type { City } from '../../../platform/cities.ts'
import { createSequencer } from '../../../platform/evidence/sequencer.ts'
import { loadAssets, type WebEnv } from '../../../platform/http/index.ts'
import { identity } from '../index.ts'

/** The small town of the tests, served over real HTTP on free ports: portal, simulator and office of both cities. */
export interface TestTown {
  readonly city: City
  readonly other: City
  readonly internet: TestServices<'internet'>
  readonly office: TestServices<'office'>
  url(surface: Surface, path: string): string
  otherUrl(surface: Surface, path: string): string
  close(): Promise<void>
}

const surfacesOfZone = { internet: ['portal', 'simulator'], office: ['office'] } as const

export async function startTown(
  options: { readonly demo?: boolean; readonly extra?: readonly Capability[]; readonly trustedProxies?: string[] } = {},
): Promise<TestTown> {
  const db = await testDatabase()
  const rootDir = testFolder('town')
  mkdirSync(path.join(rootDir, 'catalog/cities'), { recursive: true })
  cpSync(path.join(import.meta.dirname, 'people.yaml'), path.join(rootDir, 'catalog/cities/yanai.yaml'))

  const apps = new Map<string, Hono<WebEnv>>()
  const open: { close(graceMs: number): Promise<void> }[] = []
  const cities: City[] = []
  for (const city of testCities) {
    const origins: { [surface in Surface]?: string } = {}
    for (const surface of ['portal', 'simulator', 'office'] as const) {
      const listening = await listen('127.0.0.1', 0, (request, env) => {
        const app = apps.get(`${city.id}:${surface}`)
        return app === undefined ? new Response(null, { status: 503 }) : app.fetch(request, env)
      })
      open.push(listening)
      origins[surface] = `http://localhost:${listening.port}`
    }
    cities.push({ ...city, origins })
  }
  const config = {
    rootDir,
    demo: options.demo ?? true,
    ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
  }
  const internet = testServices({ zone: 'internet', db, cities, config })
  const office = testServices({ zone: 'office', db, cities, config })
  const capabilities = [identity, ...(options.extra ?? [])]
  for (const services of [internet, office]) {
    for (const capability of capabilities) await capability.parts[services.zone]?.start?.(services)
    for (const city of cities) {
      for (const surface of surfacesOfZone[services.zone]) {
        apps.set(
          `${city.id}:${surface}`,
          buildSurface({
            capabilities,
            services,
            surface,
            city,
            assets: loadAssets(path.join(rootDir, 'none')),
            relayRoutes: undefined,
          }),
        )
      }
    }
  }
  // What can't be proven is not done: without the sequencer the office stops after a minute.
  const sequencers = [internet, office].map((services) => createSequencer(services))
  for (const sequencer of sequencers) await sequencer.start()
  const [city, other] = cities as [City, City]
  return {
    city,
    other,
    internet,
    office,
    url: (surface, to) => new URL(to, city.origins[surface]).href,
    otherUrl: (surface, to) => new URL(to, other.origins[surface]).href,
    close: async () => {
      for (const capability of capabilities) {
        await capability.parts.internet?.stop?.()
        await capability.parts.office?.stop?.()
      }
      for (const sequencer of sequencers) await sequencer.stop()
      await Promise.all(open.map((one) => one.close(100)))
      await db.close()
    },
  }
}
