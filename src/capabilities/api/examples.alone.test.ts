import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import type { City } from '../../platform/cities.ts'
import { verifySignature } from '../identity/card/verify-signature.ts'
import { type IssuedKey, issueCertificate, makeAuthority } from '../identity/simulator/authority.ts'
import { signWithCard } from '../identity/simulator/cards.ts'
import { keepEvidence } from '../portal/test-support/evidence.ts'
import { type CompiledProcedure, factsOfCase, filingOfCase } from '../procedures/index.ts'
import { type Register, readRegisters } from '../procedures/seeds/registers.ts'
import { partner, type TestApi, testApi } from './test-support/app.ts'
import { type Example, exampleCases, sentAnswers } from './test-support/examples.ts'

/** Who issues cards here, and whose card signs. That the issuer is asked about revocation is identity's affair. */
const cards = vi.hoisted(() => ({
  authority: undefined as IssuedKey | undefined,
  card: undefined as IssuedKey | undefined,
}))
vi.mock('../identity/index.ts', async (original) => ({
  ...(await original<typeof import('../identity/index.ts')>()),
  checkSignedElsewhere: async (
    _services: unknown,
    _city: City,
    signed: { bytes: Buffer; signature: Buffer; certificate: Buffer },
    now: Date,
  ) => ({
    ...signed,
    algorithm: 'ecdsa-p256-sha256',
    signedAt: now,
    check: verifySignature(signed, [cards.authority?.certificate ?? Buffer.alloc(0)], now, 'good'),
  }),
}))

const examples = exampleCases(path.resolve('procedures'))
let db: TestDatabase
let api: TestApi
let registers: readonly Register[]
let stop: () => Promise<void>

beforeAll(async () => {
  db = await testDatabase()
  api = await testApi(db)
  await api.put(partner)
  registers = (await readRegisters(path.resolve('catalog/registers'))).cities.get('mihon') ?? []
  const from = new Date('2020-01-01T00:00:00+09:00')
  cards.authority = await makeAuthority('柳井市', from)
  const holder = { name: '柳本　花子', address: '山口県柳井市南町999-1', birth: '1996-04-12', sex: 'female' } as const
  cards.card = await issueCertificate(cards.authority, holder, from, new Date('2039-01-01T00:00:00+09:00'))
  const evidence = await keepEvidence(db)
  stop = () => evidence.stop()
})
afterAll(async () => {
  await stop?.()
  await db?.close()
})

const procedureOf = ({ procedure }: Example): CompiledProcedure => {
  const found = api.procedures.find(({ definition }) => definition.id === procedure)
  if (found === undefined) throw new Error(procedure)
  return found
}

/** The city and the moment of an example. */
function standIn({ content }: Example): void {
  const { today, filedTime = '10:00:00' } = content.filing
  api.at(`${today}T${filedTime}+09:00`, factsOfCase(content, registers, today))
}

interface Answered {
  readonly accepted: boolean
  readonly problems: readonly { readonly code: string; readonly path: string; readonly severity: string }[]
  readonly fee: { readonly total: number }
  readonly deadline: { readonly last: string } | null
  readonly toSign: { readonly base64: string } | null
  readonly obstacles: readonly string[]
}

async function validated(example: Example): Promise<Answered> {
  standIn(example)
  const filing = filingOfCase(example.content, procedureOf(example))
  const body = { filer: filing.filer, assurance: filing.assurance, answers: sentAnswers(example.content) }
  const answer = await api.send(`/procedures/${example.procedure}/validate`, body)
  expect(answer.status, `${example.procedure}/${example.file}`).toBe(200)
  return (await answer.json()) as Answered
}

const lines = (problems: Answered['problems'], warn: boolean): readonly string[] =>
  [
    ...new Set(
      problems.filter(({ severity }) => (severity === 'warn') === warn).map(({ code, path: at }) => `${code} @ ${at}`),
    ),
  ].sort()

/** Filed online and on the day it is looked at: what the pages do. An example of the counter is told apart by its rules. */
const isOnline = ({ content: { filing } }: Example): boolean =>
  (filing.channel ?? 'online') === 'online' && (filing.filedOn ?? filing.today) === filing.today

describe('every example case', () => {
  test('comes out over the API as it is written: the same rules, fee and deadline', async () => {
    const different: unknown[] = []
    let looked = 0
    for (const example of examples.filter(isOnline)) {
      const { expect: wanted } = example.content
      const found = await validated(example)
      looked += 1
      const says = {
        valid: found.accepted,
        problems: lines(found.problems, false),
        ...(wanted.warnings ? { warnings: lines(found.problems, true) } : {}),
        ...(wanted.fee === undefined ? {} : { fee: found.fee.total }),
        ...(wanted.deadline === undefined ? {} : { deadline: found.deadline?.last ?? null }),
      }
      const written = {
        valid: wanted.valid,
        problems: wanted.problems || !wanted.valid ? [...new Set(wanted.problems ?? [])].sort() : says.problems,
        ...(wanted.warnings ? { warnings: [...new Set(wanted.warnings)].sort() } : {}),
        ...(wanted.fee === undefined ? {} : { fee: wanted.fee }),
        ...(wanted.deadline === undefined ? {} : { deadline: wanted.deadline }),
      }
      if (JSON.stringify(says) !== JSON.stringify(written))
        different.push({ example: `${example.procedure}/${example.file}`, says, written })
    }
    expect(different).toEqual([])
    expect(looked).toBeGreaterThan(1400)
  }, 120_000)

  test('of the counter and of the post is judged over the API as the pages would judge it', async () => {
    const others = examples.filter((example) => !isOnline(example))
    for (const example of others) {
      const found = await validated(example)
      const procedure = procedureOf(example)
      const { today, filedTime = '10:00:00' } = example.content.filing
      const { filer, assurance } = filingOfCase(example.content, procedure)
      const online = { today, filedOn: today, filedTime, channel: 'online', filer, assurance } as const
      const facts = factsOfCase(example.content, registers, today)
      const wanted = procedure.validate(sentAnswers(example.content) as typeof example.content.answers, online, facts)
      expect(lines(found.problems, false), example.file).toEqual(lines(wanted, false))
    }
    expect(others.length).toBeGreaterThan(50)
  }, 60_000)
})

test('every procedure that is filed here is submitted over the API, with its files and its signature', async () => {
  const picture = new Uint8Array(
    await sharp({ create: { width: 600, height: 800, channels: 3, background: '#37652f' } })
      .jpeg()
      .toBuffer(),
  )
  const received: string[] = []
  for (const procedure of api.procedures.filter(({ definition }) => definition.carriedBy === undefined)) {
    const example = await firstSubmittable(procedure)
    standIn(example)
    const answers = await withFiles(procedure, sentAnswers(example.content), picture)
    const { filer, assurance } = filingOfCase(example.content, procedure)
    const { id } = procedure.definition
    const tried = (await (await api.send(`/procedures/${id}/validate`, { filer, answers })).json()) as Answered
    expect(lines(tried.problems, false), example.file).toEqual([])
    const signs =
      tried.toSign !== null && (procedure.definition.assurance.signature === 'required' || assurance.startsWith('jpki'))
    const body = {
      version: procedure.hash,
      filer,
      answers,
      declared: true,
      acknowledged: tried.problems.map(({ code }) => code),
      deliveryAgreed: true,
      ...(signs ? { signature: signatureOver(tried.toSign?.base64 ?? '') } : { assurance: attestedFor(procedure) }),
    }
    const key = { 'idempotency-key': `example-of-${id}` }
    const answer = await api.send(`/procedures/${id}/applications`, body, key)
    const text = await answer.text()
    expect(answer.status, `${id}/${example.file}: ${text}`).toBe(201)
    const { receiptNumber } = JSON.parse(text)
    expect(answer.headers.get('location')).toBe(`/api/v1/applications/${receiptNumber}`)
    received.push(receiptNumber)
    const again = await api.send(`/procedures/${id}/applications`, body, key)
    expect([again.status, (await again.json()).receiptNumber]).toEqual([200, receiptNumber])
  }
  expect(new Set(received).size).toBe(38)
}, 120_000)

/** The first example of a procedure that nothing but its files and its signature keeps from being submitted. */
async function firstSubmittable(procedure: CompiledProcedure): Promise<Example> {
  const mine = examples.filter((each) => each.procedure === procedure.definition.id && isOnline(each))
  for (const example of mine.filter(({ content }) => content.expect.valid)) {
    const { obstacles } = await validated(example)
    if (obstacles.every((code) => code === 'needs-signature')) return example
  }
  throw new Error(`${procedure.definition.id} has no example that can be submitted online`)
}

/** Sends a picture ahead for every file that the answers name. */
async function withFiles(
  procedure: CompiledProcedure,
  answers: Record<string, unknown>,
  picture: Uint8Array<ArrayBuffer>,
): Promise<Record<string, unknown>> {
  for (const group of procedure.definition.pages.flatMap((page) => page.groups)) {
    const given = answers[group.id]
    if (given === undefined) continue
    const items = (group.repeat ? given : [given]) as Record<string, unknown>[]
    for (const [at, item] of items.entries())
      for (const field of group.fields ?? []) {
        const files = item[field.id] as readonly { readonly how?: string }[] | undefined
        if ((field.type !== 'file' && field.type !== 'photo') || files === undefined) continue
        const to = group.repeat ? `${group.id}.${at}.${field.id}` : `${group.id}.${field.id}`
        item[field.id] = await Promise.all(
          files.map((file) =>
            file.how === undefined || file.how === 'attached' ? attach(procedure.definition.id, to, picture) : file,
          ),
        )
      }
  }
  return answers
}

async function attach(
  procedure: string,
  to: string,
  picture: Uint8Array<ArrayBuffer>,
): Promise<{ readonly fileId: string }> {
  const form = new FormData()
  form.set('path', to)
  form.set('file', new File([picture], '写真.jpg', { type: 'image/jpeg' }))
  const headers = { authorization: `Bearer ${api.token()}` }
  const answer = await api.ask(`/procedures/${procedure}/attachments`, { method: 'POST', body: form, headers })
  const text = await answer.text()
  expect(answer.status, `${procedure} ${to}: ${text}`).toBe(201)
  return { fileId: JSON.parse(text).fileId }
}

function signatureOver(base64: string): { readonly certificate: string; readonly value: string } {
  const { card } = cards
  if (card === undefined) throw new Error('no card')
  return {
    certificate: card.certificate.toString('base64'),
    value: signWithCard(card, Buffer.from(base64, 'base64')).toString('base64'),
  }
}

function attestedFor({ definition }: CompiledProcedure): string | undefined {
  return partner.attests.find((each) => definition.assurance.accepted.includes(each))
}
