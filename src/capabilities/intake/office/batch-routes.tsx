import type { Context, Hono } from 'hono'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { postedForm } from '../../identity/index.ts'
import { loadManifest } from '../manifest/load.ts'
import { dbOf, type Intake } from '../run/intake.ts'
import { settleRow } from '../run/settle.ts'
import { cancelBatch, startTaking } from '../run/turn.ts'
import { countRows } from '../store/batches.ts'
import { openName, openRow } from '../store/box.ts'
import { Batch } from '../views/batch.tsx'
import type { ScreenProblem } from '../views/parts.tsx'
import { intakeMessages as messages } from './messages.ja.ts'
import { batchOf, intakeStaff, screenOf, takerOf } from './web.ts'

const perPage = 50

/** One file: looked through, taken or put aside, and what is left for the hand. */
export function batchRoutes(app: Hono<WebEnv>, intake: Intake): void {
  app.get('/intake/files/:batch', (c) => show(c, intake, []))

  app.post('/intake/files/:batch', async (c) => {
    const staff = intakeStaff(c)
    const batch = await batchOf(intake, c, staff)
    const form = await postedForm(c)
    const act = form.text('do') === 'cancel' ? cancelBatch : startTaking
    const done = await act(intake, staff.cityId, batch.id, takerOf(staff))
    if (!done) return show(c, intake, [{ message: messages.batch.stale }], 409)
    return seeOther(c, `/intake/files/${batch.id}`)
  })

  app.post('/intake/files/:batch/rows/:row', async (c) => {
    const staff = intakeStaff(c)
    const batch = await batchOf(intake, c, staff)
    const form = await postedForm(c)
    const number = Number(c.req.param('row'))
    if (!Number.isSafeInteger(number)) throw notFound()
    const note = form.text('note').trim().slice(0, 500)
    if (note === '') return show(c, intake, [{ id: `note-${number}`, message: messages.batch.noteMissing }])
    const done = await settleRow(intake, staff.cityId, batch.id, number, takerOf(staff), note)
    if (!done) return show(c, intake, [{ message: messages.batch.stale }], 409)
    return seeOther(c, `/intake/files/${batch.id}`)
  })
}

async function show(
  c: Context<WebEnv>,
  intake: Intake,
  problems: readonly ScreenProblem[],
  status: 409 | 422 = 422,
): Promise<Response> {
  const staff = intakeStaff(c)
  const batch = await batchOf(intake, c, staff)
  const db = dbOf(intake, staff.cityId)
  const { keys } = intake.services
  const from = Number(c.req.query('from') ?? '0')
  const offset = Number.isSafeInteger(from) && from > 0 ? from : 0
  const rows = await db
    .selectFrom('intake_row')
    .selectAll()
    .where('batch_id', '=', batch.id)
    // What needs a person comes first.
    .orderBy((eb) =>
      eb
        .case()
        .when('outcome', 'in', ['unreadable', 'differs'])
        .then(0)
        .when('outcome', '=', 'faulty')
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('number')
    .offset(offset)
    .limit(perPage + 1)
    .execute()
  const shown = rows.slice(0, perPage)
  await intake.cases.looked(staff, shown.filter(({ box }) => box !== null).length, c.get('requestId'))
  const ids = shown.flatMap(({ case_id: id }) => (id === null ? [] : [id]))
  const open = await intake.cases.openTo(staff, ids)
  const counts = (await countRows(db, [batch.id])).get(batch.id)
  if (!counts) throw notFound()
  const { manifest } = loadManifest(batch.manifest_text, batch.manifest)
  return page(
    c,
    <Batch
      screen={screenOf(c)}
      batch={batch}
      manifestName={manifest?.name ?? batch.manifest}
      fileName={openName(keys, staff.cityId, batch.id, batch.box)}
      counts={counts}
      rows={shown.map((row) => ({
        number: row.number,
        outcome: row.outcome,
        senderNumber: row.sender_number,
        caseId: row.case_id,
        mayOpen: row.case_id !== null && open.has(row.case_id),
        handledAt: row.handled_at,
        handledName: row.handled_name,
        box: row.box === null ? null : openRow(keys, staff.cityId, batch.id, row.number, row.box),
      }))}
      first={offset + 1}
      {...(offset > 0 ? { previous: Math.max(0, offset - perPage) } : {})}
      {...(rows.length > perPage ? { next: offset + perPage } : {})}
      problems={problems}
    />,
    problems.length > 0 ? { status } : {},
  )
}
