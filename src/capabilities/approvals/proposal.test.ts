import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts'
import { testServices } from '../../../test/support/services.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import { type ActOutcome, actOnProposal, reviewAfterwards } from './act-on-proposal.ts'
import type { ProposalCallbacks } from './callbacks.ts'
import { actsFor, waitingFor } from './desk.ts'
import type { Act } from './rules/act.ts'
import { type StartResult, startProposal } from './start-proposal.ts'
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
      expect.objectContaining({ caseId, reason: '口座を確かめてください' }),
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
        reviewAfterwards(services, trx, {
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
    expect((await actsFor(db, proposal, { staffId: office.people.mori, onDay: '2026-12-10' })).acts).toEqual([])
  })
})

describe('the wall', () => {
  it('shows another city nothing of it', async () => {
    const id = await started('permit-routine')
    expect(await findProposal(services.db.city<OfficeDb>('mihon'), services.keys, 'mihon', id)).toBeNull()
  })
})
