import { randomUUID } from 'node:crypto'
import type { Kysely, KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { type ActOutcome, actOnProposal, reviewAfterwards } from './act-on-proposal.ts'
import type { ProposalActed, ProposalCallbacks } from './callbacks.ts'
import { partIn, waitingFor } from './desk.ts'
import type { Act } from './rules/act.ts'
import { type StartResult, startProposal } from './start-proposal.ts'
import { insertMatter } from './store/matters.ts'
import { findProposal } from './store/proposals.ts'
import { away, type SmallOffice, smallOffice } from './test-support/office.ts'

let database: TestDatabase
let db: Kysely<OfficeDb>
let office: SmallOffice
let services: ReturnType<typeof testServices<'office'>>
const at = new Date('2026-12-01T01:00:00Z')
const callbacks = {
  onDecided: vi.fn(async () => {}),
  onSentBack: vi.fn(async () => {}),
  onRecalled: vi.fn(async () => {}),
  onActed: vi.fn(async (_trx: unknown, _event: ProposalActed) => {}),
} satisfies ProposalCallbacks

beforeAll(async () => {
  database = await testDatabase()
  services = testServices({ zone: 'office', db: database })
  db = services.db.city<OfficeDb>('yanai')
  office = await smallOffice(db)
})
afterAll(() => database.close())
beforeEach(() => vi.clearAllMocks())

const start = (
  matter: string,
  changes: { proposerId?: string; caseId?: string; requestKey?: string } = {},
): Promise<StartResult> =>
  db.transaction().execute((trx) =>
    startProposal(services, trx, {
      cityId: 'yanai',
      caseId: changes.caseId ?? randomUUID(),
      decisionId: randomUUID(),
      receiptNumber: 'KJ-R8-000001-6',
      procedureId: 'child-allowance-claim',
      outcomeLabel: '認定する',
      adverse: false,
      matter,
      sectionId: office.child,
      proposerId: changes.proposerId ?? office.people.aoki,
      retention: 5,
      dueOn: '2026-12-18',
      title: '児童手当の認定について',
      summary: '次のとおり認定してよろしいか。',
      grounds: '',
      facts: [{ label: '月額', text: '15,000円' }],
      judged: [],
      effects: ['通知書を作る'],
      requestKey: changes.requestKey ?? randomUUID(),
      at,
    }),
  )
const started = async (matter: string): Promise<string> => {
  const result = await start(matter)
  if (!result.ok) throw new Error(result.refusal)
  return result.proposalId
}
const act = async (
  proposalId: string,
  actorId: string,
  what: Act,
  options: { comment?: string; version?: number; requestKey?: string; at?: Date } = {},
): Promise<ActOutcome> => {
  const version = options.version ?? (await findProposal(db, services.keys, 'yanai', proposalId))?.version ?? 0
  return db.transaction().execute((trx) =>
    actOnProposal(services, trx, callbacks, {
      cityId: 'yanai',
      proposalId,
      act: what,
      actorId,
      comment: options.comment ?? '',
      version,
      requestKey: options.requestKey ?? randomUUID(),
      at: options.at ?? at,
    }),
  )
}
const titles = async (staffId: string, onDay = '2026-12-01'): Promise<readonly string[]> =>
  (await waitingFor(services, db, { cityId: 'yanai', staffId, onDay })).map((line) => line.id)

describe('a proposal', () => {
  it('goes up the line, through 合議, to the decider, and tells the case once', async () => {
    const id = await started('benefit')
    expect(await titles(office.people.mori)).toContain(id)
    expect(await titles(office.people.shirai)).not.toContain(id)
    for (const [who, what] of [
      [office.people.mori, 'approve'],
      [office.people.shirai, 'approve'],
      [office.people.hayashi, 'concur'],
    ] as const) {
      expect(await act(id, who, what)).toMatchObject({ ok: true, state: 'circulating' })
    }
    expect(callbacks.onDecided).not.toHaveBeenCalled()
    expect(await act(id, office.people.minami, 'decide')).toMatchObject({ ok: true, state: 'decided' })
    expect(callbacks.onDecided).toHaveBeenCalledTimes(1)
    expect(callbacks.onDecided).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ proposalId: id, decidedOn: '2026-12-01', manner: 'delegated' }),
    )
    const proposal = await findProposal(db, services.keys, 'yanai', id)
    expect(proposal?.acts.map((each) => each.act)).toEqual(['propose', 'approve', 'approve', 'concur', 'decide'])
    expect(proposal?.body.facts).toEqual([{ label: '月額', text: '15,000円' }])
  })

  it('acts once for the same request key, and not on a version that changed meanwhile', async () => {
    const id = await started('permit-routine')
    const requestKey = randomUUID()
    expect(await act(id, office.people.mori, 'approve', { requestKey, version: 1 })).toMatchObject({
      ok: true,
      repeated: false,
    })
    expect(await act(id, office.people.mori, 'approve', { requestKey, version: 1 })).toMatchObject({
      ok: true,
      repeated: true,
    })
    expect(await act(id, office.people.shirai, 'decide', { version: 1 })).toEqual({
      ok: false,
      refusal: 'changed-meanwhile',
    })
  })

  it('lets two approvers at the same moment act once', async () => {
    const id = await started('permit-routine')
    const results = await Promise.all([
      act(id, office.people.mori, 'approve', { version: 1 }),
      act(id, office.people.mori, 'approve', { version: 1 }),
    ])
    expect(results.filter((result) => result.ok)).toHaveLength(1)
  })

  it('refuses the wrong person, the proposer and an unknown proposal', async () => {
    const id = await started('permit-routine')
    expect(await act(id, office.people.hayashi, 'approve')).toEqual({ ok: false, refusal: 'not-your-turn' })
    expect(await act(id, office.people.aoki, 'approve')).toEqual({ ok: false, refusal: 'own-proposal' })
    expect(await act(randomUUID(), office.people.mori, 'approve', { version: 1 })).toEqual({
      ok: false,
      refusal: 'not-found',
    })
  })

  it('goes back to the proposer with a reason, and can be sent again', async () => {
    const caseId = randomUUID()
    const first = await start('permit-routine', { caseId })
    expect(await start('permit-routine', { caseId })).toMatchObject({ ok: false, refusal: 'already-going-round' })
    if (!first.ok) throw new Error('not started')
    expect(
      await act(first.proposalId, office.people.mori, 'send-back', { comment: '口座を確かめてください' }),
    ).toMatchObject({ ok: true, state: 'returned' })
    expect(callbacks.onSentBack).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ subjectId: caseId, reason: '口座を確かめてください' }),
    )
    expect(await start('permit-routine', { caseId })).toMatchObject({ ok: true })
  })

  it('is taken back by its proposer before anybody acted', async () => {
    const id = await started('permit-routine')
    expect(await act(id, office.people.aoki, 'recall')).toMatchObject({ ok: true, state: 'recalled' })
    expect(callbacks.onRecalled).toHaveBeenCalledTimes(1)
  })

  it('starts once for one request key', async () => {
    const requestKey = randomUUID()
    const [first, second] = [
      await start('permit-routine', { requestKey }),
      await start('permit-routine', { requestKey }),
    ]
    expect(second).toEqual(first)
  })

  it('undoes the act when what the decision brings fails', async () => {
    const id = await started('permit-routine')
    await act(id, office.people.mori, 'approve')
    callbacks.onDecided.mockRejectedValueOnce(new Error('letter could not be ordered'))
    await expect(act(id, office.people.shirai, 'decide')).rejects.toThrow('letter could not be ordered')
    expect((await findProposal(db, services.keys, 'yanai', id))?.state).toBe('circulating')
  })
})

describe('合議', () => {
  const consult = (matter: string, code: string) =>
    insertMatter(db, {
      matter,
      label: matter,
      upTo: null,
      deciderRank: 70,
      concurrence: [code],
      substitution: true,
      bulk: false,
      basis: '',
      beginsOn: '2026-04-01',
      endsOn: null,
    })
  it('is never left out: without the consulted section, or without its head, nothing is sent round', async () => {
    await consult('with-closed-section', 'closed-long-ago')
    expect(await start('with-closed-section')).toMatchObject({ ok: false, refusal: 'no-concurrence' })
    const vacant = randomUUID()
    await db
      .insertInto('section')
      .values({ id: vacant, code: 'vacant', name: '空席課', parent_id: null, begins_on: '2026-04-01' })
      .execute()
    await consult('with-vacant-section', 'vacant')
    const refused = await start('with-vacant-section')
    expect(refused).toMatchObject({ ok: false, refusal: 'no-concurrence' })
    expect(refused).toHaveProperty('sentence', expect.stringContaining('合議先'))
    // 見本市長 stands above every section; they do not speak for one that has no head.
    expect(await start('benefit')).toMatchObject({ ok: true })
  })
})

describe('the desk', () => {
  it('asks the database as often for many posts as for one', async () => {
    const count = async (): Promise<number> => {
      let asked = 0
      const counting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          asked += 1
          return node
        },
        transformResult: async ({ result }) => result,
      }
      const person = { cityId: 'yanai', staffId: office.people.mori, onDay: '2026-12-01' }
      await waitingFor(services, db.withPlugin(counting), person)
      return asked
    }
    const [one, two] = [await started('permit-routine'), await started('benefit')]
    const before = await count()
    await act(one, office.people.mori, 'approve')
    await act(two, office.people.mori, 'approve')
    await act(two, office.people.shirai, 'approve')
    await started('permit-routine')
    expect(await count()).toBe(before)
  })
  it('shows a deputy for whom they would act, and only where they may', async () => {
    const [routine, important] = [await started('permit-routine'), await started('important')]
    for (const id of [routine, important]) await act(id, office.people.mori, 'approve')
    await away(db, office.people.shirai, '2026-12-15', '2026-12-15', office.people.mori)
    const lines = await waitingFor(services, db, {
      cityId: 'yanai',
      staffId: office.people.mori,
      onDay: '2026-12-15',
    })
    expect(lines.find((line) => line.id === routine)?.deputyFor).toBe('白井 課長')
    expect(lines.some((line) => line.id === important)).toBe(false)
  })
})

describe('代決 and 後閲', () => {
  const dayOff = new Date('2026-12-10T01:00:00Z')
  it('lets the named deputy decide, marks it, and asks the absent head to see it', async () => {
    const id = await started('permit-routine')
    await act(id, office.people.mori, 'approve')
    await away(db, office.people.shirai, '2026-12-10', '2026-12-11', office.people.mori)
    expect(await titles(office.people.mori, '2026-12-10')).toContain(id)
    expect(await act(id, office.people.mori, 'decide', { at: dayOff })).toMatchObject({ ok: true, state: 'decided' })
    expect(callbacks.onDecided).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ manner: 'substitute' }),
    )
    const proposal = await findProposal(db, services.keys, 'yanai', id)
    expect(proposal?.acts.at(-1)?.substituteFor).toBe('白井 課長')
    expect(proposal?.postReviews).toMatchObject([{ staffId: office.people.shirai, seenAt: null }])
    const review = () =>
      db.transaction().execute((trx) =>
        reviewAfterwards(services, trx, callbacks, {
          cityId: 'yanai',
          proposalId: id,
          staffId: office.people.shirai,
          comment: '',
          requestKey: randomUUID(),
          at: dayOff,
        }),
      )
    expect(await review()).toBe(true)
    expect(await review()).toBe(false)
    expect(callbacks.onDecided).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ act: 'decide', actorName: '森', substituteFor: '白井 課長' }),
    )
    expect(callbacks.onActed).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({ act: 'post-review', actorName: '白井', actorId: office.people.shirai }),
    )
    expect(callbacks.onActed.mock.calls.filter(([, event]) => event.act === 'post-review')).toHaveLength(1)
  })
  it('asks for 後閲 of every act in the absent place, and not of an interruption', async () => {
    const day = new Date('2026-12-20T01:00:00Z')
    await away(db, office.people.hayashi, '2026-12-20', '2026-12-20', office.people.mori)
    const objected = await started('benefit')
    await act(objected, office.people.mori, 'approve')
    await act(objected, office.people.shirai, 'approve')
    const asked = async () => (await findProposal(db, services.keys, 'yanai', objected))?.postReviews
    expect(await act(objected, office.people.mori, 'hold', { at: day, comment: '確認中' })).toMatchObject({ ok: true })
    expect(await asked()).toEqual([])
    expect(await act(objected, office.people.mori, 'object', { at: day, comment: '予算' })).toMatchObject({ ok: true })
    expect(await asked()).toMatchObject([{ staffId: office.people.hayashi, seenAt: null }])

    await away(db, office.people.minami, '2026-12-20', '2026-12-20', office.people.shirai)
    expect(await act(objected, office.people.shirai, 'refuse', { at: day, comment: '不可' })).toMatchObject({
      ok: true,
      state: 'refused',
    })
    expect(await asked()).toHaveLength(2)
  })
  it('asks again for a second act in the same place after the first was seen', async () => {
    const dayAway = new Date('2026-12-22T01:00:00Z')
    for (const who of [office.people.shirai, office.people.minami])
      await away(db, who, '2026-12-22', '2026-12-22', office.people.hayashi)
    // 白井 holds two posts of the route: head of the section, and director beside 南, who is away as well that day.
    const director = await db.selectFrom('post').select('id').where('code', '=', 'director').executeTakeFirstOrThrow()
    const health = await db.selectFrom('section').select('id').where('code', '=', 'health').executeTakeFirstOrThrow()
    await db
      .insertInto('assignment')
      .values({
        staff_id: office.people.shirai,
        section_id: health.id,
        post_id: director.id,
        kind: 'concurrent',
        begins_on: '2026-12-22',
        ends_on: '2026-12-22',
      })
      .execute()
    const id = await started('benefit')
    await act(id, office.people.mori, 'approve')
    await act(id, office.people.hayashi, 'approve', { at: dayAway })
    const ofShirai = async () =>
      (await findProposal(db, services.keys, 'yanai', id))?.postReviews.find(
        (review) => review.staffId === office.people.shirai,
      )
    const seen = await db.transaction().execute((trx) =>
      reviewAfterwards(services, trx, callbacks, {
        cityId: 'yanai',
        proposalId: id,
        staffId: office.people.shirai,
        comment: '',
        requestKey: randomUUID(),
        at: dayAway,
      }),
    )
    expect(seen).toBe(true)
    expect((await ofShirai())?.seenAt).not.toBeNull()
    await act(id, office.people.hayashi, 'concur', { at: dayAway })
    expect(await act(id, office.people.hayashi, 'decide', { at: dayAway })).toMatchObject({
      ok: true,
      state: 'decided',
    })
    expect(await ofShirai()).toMatchObject({ seenAt: null })
  })
  it('is not what a proposer does who takes a proposal of their own back', async () => {
    await away(db, office.people.mori, '2026-12-21', '2026-12-21', office.people.aoki)
    const id = await started('permit-routine')
    expect(await act(id, office.people.aoki, 'recall', { at: new Date('2026-12-21T01:00:00Z') })).toMatchObject({
      ok: true,
    })
    const proposal = await findProposal(db, services.keys, 'yanai', id)
    expect(proposal?.acts.at(-1)).toMatchObject({ act: 'recall', substituteFor: null })
    expect(proposal?.postReviews).toEqual([])
  })
  it('is refused where the matter does not allow it', async () => {
    const id = await started('important')
    await act(id, office.people.mori, 'approve')
    expect(await act(id, office.people.mori, 'decide', { at: dayOff })).toEqual({
      ok: false,
      refusal: 'no-substitution',
    })
    const proposal = await findProposal(db, services.keys, 'yanai', id)
    if (proposal === null) throw new Error('gone')
    expect((await partIn(db, proposal, { staffId: office.people.mori, onDay: '2026-12-10' })).acts).toEqual([])
  })
})

describe('the wall', () => {
  it('shows another city nothing of it', async () => {
    const id = await started('permit-routine')
    expect(await findProposal(services.db.city<OfficeDb>('mihon'), services.keys, 'mihon', id)).toBeNull()
  })
})
