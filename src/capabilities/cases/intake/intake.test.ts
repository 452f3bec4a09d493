import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { caseRow, deliver, dogSubmission, openedCase, testWorld, type World } from '../test-support/world.ts'
import { takeParked } from './index.ts'

let world: World
beforeAll(async () => {
  world = await testWorld()
})
afterAll(() => world.close())

const db = () => world.services.db.city<OfficeDb>('yanai')
const events = async (caseId: string) =>
  (
    await db()
      .selectFrom('event')
      .select(['type', 'codes'])
      .where('stream', '=', 'case')
      .where('stream_id', '=', caseId)
      .orderBy('number')
      .execute()
  ).map((row) => row.type)

describe('an application comes in', () => {
  it('becomes a received case of the section in charge, with its checklist and its deadline', async () => {
    const message = dogSubmission(world)
    await deliver(world, message)
    const row = await caseRow(world, message.receiptNumber)
    expect(row).toMatchObject({
      state: 'received',
      section_id: world.sections['citizen-life'],
      assignee_id: null,
      fee_total: 3550,
      possible_duplicate: false,
      status_version: 1,
    })
    expect(row.due_on).not.toBeNull()
    expect(row.checks_total).toBeGreaterThan(0)
    expect(await events(row.id)).toEqual(['submitted', 'received'])
  })

  it('is told to the resident with a version that counts', async () => {
    const message = dogSubmission(world)
    await deliver(world, message)
    const told = world.services.relay.sent.filter(
      (sent) => sent.kind === 'case-status' && sent.receiptNumber === message.receiptNumber,
    )
    expect(told).toHaveLength(1)
    expect(told[0]?.payload).toMatchObject({ version: 1, state: 'received', section: '市民生活課' })
  })

  it('keeps nothing readable in the database', async () => {
    const message = dogSubmission(world, { contact: { name: 'ヒミツノナマエ', locale: 'ja' } })
    await deliver(world, message)
    const row = await caseRow(world, message.receiptNumber)
    const answers = await db().selectFrom('case_answers').selectAll().where('case_id', '=', row.id).execute()
    const boxes = Buffer.concat([row.name_box, ...answers.map((each) => each.box)])
    expect(boxes.includes(Buffer.from('ヒミツノナマエ'))).toBe(false)
    expect(boxes.includes(Buffer.from('コタロウ'))).toBe(false)
  })

  it('is one case however often it is delivered', async () => {
    const message = dogSubmission(world)
    await deliver(world, message)
    await deliver(world, message)
    const rows = await db()
      .selectFrom('case_file')
      .select('id')
      .where('receipt_number', '=', message.receiptNumber)
      .execute()
    expect(rows).toHaveLength(1)
    expect(await events(rows[0]?.id ?? '')).toEqual(['submitted', 'received'])
  })

  it('waits, and is taken in later, when its definition is not known yet', async () => {
    const message = dogSubmission(world, { versionHash: 'f'.repeat(64) })
    await deliver(world, message)
    const parked = await db()
      .selectFrom('case_parked')
      .selectAll()
      .where('receipt_number', '=', message.receiptNumber)
      .executeTakeFirstOrThrow()
    expect(parked).toMatchObject({ reason: 'definition-unknown', resolved_at: null })
    expect(parked.box.includes(Buffer.from('コタロウ'))).toBe(false)
    expect(await takeParked(world.ctx, 'yanai', world.services.clock.now())).toBe(0)
    const known = { ...message, versionHash: world.hashes['dog-registration'] ?? '' }
    const { keys } = world.services
    const box = keys.encrypt('yanai', 'case', Buffer.from(JSON.stringify(known)), `parked ${parked.envelope_id}`)
    const header = JSON.stringify({ ...(parked.header as object), versionHash: known.versionHash })
    await db().updateTable('case_parked').set({ box, header }).where('envelope_id', '=', parked.envelope_id).execute()
    expect(await takeParked(world.ctx, 'yanai', world.services.clock.now())).toBe(1)
    expect((await caseRow(world, message.receiptNumber)).state).toBe('received')
  })

  it('is put aside when the sealed words differ from the signed header', async () => {
    const message = dogSubmission(world)
    await deliver(world, message, { receiptNumber: 'IN-R8-999999-0' })
    const rows = await db()
      .selectFrom('case_file')
      .select('id')
      .where('receipt_number', '=', message.receiptNumber)
      .execute()
    expect(rows).toHaveLength(0)
    const parked = await db()
      .selectFrom('case_parked')
      .select('reason')
      .where('receipt_number', '=', 'IN-R8-999999-0')
      .executeTakeFirstOrThrow()
    expect(parked.reason).toBe('header-differs')
  })

  it('is put aside when it can not be read at all', async () => {
    await deliver(world, { kind: 'submission', receiptNumber: 'IN-R8-888888-0' })
    const parked = await db()
      .selectFrom('case_parked')
      .select('reason')
      .where('receipt_number', '=', 'IN-R8-888888-0')
      .executeTakeFirstOrThrow()
    expect(parked.reason).toBe('unreadable')
  })

  it('is tried again whatever waits before it, and what can not be read only by a newer program', async () => {
    const parked = (receiptNumber: string) =>
      db().selectFrom('case_parked').selectAll().where('receipt_number', '=', receiptNumber).executeTakeFirstOrThrow()
    const broken = dogSubmission(world, { versionHash: 'e'.repeat(64) })
    await deliver(world, broken)
    const { envelope_id: brokenId } = await parked(broken.receiptNumber)
    await db()
      .updateTable('case_parked')
      .set({ box: Buffer.alloc(40) })
      .where('envelope_id', '=', brokenId)
      .execute()
    const next = dogSubmission(world)
    const late = dogSubmission(world)
    const { keys } = world.services
    for (const [message, reason] of [
      [next, 'definition-unknown'],
      [late, 'unreadable'],
    ] as const) {
      await deliver(world, Object.assign({}, message, { versionHash: 'e'.repeat(64) }))
      const row = await parked(message.receiptNumber)
      const box = keys.encrypt('yanai', 'case', Buffer.from(JSON.stringify(message)), `parked ${row.envelope_id}`)
      const header = JSON.stringify({ ...(row.header as object), versionHash: message.versionHash })
      await db()
        .updateTable('case_parked')
        .set({ box, header, reason })
        .where('envelope_id', '=', row.envelope_id)
        .execute()
    }
    const now = world.services.clock.now()
    expect(await takeParked(world.ctx, 'yanai', now)).toBe(1)
    expect((await caseRow(world, next.receiptNumber)).state).toBe('received')
    expect(await parked(late.receiptNumber)).toMatchObject({ resolved_at: null })
    expect(await takeParked(world.ctx, 'yanai', now, true)).toBe(1)
    expect((await caseRow(world, late.receiptNumber)).state).toBe('received')
    expect(await parked(broken.receiptNumber)).toMatchObject({ resolved_at: null })
  })

  it('stays 申請済 for a person to look at when the answers do not hold', async () => {
    const answers = structuredClone(dogSubmission(world).answers) as Record<string, Record<string, unknown>>
    delete answers.dog?.name
    const message = dogSubmission(world, { answers })
    await deliver(world, message)
    const row = await caseRow(world, message.receiptNumber)
    expect(row.state).toBe('submitted')
    expect(await events(row.id)).toEqual(['submitted', 'form-check-failed'])
  })

  it('fails the delivery, to be brought again, when a file has not arrived', async () => {
    const file = {
      fileId: 'f1',
      path: 'shot.paper',
      name: '証.pdf',
      mediaType: 'application/pdf',
      bytes: 3,
      sha256: 'a'.repeat(64),
      address: 'b'.repeat(64),
      key: Buffer.alloc(32).toString('base64'),
    }
    const message = dogSubmission(world, { files: [file] })
    await expect(deliver(world, message)).rejects.toThrow('not arrived')
    const stored = await world.services.files.put('yanai', Buffer.from('%PDF-1.7'))
    const real = { ...file, address: stored.address, key: stored.key.toString('base64') }
    const again = { ...message, files: [real] }
    await deliver(world, again)
    const row = await caseRow(world, message.receiptNumber)
    const kept = await db()
      .selectFrom('case_attachment')
      .select(['path', 'address'])
      .where('case_id', '=', row.id)
      .execute()
    expect(kept).toEqual([{ path: 'shot.paper', address: stored.address }])
  })

  it('is another city’s matter when it was delivered there', async () => {
    const message = dogSubmission(world)
    await deliver(world, message, { cityId: 'mihon' })
    const here = await db()
      .selectFrom('case_file')
      .select('id')
      .where('receipt_number', '=', message.receiptNumber)
      .execute()
    expect(here).toHaveLength(0)
  })

  it('marks both when two applications are about the same matter', async () => {
    const answers = structuredClone(dogSubmission(world).answers) as Record<string, Record<string, unknown>>
    if (answers.dog) answers.dog.name = 'フタゴイヌ'
    const first = await openedCase(world, { answers })
    const second = await openedCase(world, { answers })
    const rows = await db()
      .selectFrom('case_file')
      .select(['id', 'possible_duplicate', 'duplicate_token'])
      .where('id', 'in', [first, second])
      .execute()
    const hasRule = rows.every((row) => row.duplicate_token !== null)
    expect(rows.map((row) => row.possible_duplicate)).toEqual([hasRule, hasRule])
    expect(hasRule).toBe(true)
  })
})

describe('the applicant takes the application back', () => {
  const withdrawal = (receiptNumber: string) => ({
    kind: 'withdrawal' as const,
    receiptNumber,
    withdrawnAt: world.services.clock.now().toISOString(),
    reason: '引っ越すことになりました',
  })

  it('ends the case, once', async () => {
    const id = await openedCase(world)
    const row = await caseRow(world, id)
    await deliver(world, withdrawal(row.receipt_number))
    await deliver(world, withdrawal(row.receipt_number))
    expect(await caseRow(world, id)).toMatchObject({ state: 'withdrawn', closed_at: expect.any(Date) })
    expect(await events(id)).toEqual(['submitted', 'received', 'withdrawn'])
  })

  it('has no effect after the decision, and the resident is told how the matter stands', async () => {
    const id = await openedCase(world)
    await db()
      .updateTable('case_file')
      .set({ state: 'decided', decided_at: world.services.clock.now() })
      .where('id', '=', id)
      .execute()
    const { receipt_number: receiptNumber, status_version: before } = await caseRow(world, id)
    await deliver(world, withdrawal(receiptNumber))
    expect(await caseRow(world, id)).toMatchObject({ state: 'decided', status_version: before + 1 })
    expect(await events(id)).toContain('withdrawal-came-late')
  })

  it('waits when the case itself has not come yet', async () => {
    await deliver(world, withdrawal('IN-R8-777777-0'))
    const parked = await db()
      .selectFrom('case_parked')
      .select('reason')
      .where('receipt_number', '=', 'IN-R8-777777-0')
      .executeTakeFirstOrThrow()
    expect(parked.reason).toBe('case-unknown')
  })
})
