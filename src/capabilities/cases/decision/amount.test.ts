import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { catalogueOf, seedProcedures } from '../../procedures/index.ts'
import { changeCase } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { exampleAnswers, openedCase, testWorld, type World } from '../test-support/world.ts'
import { propose } from './prepare.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
  await seedProcedures(world.services, 'yanai', { only: ['child-allowance-claim'] })
})
afterAll(() => world.close())

it('the amount that the clerk corrected decides who decides, not the one of the application', async () => {
  const { services } = world
  const db = services.db.city<OfficeDb>('yanai')
  const row = { code: 'child-support', name: '子育て支援課', begins_on: '2026-04-01' }
  await db.insertInto('section').values(row).execute()
  const procedure = (await catalogueOf(services).current('yanai')).find(
    ({ definition }) => definition.id === 'child-allowance-claim',
  )
  const caseId = await openedCase(world, {
    receiptNumber: makeReceiptNumber('KJ', '2026-11-24', 1),
    procedureId: 'child-allowance-claim',
    versionHash: procedure?.hash ?? '',
    answers: exampleAnswers('child-allowance-claim', '01-birth-in-time.yaml') as Record<string, unknown>,
    fee: { total: 0, lines: [] },
    delivery: 'portal',
  })
  await db.updateTable('case_file').set({ state: 'reviewing', checks_open: 0 }).where('id', '=', caseId).execute()
  const amounts: (number | undefined)[] = []
  // The route itself is of no matter here: what it is asked for is.
  const ctx: CasesContext = {
    ...world.ctx,
    approvals: {
      ...world.ctx.approvals,
      startProposal: async (_trx, request) => {
        amounts.push(request.amount)
        return { ok: false, refusal: 'no-route', sentence: '' }
      },
    },
  }
  const typed: Record<string, string> = {
    'field.recognitionNumber': '1',
    'field.startMonth': '2026-12',
    'field.monthlyTotal': '90,000',
    'field.firstPaymentMonth': '2027-02',
  }
  const actor = { kind: 'staff' as const, id: world.staff.clerk, name: '青木' }
  const input = { cityId: 'yanai', caseId, actor, now: services.clock.now(), action: 'proposal' }
  const given = (outcomeId: string) => ({ outcomeId, grounds: '根拠', typed: (name: string) => typed[name] ?? '' })
  for (const outcomeId of ['approved', 'rejected'])
    await changeCase(ctx, input, (it) => propose(ctx, 'yanai', it, given(outcomeId), randomUUID()))
  // What has no such field is routed by what was applied for.
  expect(amounts).toEqual([90_000, 15_000])
})
