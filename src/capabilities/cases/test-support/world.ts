import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import type { Transaction } from 'kysely'
import { parse } from 'yaml'
import { type TestDatabase, testDatabase } from '../../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../../test/support/services.ts'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { Capability } from '../../../platform/capability.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { HttpProblem, hostCookieName, type WebEnv } from '../../../platform/http/index.ts'
import type { Delivery } from '../../../platform/relay/relay.ts'
import type { SubmissionMessage } from '../../exchange/index.ts'
import { type Answers, catalogueOf, seedProcedures } from '../../procedures/index.ts'
import { cases } from '../capability.ts'
import type { CasesContext } from '../context.ts'
import { registerIntake } from '../intake/index.ts'
import { contextOf } from '../wiring/context.ts'

/** The people of the small fictional office; each role is a word of identity. */
const people = {
  clerk: { section: 'citizen-life', name: '青木', roles: ['review', 'intake'] },
  colleague: { section: 'citizen-life', name: '森', roles: ['review', 'intake'] },
  cashier: { section: 'citizen-life', name: '林', roles: ['review', 'accounts'] },
  guardian: { section: 'citizen-life', name: '守', roles: ['review', 'confidential'] },
  newcomer: { section: 'citizen-life', name: '新', roles: [] },
  auditor: { section: 'tax', name: '監', roles: ['audit'] },
  neighbour: { section: 'tax', name: '南', roles: ['review', 'intake', 'accounts'] },
} as const
export type Person = keyof typeof people

export interface World {
  readonly db: TestDatabase
  readonly services: TestServices<'office'>
  readonly ctx: CasesContext
  readonly sections: Readonly<Record<'citizen-life' | 'tax', string>>
  readonly staff: Readonly<Record<Person, string>>
  /** A clerk of the other city, in a section of the same name. */
  readonly stranger: string
  readonly hashes: Readonly<Record<string, string>>
  /** A browser of this person (or of nobody). */
  browser(person: Person | 'head' | 'stranger' | 'nobody', also?: readonly Capability[]): Browser
  close(): Promise<void>
}

/** @param procedures more of them than two */
export async function testWorld(
  procedures: readonly string[] = [],
  { poolSize }: { readonly poolSize?: number } = {},
): Promise<World> {
  const db = await testDatabase(undefined, poolSize === undefined ? {} : { poolSize })
  const services = testServices({ zone: 'office', db })
  const ctx = contextOf(services)
  for (const city of ['yanai', 'mihon'])
    await seedProcedures(services, city, { only: ['dog-registration', 'event-registration', ...procedures] })
  registerIntake(ctx)
  const yanai = services.db.city<OfficeDb>('yanai')
  const since = '2026-04-01'
  const section = async (code: string, name: string) => {
    const row = { code, name, phone: '0820-00-0000', begins_on: since }
    return (await yanai.insertInto('section').values(row).returning('id').executeTakeFirstOrThrow()).id
  }
  const sections = { 'citizen-life': await section('citizen-life', '市民生活課'), tax: await section('tax', '税務課') }
  const posts = {
    clerk: (
      await yanai
        .insertInto('post')
        .values({ code: 'clerk', name: '係員', rank: 10 })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
    head: (
      await yanai
        .insertInto('post')
        .values({ code: 'head', name: '課長', rank: 50 })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id,
  }
  const staff: Record<string, string> = {}
  for (const [key, person] of Object.entries(people))
    staff[key] = await hire(services, 'yanai', key, person.name, sections[person.section], posts.clerk, person.roles)
  await hire(services, 'yanai', 'head', '白井', sections['citizen-life'], posts.head, ['decide'])
  await yanai
    .insertInto('approval_matter')
    .values(
      ['dog-registration', 'event-participation'].map((matter) => ({
        matter,
        label: '届出',
        decider_rank: 50,
        begins_on: since,
        bulk: true,
      })),
    )
    .execute()
  const mihon = services.db.city<OfficeDb>('mihon')
  const away = await mihon
    .insertInto('section')
    .values({ code: 'citizen-life', name: '住民課', begins_on: since })
    .returning('id')
    .executeTakeFirstOrThrow()
  const awayPost = await mihon
    .insertInto('post')
    .values({ code: 'clerk', name: '主事', rank: 10 })
    .returning('id')
    .executeTakeFirstOrThrow()
  const stranger = await hire(services, 'mihon', 'stranger', '遠山', away.id, awayPost.id, [
    'review',
    'intake',
    'confidential',
  ])
  const hashes = Object.fromEntries(
    (await catalogueOf(services).current('yanai')).map((procedure) => [procedure.definition.id, procedure.hash]),
  )
  return {
    db,
    services,
    ctx,
    sections,
    staff: staff as Record<Person, string>,
    stranger,
    hashes,
    browser: (person, also) => browserOf(services, person, also),
    close: () => db.close(),
  }
}

/** Signs in by a session row: what signing in itself does is identity's own matter. */
async function hire(
  services: TestServices<'office'>,
  cityId: string,
  key: string,
  name: string,
  sectionId: string,
  postId: string,
  roles: readonly string[],
): Promise<string> {
  const db = services.db.city<OfficeDb>(cityId)
  const since = '2026-04-01'
  const { id } = await db
    .insertInto('staff_member')
    .values({ staff_number: `n-${key}`, name, name_kana: 'カナ', begins_on: since })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('assignment')
    .values({ staff_id: id, section_id: sectionId, post_id: postId, kind: 'principal', begins_on: since })
    .execute()
  for (const role of roles)
    await db
      .insertInto('role_grant')
      // 監査 is given for the whole city.
      .values({ staff_id: id, role, section_id: role === 'audit' ? null : sectionId, begins_on: since })
      .execute()
  const now = services.clock.now()
  const end = new Date(now.getTime() + 8 * 3_600_000)
  await db
    .insertInto('staff_session')
    .values({
      token_hash: createHash('sha256').update(tokenOf(key)).digest(),
      staff_id: id,
      method: 'passkey',
      browser: 'test',
      signed_in_at: now,
      proven_at: now,
      last_seen_at: now,
      idle_minutes: 480,
      idle_ends_at: end,
      ends_at: end,
    })
    .execute()
  return id
}

/** 43 letters that look like a token of ours. */
function tokenOf(key: string): string {
  return createHash('sha256').update(`session of ${key}`).digest('base64url')
}

export interface Browser {
  get(path: string): Promise<Response>
  /** Opens `from`, takes the hidden fields of the form with this action, and posts with the given ones. */
  submit(from: string, action: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Response>
  post(path: string, fields: readonly (readonly [string, string])[]): Promise<Response>
  upload(path: string, form: FormData): Promise<Response>
}

function browserOf(
  services: TestServices<'office'>,
  person: Person | 'head' | 'stranger' | 'nobody',
  also: readonly Capability[] = [],
): Browser {
  const city = services.cities.find((each) => each.id === (person === 'stranger' ? 'mihon' : 'yanai'))
  if (!city) throw new Error('no such city')
  const app = new Hono<WebEnv>()
  app.use(async (c, next) => {
    c.set('city', city)
    c.set('surface', 'office')
    c.set('requestId', randomUUID())
    c.set('locale', 'ja')
    c.set('now', services.clock.now())
    c.set('assets', { css: '/assets/a.css', js: '/assets/a.js' })
    await next()
  })
  for (const each of [cases, ...also]) each.parts.office?.routes?.(app, services, 'office')
  app.onError((error, c) => {
    if (error instanceof HttpProblem) return c.text(error.code, error.status)
    throw error
  })
  const name = hostCookieName(city.id, 'office', 'session')
  const cookie = person === 'nobody' ? '' : `${name}=${tokenOf(person)}`
  const headers = { cookie, host: 'localhost:4001' }
  const send = (path: string, fields: readonly (readonly [string, string])[]) =>
    app.request(path, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
    })
  return {
    get: async (path) => app.request(path, { headers }),
    post: async (path, fields) => send(path, fields),
    upload: async (path, form) => app.request(path, { method: 'POST', headers, body: form }),
    submit: async (from, action, fields) => {
      const html = await (await app.request(from, { headers })).text()
      const hidden = hiddenOf(html, action)
      const given = Object.entries(fields).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as const] : value.map((each) => [name, each] as const),
      )
      return send(action, [...hidden, ...given])
    },
  }
}

/** Hidden fields of the first form that posts to `action`. */
export function hiddenOf(html: string, action: string): readonly (readonly [string, string])[] {
  const escaped = action.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const form = new RegExp(`<form[^>]*action="${escaped}"[^>]*>([\\s\\S]*?)</form>`).exec(html)?.[1]
  if (form === undefined) throw new Error(`no form for ${action}`)
  return [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  )
}

/** Answers of one of the procedure's own example cases. */
export function exampleAnswers(procedureId: string, file: string): Answers {
  const text = readFileSync(path.resolve('procedures', procedureId, 'cases', file), 'utf8')
  return (parse(text) as { answers: Answers }).answers
}

let counter = 0

/** A submission of the dog registration as the portal would send it. */
export function dogSubmission(world: World, changes: Partial<SubmissionMessage> = {}): SubmissionMessage {
  counter += 1
  const at = world.services.clock.now().toISOString()
  return {
    kind: 'submission',
    applicationId: randomUUID(),
    receiptNumber: changes.receiptNumber ?? makeReceiptNumber('IN', '2026-11-24', counter),
    procedureId: 'dog-registration',
    versionHash: world.hashes['dog-registration'] ?? '',
    sentAt: at,
    arrivedAt: at,
    channel: 'online',
    filer: 'self',
    assurance: 'contact',
    answers: exampleAnswers('dog-registration', '01-new-with-shot.yaml') as Record<string, unknown>,
    sources: { 'owner.name': 'card' },
    warnings: [],
    fee: { total: 3550, lines: [{ id: 'registration', label: '犬の登録', amount: 3550, quantity: 1 }] },
    delivery: 'counter',
    contact: { name: '葛城　彩', nameKana: 'カツラギ　アヤ', locale: 'ja' },
    files: [],
    ...changes,
  }
}

/** Hands a message to the office as the relay does; by default of the city yanai. */
export async function deliver(
  world: World,
  payload: { readonly kind: string; readonly receiptNumber: string },
  header: Partial<Delivery['header']> = {},
): Promise<void> {
  const cityId = header.cityId ?? 'yanai'
  const known = payload as Partial<SubmissionMessage>
  await world.services.db
    .city<OfficeDb>(cityId)
    .transaction()
    .execute((trx) =>
      world.services.relay.deliver(trx as unknown as Transaction<unknown>, {
        header: {
          envelopeId: randomUUID(),
          kind: payload.kind,
          from: 'internet',
          to: 'office',
          cityId,
          procedureId: known.procedureId ?? '',
          versionHash: known.versionHash ?? '',
          receiptNumber: payload.receiptNumber,
          arrivedAt: world.services.clock.now().toISOString(),
          payloadHash: '0'.repeat(64),
          files: (known.files ?? []).map((file) => file.address),
          ...header,
        },
        payload: JSON.parse(JSON.stringify(payload)) as unknown,
      }),
    )
}

/** Delivers a submission and gives the id of its case. */
export async function openedCase(world: World, changes: Partial<SubmissionMessage> = {}): Promise<string> {
  const message = dogSubmission(world, changes)
  await deliver(world, message)
  return (await caseRow(world, message.receiptNumber)).id
}

export async function caseRow(world: World, receiptOrId: string) {
  return world.services.db
    .city<OfficeDb>('yanai')
    .selectFrom('case_file')
    .selectAll()
    .where(receiptOrId.includes('-R8-') ? 'receipt_number' : 'id', '=', receiptOrId)
    .executeTakeFirstOrThrow()
}
