import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import type { City } from '../../platform/cities.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { photo } from '../../platform/files/testing/sample-files.ts'
import type { DocumentToSet } from '../../platform/typesetter/typesetter.ts'
import type { LetterCallbacks } from './callbacks.ts'
import type { LetterDraft } from './letter.ts'
import { documentFor, type LetterMaterials, makeNextLetter } from './make-letter.ts'
import { orderLetter } from './order-letter.ts'
import { findLetter, findLetterFile, listQueue, reorder, setDelivered } from './store/letters.ts'
import { voidLetters } from './void-letters.ts'

let database: TestDatabase
let db: Kysely<OfficeDb>
let services: ReturnType<typeof testServices<'office'>>
let section: string
const callbacks = {
  onLetterMade: vi.fn(async () => {}),
  onLetterFailed: vi.fn(async () => {}),
  onLetterDelivered: vi.fn(async () => {}),
} satisfies LetterCallbacks
const template = `#let data = json(bytes(sys.inputs.data))
#set document(date: auto)
#set text(font: "Noto Sans JP", fallback: false)
#data.letter.number #data.letter.date #data.recipient.name #data.city.mayor #data.letter.seal`
const materials: LetterMaterials = {
  seal: () => null,
  templates: async (_city, procedureId) => ({
    [`/procedures/${procedureId}/letters/notice.typ`]: template,
    [`/procedures/${procedureId}/letters/broken.typ`]: '#let x = (',
    [`/procedures/${procedureId}/letters/ticket.typ`]: `${template}\n#if data.letter.photo { image("../../../photo.jpg", width: 30mm) } else [写真をはってください]`,
  }),
}
const city = (): City => {
  const found = services.cities[0]
  if (found === undefined) throw new Error('no city')
  return { ...found, settings: { documentSymbols: { default: '柳', child: '柳こ' } } }
}

beforeAll(async () => {
  database = await testDatabase()
  services = testServices({ zone: 'office', db: database })
  db = services.db.city<OfficeDb>('yanai')
  section = randomUUID()
  await db
    .insertInto('section')
    .values({ id: section, code: 'child', name: '子育て支援課', begins_on: '2026-04-01' })
    .execute()
})
afterAll(async () => {
  await services.typesetter.close()
  await database.close()
})
beforeEach(() => vi.clearAllMocks())

const draft = (changes: Partial<LetterDraft> = {}): LetterDraft => ({
  procedureId: 'child-allowance-claim',
  versionHash: 'a'.repeat(64),
  letter: 'notice',
  title: '認定通知書',
  template: 'letters/notice.typ',
  numbered: true,
  seal: 'image',
  recipient: { name: '柳本 花子', addressLines: ['山口県柳井市見本町1-2-3'] },
  data: {},
  grounds: '',
  ...changes,
})
const order = (
  changes: { draft?: LetterDraft; requestKey?: string; decidedOn?: string; delivery?: 'portal' | 'post' } = {},
): Promise<{ letterId: string }> =>
  db.transaction().execute((trx) =>
    orderLetter(services, trx, {
      cityId: 'yanai',
      caseId: randomUUID(),
      decisionId: randomUUID(),
      receiptNumber: 'KJ-R8-000001-6',
      sectionId: section,
      decidedOn: changes.decidedOn ?? '2026-12-01',
      draft: changes.draft ?? draft(),
      delivery: changes.delivery ?? 'post',
      orderedBy: randomUUID(),
      requestKey: changes.requestKey ?? randomUUID(),
      at: services.clock.now(),
    }),
  )
const make = (): Promise<boolean> => makeNextLetter(services, city(), callbacks, materials)

describe('a letter', () => {
  it('is made after the order, numbered in its fiscal year, sealed, and told of once', async () => {
    const { letterId } = await order()
    expect(await make()).toBe(true)
    expect(await make()).toBe(false)
    expect(await findLetter(db, letterId)).toMatchObject({ state: 'made', documentNumber: '8柳こ第1号' })
    expect(callbacks.onLetterMade).toHaveBeenCalledTimes(1)
    const file = await findLetterFile(db, services.keys, 'yanai', letterId)
    const pdf = file && (await services.files.get('yanai', file.address, Buffer.from(file.key, 'base64')))
    expect(pdf?.subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('begins at 1 again with the fiscal year, which stands in the number', async () => {
    for (const [decidedOn, number] of [
      ['2027-03-31', '8柳こ第2号'],
      ['2027-04-01', '9柳こ第1号'],
      ['2027-04-01', '9柳こ第2号'],
    ] as const) {
      const { letterId } = await order({ decidedOn })
      await make()
      expect(await findLetter(db, letterId)).toMatchObject({ documentNumber: number })
    }
  })

  it('never gives a number twice, however many are made at once', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, () => order({ decidedOn: '2028-05-01' })))
    await Promise.all(Array.from({ length: 6 }, make))
    while (await make());
    const numbers = await Promise.all(ids.map(async ({ letterId }) => (await findLetter(db, letterId))?.documentNumber))
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5, 6].map((n) => `10柳こ第${n}号`))
  })

  it('shows the photo that was handed in, or says where it goes when it can not be read', async () => {
    const documents = await Promise.all(
      [await photo('2026:11:20 09:30:15', 600, 800), Buffer.from('no picture at all')].map(async (bytes) => {
        const kept = await services.files.put('yanai', bytes)
        const shown = { address: kept.address, key: kept.key.toString('base64') }
        return documentFor(
          services,
          city(),
          draft({ template: 'letters/ticket.typ', photo: shown }),
          { number: null, decidedOn: '2026-12-01', sectionId: section },
          materials,
          services.clock.now(),
        )
      }),
    )
    expect(documents.map(({ images }) => Object.keys(images ?? {}))).toEqual([['/photo.jpg'], []])
    for (const each of documents) expect(await services.typesetter.set(each)).toMatchObject({ ok: true, pages: 1 })
  })

  it('is ordered once for one request key', async () => {
    const requestKey = randomUUID()
    const first = await order({ requestKey })
    expect(await order({ requestKey })).toEqual(first)
    await make()
  })
})

describe('a letter that can not be made', () => {
  it('stops at a character without a shape, names it, keeps its number, and is made again', async () => {
    const { letterId } = await order({ draft: draft({ recipient: { name: '\u{2A6D6}田 花子', addressLines: [] } }) })
    await make()
    const failed = await findLetter(db, letterId)
    expect(failed).toMatchObject({ state: 'failed' })
    expect(failed?.failure).toContain('U+2A6D6')
    expect(callbacks.onLetterFailed).toHaveBeenCalledTimes(1)
    expect(await db.transaction().execute((trx) => reorder(trx, letterId, services.clock.now()))).toBe(true)
    await make()
    expect((await findLetter(db, letterId))?.documentNumber).toBe(failed?.documentNumber)
  })
  it("does not show the template's fault to the clerk", async () => {
    const { letterId } = await order({ draft: draft({ template: 'letters/broken.typ' }) })
    await make()
    expect((await findLetter(db, letterId))?.failure).toBe(
      '通知書のひな形を組めませんでした。ひな形を直してから、もう一度作ってください。',
    )
  })
  it('waits and is tried again when the typesetter is away', async () => {
    const { letterId } = await order()
    const away = { ...services, typesetter: { set: () => Promise.reject(new Error('ended')), close: async () => {} } }
    expect(await makeNextLetter(away, city(), callbacks, materials)).toBe(true)
    expect(await make()).toBe(false)
    expect(await findLetter(db, letterId)).toMatchObject({ state: 'ordered', attempts: 1 })
    services.clock.advance(60_000)
    expect(await make()).toBe(true)
    expect(await findLetter(db, letterId)).toMatchObject({ state: 'made' })
  })
})

describe('a revoked decision', () => {
  const caseOf = async (letterId: string) => (await findLetter(db, letterId))?.caseId ?? ''
  const voidOf = async (letterId: string) => {
    const caseId = await caseOf(letterId)
    return db
      .transaction()
      .execute((trx) =>
        voidLetters(services, trx, { cityId: 'yanai', caseId, orderedBy: randomUUID(), at: services.clock.now() }),
      )
  }

  it('stops a letter that is ordered, being set, or waits to be posted, and no other', async () => {
    const ordered = await order()
    expect(await voidOf(ordered.letterId)).toBe(1)
    expect(await make()).toBe(false)
    const beingSet = await order()
    const slow = {
      ...services,
      typesetter: {
        ...services.typesetter,
        set: async (document: DocumentToSet) => {
          await voidOf(beingSet.letterId)
          return services.typesetter.set(document)
        },
      },
    }
    expect(await makeNextLetter(slow, city(), callbacks, materials)).toBe(true)
    expect(callbacks.onLetterMade).not.toHaveBeenCalled()
    const posted = await order()
    await make()
    expect(await voidOf(posted.letterId)).toBe(1)
    const send = db
      .transaction()
      .execute((trx) => setDelivered(trx, posted.letterId, 'sent', randomUUID(), services.clock.now()))
    expect(await send).toBe(false)
    for (const { letterId } of [ordered, beingSet, posted])
      expect(await findLetter(db, letterId)).toMatchObject({ state: 'void' })
    const inMailbox = await order({ delivery: 'portal' })
    await make()
    expect(await voidOf(inMailbox.letterId)).toBe(0)
    const waiting = await listQueue(db, { all: true, sectionIds: [] })
    expect(waiting.map(({ id }) => id)).not.toContain(posted.letterId)
  })
})

describe('sending', () => {
  it('is recorded once: the second clerk is told', async () => {
    const { letterId } = await order()
    await make()
    const send = () =>
      db.transaction().execute((trx) => setDelivered(trx, letterId, 'sent', randomUUID(), services.clock.now()))
    expect(await Promise.all([send(), send()]).then((done) => done.filter(Boolean).length)).toBe(1)
    expect(await findLetter(db, letterId)).toMatchObject({ state: 'sent' })
  })
  it('is not possible before the letter is made, nor from another city', async () => {
    const { letterId } = await order()
    expect(
      await db.transaction().execute((trx) => setDelivered(trx, letterId, 'sent', randomUUID(), services.clock.now())),
    ).toBe(false)
    expect(await findLetter(services.db.city<OfficeDb>('mihon'), letterId)).toBeNull()
  })
})
