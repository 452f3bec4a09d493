import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseApprovalCallbacks } from '../index.ts'
import { caseEventTypes } from '../rules/states.ts'
import { act, reviewedCase } from '../test-support/acts.ts'
import { testWorld, type World } from '../test-support/world.ts'
import { type EventFacts, historyMessages } from './history.ja.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const history = async (id: string): Promise<string> =>
  (await (await world.browser('clerk').get(`/cases/${id}`)).text()).split('id="history"')[1] ?? ''

it('says which check was marked and how, and which outcome was proposed by whom in which post', async () => {
  const clerk = world.browser('clerk')
  const id = await reviewedCase(world, clerk)
  await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '123',
    suggestion: ['complete'],
    grounds: '',
  })
  const html = await history(id)
  expect(html).toMatch(/点検「[^」]+」を適合にした（書類で確かめた）/)
  expect(html).toContain('青木（市民生活課 係員）　「登録・交付する」で起案した')
})

it('names every step of the route, 代決 and 後閲 too, also after the end', async () => {
  const clerk = world.browser('clerk')
  const db = world.services.db.city<OfficeDb>('yanai')
  const id = await reviewedCase(world, clerk)
  await db.updateTable('case_file').set({ fee_total: 0 }).where('id', '=', id).execute()
  await clerk.submit(`/cases/${id}/decision?outcome=registered`, `/cases/${id}/decision`, {
    'field.number': '124',
    suggestion: ['complete'],
    grounds: '',
  })
  const { id: decisionId } = await db
    .selectFrom('case_decision')
    .select('id')
    .where('case_id', '=', id)
    .executeTakeFirstOrThrow()
  const callbacks = caseApprovalCallbacks(world.services)
  const event = (name: string, post: string, what: string) => ({
    cityId: 'yanai',
    proposalId: '',
    caseId: id,
    decisionId,
    act: what,
    actorId: randomUUID(),
    actorName: name,
    actorRole: post,
    at: world.services.clock.now(),
  })
  const tell = (work: (trx: Transaction<unknown>) => Promise<void>) =>
    db.transaction().execute((trx) => work(trx as unknown as Transaction<unknown>))
  await tell((trx) => callbacks.onActed(trx, event('森', '市民生活課 係長', 'approve')))
  await tell((trx) => callbacks.onActed(trx, event('南', '税務課 課長', 'concur')))
  await tell((trx) =>
    callbacks.onDecided(trx, {
      ...event('林', '市民生活課 課長補佐', 'decide'),
      decidedOn: '2026-11-25',
      manner: 'substitute',
      substituteFor: '白井 課長',
    }),
  )
  await act(world.browser('clerk'), id, 'completion')
  await tell((trx) => callbacks.onActed(trx, event('白井', '市民生活課 課長', 'post-review')))
  const html = await history(id)
  for (const line of [
    '森（市民生活課 係長）　承認した',
    '南（税務課 課長）　合議で異議なしとした',
    '林（市民生活課 課長補佐）　「登録・交付する」と決定した（代決、白井 課長 不在）',
    '白井（市民生活課 課長）　後閲した',
  ])
    expect(html).toContain(line)
})

it('says what an answer to a correction changed, and nothing of it where that is not to be read', () => {
  const facts = (changed: number, labels: readonly string[]): EventFacts => ({
    actorKind: 'resident',
    outcome: '',
    code: (name) => (name === 'changed' ? String(changed) : ''),
    number: () => 0,
    text: () => '',
    list: () => labels,
  })
  expect(historyMessages.what('correction-answered', facts(1, ['電話番号']))).toBe(
    '補正に答えた（「電話番号」が変わった）',
  )
  expect(historyMessages.what('correction-answered', facts(0, []))).toBe('補正に答えた（変わったところはない）')
  expect(historyMessages.what('correction-answered', facts(1, []))).toBe('補正に答えた')
})

it('has a sentence for everything that can happen, also where the words were erased by law', () => {
  const erased: EventFacts = {
    actorKind: 'staff',
    outcome: '',
    code: (name) => (name === 'mark' ? 'pass' : name === 'act' ? 'approve' : ''),
    number: () => 0,
    text: () => '',
    list: () => [],
  }
  for (const type of caseEventTypes) expect(historyMessages.what(type, erased), type).toMatch(/^[^にのをで、].*た/)
})
