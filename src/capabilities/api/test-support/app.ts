import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { Hono } from 'hono'
import type { Transaction } from 'kysely'
import type { TestDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import { closedDayTest } from '../../../civic/closed-days.ts'
import type { Config } from '../../../config.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { HttpProblem, problemResponse, sameSiteWrites, type WebEnv } from '../../../platform/http/index.ts'
import type { Portal } from '../../portal/index.ts'
import { createPlaces } from '../../portal/shared/places.ts'
import { createTowns } from '../../portal/shared/towns.ts'
import { repositoryProcedures } from '../../portal/test-support/app.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { hashSecret } from '../auth/secrets.ts'
import { sealToken } from '../auth/token.ts'
import { type ApiClient, attestable, type Scope, scopes } from '../clients/client.ts'
import { putClient } from '../clients/store.ts'
import { apiRoutes } from '../routes.ts'
import { eventNames } from '../webhooks/events.ts'

export const secret = 'ycs_of-the-tests-and-nobody-else'

/** A partner system that may do everything. */
export const partner: ApiClient = {
  id: 'minamimachi-estate',
  version: 1,
  name: '見本不動産',
  scopes: [...scopes],
  sections: [],
  procedures: [],
  attests: [...attestable],
  perMinute: 6000,
  validUntil: '2999-12-31',
  revoked: false,
  secrets: [{ hash: hashSecret(secret) }],
  keys: [],
  webhook: {
    url: 'https://partner.example/hook',
    events: [...eventNames],
    secrets: [{ secret: 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw==' }],
  },
}

export interface TestApi {
  readonly services: TestServices<'internet'>
  readonly portal: Portal
  readonly procedures: readonly CompiledProcedure[]
  /** The moment and the facts of the city, as a test wants them. */
  at(now: string, facts?: CityFacts): void
  put(client: ApiClient, cityId?: string): Promise<void>
  token(given?: { readonly client?: string; readonly scopes?: readonly Scope[]; readonly cityId?: string }): string
  ask(path: string, init?: RequestInit & { readonly host?: string }): Promise<Response>
  /** POST of JSON with a token. */
  send(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
}

/** The interface of the cities `yanai` and `mihon` over the repository's procedures. */
export async function testApi(db: TestDatabase, config: Partial<Config> = {}): Promise<TestApi> {
  const services = testServices({ zone: 'internet', db, config })
  const procedures = repositoryProcedures()
  let now = services.clock.now()
  let facts: CityFacts = { settings: { cityName: '柳井市' }, register: () => [], isClosedDay: closedDayTest() }
  const portal: Portal = {
    services,
    catalogue: {
      current: async () => procedures,
      version: async (_city, id, hash) => procedures.find((each) => each.definition.id === id && each.hash === hash),
      facts: async () => facts,
    },
    places: createPlaces(),
    cityMap: createTowns(path.resolve('.')),
  }
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    const host = c.req.header('host') ?? 'localhost:4000'
    const city = services.cities.find(({ origins }) => new URL(origins.portal ?? '').host === host)
    if (city === undefined) throw new Error('no city')
    c.set('city', city)
    c.set('surface', 'portal')
    c.set('requestId', randomUUID())
    c.set('locale', 'ja')
    c.set('now', now)
    await next()
  })
  app.use(sameSiteWrites())
  apiRoutes(app, { services, portal })
  app.onError((error, c) => {
    if (error instanceof HttpProblem) return problemResponse(c, error, 'test')
    throw error
  })
  const ask: TestApi['ask'] = async (route, { host = 'localhost:4000', ...init } = {}) => {
    const headers = new Headers(init.headers)
    headers.set('host', host)
    return app.request(new Request(`http://${host}/api/v1${route}`, { ...init, headers }))
  }
  const token: TestApi['token'] = (given = {}) =>
    sealToken(services.keys, given.cityId ?? 'yanai', {
      clientId: given.client ?? partner.id,
      scopes: given.scopes ?? scopes,
      until: Number.MAX_SAFE_INTEGER,
    })
  return {
    services,
    portal,
    procedures,
    at: (moment, known) => {
      now = new Date(moment)
      services.clock.set(moment)
      if (known !== undefined) facts = known
    },
    put: (client, cityId = 'yanai') =>
      services.db
        .city<InternetDb>(cityId)
        .transaction()
        .execute((trx: Transaction<InternetDb>) => putClient(services, trx, cityId, client)),
    token,
    ask,
    send: (route, body, headers = {}) =>
      ask(route, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}`, ...headers },
      }),
  }
}
