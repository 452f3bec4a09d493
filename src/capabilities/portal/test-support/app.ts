import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import { parse } from 'yaml'
import type { TestDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import { closedDayTest } from '../../../civic/closed-days.ts'
import {
  HttpProblem,
  problemResponse,
  readPreferences,
  sameSiteWrites,
  type WebEnv,
} from '../../../platform/http/index.ts'
import {
  type CompiledProcedure,
  compile,
  loadProcedure,
  type RegisterEntry,
  type SharedParts,
  sharedPartsBelow,
} from '../../procedures/index.ts'
import { ownFileRoutes } from '../files-surface.ts'
import { portalRoutes } from '../portal-routes.ts'
import type { Catalogue } from '../shared/catalogue.ts'
import { createPlaces } from '../shared/places.ts'
import type { Portal } from '../shared/portal.ts'
import { createTowns } from '../shared/towns.ts'

/** Ids of all procedures of the repository. */
const procedureIds = readdirSync(path.resolve('procedures'))
  .filter((id) => existsSync(path.resolve('procedures', id, 'procedure.yaml')))
  .sort()

/** Procedures of the repository, as they are; all of them unless some are named. That they are right is another test's affair. */
export function repositoryProcedures(ids: readonly string[] = procedureIds): readonly CompiledProcedure[] {
  return ids.map((id, at) => {
    const hash = at.toString().padStart(64, '0')
    const known = compiled.get(id + hash) ?? compile(definitionOf(id), hash)
    compiled.set(id + hash, known)
    return known
  })
}

/** Read and compiled once for all test files of a worker. */
const compiled = new Map<string, CompiledProcedure>()
const definitions = new Map<string, CompiledProcedure['definition']>()
let shared: SharedParts | undefined

function definitionOf(id: string): CompiledProcedure['definition'] {
  const known = definitions.get(id)
  if (known) return known
  shared ??= sharedPartsBelow('.')
  const source = readFileSync(path.resolve('procedures', id, 'procedure.yaml'), 'utf8')
  const { definition, findings } = loadProcedure(source, { file: id, shared, published: true })
  if (definition === undefined) throw new Error(JSON.stringify(findings.slice(0, 5)))
  definitions.set(id, definition)
  return definition
}

export interface CaseFile {
  readonly name: string
  readonly kind: 'valid' | 'boundary' | 'refused'
  readonly filing: {
    readonly today: string
    readonly filer?: string
    readonly assurance?: string
    readonly channel?: string
  }
  readonly settings?: Readonly<Record<string, unknown>>
  readonly registers?: Readonly<Record<string, readonly RegisterEntry[]>>
  readonly answers: Readonly<Record<string, unknown>>
  readonly expect: { readonly valid?: boolean; readonly fee?: number }
}

export function readCase(file: string): CaseFile {
  return parse(readFileSync(path.resolve('procedures', file), 'utf8')) as CaseFile
}

export interface TestPortal {
  readonly app: Hono<WebEnv>
  readonly filesApp: Hono<WebEnv>
  readonly portal: Portal
  readonly services: TestServices<'internet'>
}

/** The portal of the city `yanai`, with the repository's procedures and the registers of a test. */
export function testPortal(
  db: TestDatabase,
  city: {
    readonly now: string
    readonly registers?: Readonly<Record<string, readonly RegisterEntry[]>>
    readonly settings?: Readonly<Record<string, unknown>>
    readonly procedures?: readonly CompiledProcedure[]
  },
): TestPortal {
  const services = testServices({ zone: 'internet', db, now: city.now })
  const procedures = city.procedures ?? repositoryProcedures()
  const isClosedDay = closedDayTest()
  const facts = {
    settings: city.settings ?? { cityName: '柳井市' },
    register: (id: string) => city.registers?.[id] ?? [],
    isClosedDay,
  }
  const catalogue: Catalogue = {
    current: async () => procedures,
    version: async (_city, id, hash) => procedures.find((each) => each.definition.id === id && each.hash === hash),
    facts: async () => facts,
  }
  const cityMap = createTowns(path.resolve('.'))
  const portal: Portal = { services, catalogue, places: createPlaces(), cityMap }
  const app = surface(services, 'portal')
  portalRoutes(app, portal)
  const filesApp = surface(services, 'files')
  ownFileRoutes(filesApp, portal)
  return { app, filesApp, portal, services }
}

function surface(services: TestServices<'internet'>, name: 'portal' | 'files'): Hono<WebEnv> {
  const app = new Hono<WebEnv>()
  const [city] = services.cities
  if (city === undefined) throw new Error('no city')
  app.use(async (c, next) => {
    c.set('city', city)
    c.set('surface', name)
    c.set('requestId', randomUUID())
    c.set('locale', readPreferences(c).locale)
    c.set('now', services.clock.now())
    c.set('assets', { css: '/assets/yanagi.css', js: '/assets/yanagi.js' })
    await next()
  })
  app.use(sameSiteWrites())
  app.notFound((c) => problemResponse(c, new HttpProblem(404, 'not-found'), 'test'))
  app.onError((error, c) => {
    if (error instanceof HttpProblem) return problemResponse(c, error, 'test')
    throw error
  })
  return app
}
