import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { HttpProblem, type PostedForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { csrfToken, currentStaff, mayDo, postedForm } from '../../identity/index.ts'
import { changeNotice } from '../change.ts'
import { handOverAnswers } from '../follow-ups/hand-over.ts'
import { type Moving, type OfficeTrx, officeDb, staffActor, tellEvidence } from '../moving.ts'
import { candidatesOf } from '../rules/match.ts'
import { countersOn, isOpenOn, readSlotValue, startsOf } from '../rules/slots.ts'
import { hasEnded } from '../rules/states.ts'
import { openNoticeVault } from '../store/box.ts'
import { withSamePeople } from '../store/confidential.ts'
import type { NoticeRow, WholeNotice } from '../store/notices.ts'
import { type SlotPlace, takeSlot } from '../store/slots.ts'
import { findAgreements, tokensOf } from '../store/tokens.ts'
import { letterPage } from './letter-page.tsx'
import { mayOf, tellLook } from './list-routes.tsx'
import { handOver, tick } from './marks.ts'
import { messages } from './messages.ja.ts'
import { buttonActs } from './notice-acts.tsx'
import { loadView, noticeOf } from './notice-load.ts'
import { NoticePage } from './notice-page.tsx'
import { backToList, screen } from './screen.tsx'
import { isKnownTown } from './towns.ts'

const words = messages.notice
type Said = 'done' | 'changed' | 'not-now' | 'full' | 'contact'
const sentences: Readonly<Record<Said, string>> = {
  done: words.done,
  changed: words.changed,
  'not-now': words.notNow,
  full: words.slotFull,
  contact: words.contactMissing,
}

/** One notice and every act on it. */
export function noticeRoutes(app: Hono<WebEnv>, ctx: Moving): void {
  app.get('/moving/notices/:notice', async (c) => {
    const notice = await noticeOf(c, ctx)
    await tellLook(c, ctx, 'notice', [notice])
    const said = c.req.query('said') === 'done' ? words.done : undefined
    return showNotice(c, ctx, notice, said)
  })

  app.post('/moving/notices/:notice/acts', (c) =>
    acted(c, ctx, async (trx, row, form) => {
      const act = buttonActs.find((each) => each === form.text('act'))
      if (act === undefined) return 'not-now'
      return (await change(c, ctx, trx, row, { act })) ? 'done' : 'not-now'
    }),
  )

  app.post('/moving/notices/:notice/match', (c) =>
    acted(c, ctx, async (trx, row, form, notice) => {
      const wanted = form.text('household')
      const { cityId } = currentStaff(c)
      const people = notice.content?.notice.people.length ?? 0
      const tokens = notice.content === undefined ? [] : tokensOf(ctx.services.keys, cityId, notice.content.notice)
      const candidates = candidatesOf(await findAgreements(trx, tokens, row.id), people)
      // Only what the index found may be picked, or that it is nobody of them.
      if (row.match !== 'open' || (wanted !== row.id && !candidates.some(({ householdId }) => householdId === wanted)))
        return 'not-now'
      if (row.state === 'received')
        return (await change(c, ctx, trx, row, { act: 'settle-match', householdId: wanted })) ? 'done' : 'not-now'
      await trx
        .updateTable('moving_notice')
        .set({ match: 'picked', household_id: wanted, version: row.version + 1, updated_at: c.get('now') })
        .where('id', '=', row.id)
        .execute()
      await tell(c, ctx, trx, row, 'matched', { picked: wanted !== row.id })
      return 'done'
    }),
  )

  app.post('/moving/notices/:notice/slot', (c) =>
    acted(c, ctx, async (trx, row, form) => {
      const wanted = readSlotValue(form.text('slot'))
      if (wanted === undefined || wanted.day < row.moved_on) return 'not-now'
      if (!(await takeOfficeSeat(ctx, trx, currentStaff(c).cityId, wanted))) return 'full'
      return (await change(c, ctx, trx, row, { act: 'rebook', slot: { ...wanted, pot: 'office' } }))
        ? 'done'
        : 'not-now'
    }),
  )

  app.post('/moving/notices/:notice/contacts', (c) =>
    acted(c, ctx, async (trx, row, form) => {
      const way = (['letter', 'phone', 'mail'] as const).find((each) => each === form.text('way'))
      const note = form.text('note').trim()
      if (way === undefined || note === '' || note.length > 500 || row.wrapped_key === null) return 'contact'
      const staff = currentStaff(c)
      const key = form.text('requestKey')
      const id = /^[0-9a-f-]{36}$/.test(key) ? key : randomUUID()
      const vault = openNoticeVault(ctx.services.keys, staff.cityId, row.id, row.wrapped_key)
      const inserted = await trx
        .insertInto('moving_contact')
        .values({
          id,
          notice_id: row.id,
          way,
          contacted_by: staff.staffId,
          contacted_name: staff.name,
          contacted_at: c.get('now'),
          box: vault.seal(`contact ${id}`, note),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if (inserted.numInsertedOrUpdatedRows === 1n) await tell(c, ctx, trx, row, 'contacted', { way })
      return 'done'
    }),
  )

  app.post('/moving/notices/:notice/confidentiality', (c) =>
    acted(c, ctx, async (trx, row, form) => {
      if (!mayOf(c).confidential) throw new HttpProblem(403, 'forbidden')
      const confidential = form.text('confidential') === 'yes'
      // Set for everything that names these people; lifted for this notice alone, since each is a decision of its own.
      const ids = confidential ? await withSamePeople(trx, row.id) : [row.id]
      await trx
        .updateTable('moving_notice')
        .set((eb) => ({ confidential, version: eb('version', '+', 1), updated_at: c.get('now') }))
        .where('id', 'in', [...ids])
        .execute()
      for (const id of ids) await tell(c, ctx, trx, { id }, 'confidentiality-set', { confidential })
      return 'done'
    }),
  )

  app.post('/moving/notices/:notice/follow-ups', async (c) => {
    const form = await postedForm(c)
    const notice = await noticeOf(c, ctx)
    const { content } = notice
    if (content === undefined) return showNotice(c, ctx, notice, words.erased)
    const view = await loadView(c, ctx, { ...notice, content })
    const [itemId = '', personText = '', state = ''] = form.text('mark').split('|')
    const person = Number(personText)
    const line = view.followUps.list.find(({ item, people }) => item.id === itemId && people.includes(person))
    if (line === undefined || hasEnded(notice.row.state)) return showNotice(c, ctx, notice, words.notNow, 409)
    if (state === 'begin') {
      const procedure = view.procedures.find(({ definition }) => definition.id === line.item.procedure?.id)
      if (procedure === undefined) return showNotice(c, ctx, notice, words.notNow, 409)
      const { rootDir } = ctx.services.config
      const { today, facts } = view
      const answers = handOverAnswers(rootDir, content.notice, view.followUps, procedure, itemId, person, today, facts)
      const key = `${notice.row.id} ${itemId} ${person} ${form.text('requestKey').slice(0, 64)}`
      const href = await handOver(c, ctx, notice.row, { item: itemId, person, procedure, answers, key })
      if (href === undefined) throw new HttpProblem(403, 'forbidden')
      return href === 'ended' ? showNotice(c, ctx, await noticeOf(c, ctx), words.notNow, 409) : seeOther(c, href)
    }
    if (state !== 'done' && state !== 'not-needed' && state !== 'clear')
      return showNotice(c, ctx, notice, words.notNow, 409)
    if (!(await tick(c, ctx, notice.row, itemId, person, state)))
      return showNotice(c, ctx, await noticeOf(c, ctx), words.notNow, 409)
    return seeOther(c, `/moving/notices/${notice.row.id}?said=done#follow-ups`)
  })

  app.get('/moving/notices/:notice/letter', async (c) => {
    const notice = await noticeOf(c, ctx)
    await tellLook(c, ctx, 'letter', [notice])
    const { content } = notice
    if (content === undefined) return showNotice(c, ctx, notice)
    return letterPage(c, await loadView(c, ctx, { ...notice, content }))
  })

  // A page that came back from sending has one of these addresses: a reload or a bookmark leads to the notice.
  for (const part of ['acts', 'match', 'slot', 'contacts', 'confidentiality', 'follow-ups'])
    app.get(`/moving/notices/:notice/${part}`, async (c) =>
      seeOther(c, `/moving/notices/${(await noticeOf(c, ctx)).row.id}`),
    )
}

/** The page of a notice, with a sentence about what was done or not. */
export async function showNotice(
  c: Context<WebEnv>,
  ctx: Moving,
  notice: WholeNotice,
  said?: string,
  status?: 409 | 422,
): Promise<Response> {
  const { row, content } = notice
  const title = `${messages.kinds[row.kind]} ${row.receipt_number}`
  const options = { back: backToList, ...(status === undefined ? {} : { status }) }
  if (content === undefined) {
    const erased = (
      <>
        <h1>{title}</h1>
        <p>{words.erased}</p>
      </>
    )
    return screen(c, title, erased, options)
  }
  const staff = currentStaff(c)
  const view = await loadView(c, ctx, { ...notice, content })
  const { rootDir } = ctx.services.config
  const may = { intake: mayDo(staff, 'cases.intake'), confidential: mayOf(c).confidential }
  const props = { view, csrf: csrfToken(c), may, isTown: (line: string) => isKnownTown(rootDir, staff.cityId, line) }
  return screen(c, title, <NoticePage {...props} {...(said === undefined ? {} : { said })} />, options)
}

/**
 * One act of a clerk: the form, the row locked, the version it was shown with, all in one transaction. What can't be done comes
 * back as the page of today with a sentence.
 */
async function acted(
  c: Context<WebEnv>,
  ctx: Moving,
  act: (trx: OfficeTrx, row: NoticeRow, form: PostedForm, notice: WholeNotice) => Promise<Said>,
): Promise<Response> {
  const form = await postedForm(c)
  const notice = await noticeOf(c, ctx)
  const { cityId } = currentStaff(c)
  const said = await officeDb(ctx, cityId)
    .transaction()
    .execute(async (trx): Promise<Said> => {
      const row = await trx
        .selectFrom('moving_notice')
        .selectAll()
        .where('id', '=', notice.row.id)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const outcome = String(row.version) === form.text('version') ? await act(trx, row, form, notice) : 'changed'
      // A seat that was taken for an act that may not be done is given back with everything else.
      if (outcome === 'not-now') throw new NotNow()
      return outcome
    })
    .catch((error: unknown): Said => {
      if (error instanceof NotNow) return 'not-now'
      throw error
    })
  ctx.services.relay.nudge()
  if (said === 'done') return seeOther(c, `/moving/notices/${notice.row.id}?said=done`)
  return showNotice(c, ctx, await noticeOf(c, ctx), sentences[said], said === 'contact' ? 422 : 409)
}

class NotNow extends Error {}

const change = (
  c: Context<WebEnv>,
  ctx: Moving,
  trx: OfficeTrx,
  row: NoticeRow,
  given: Pick<Parameters<typeof changeNotice>[4], 'act' | 'slot' | 'householdId'>,
): Promise<boolean> => {
  const staff = currentStaff(c)
  return changeNotice(ctx, trx, staff.cityId, row, {
    ...given,
    by: staffActor(staff),
    now: c.get('now'),
    reason: 'staff',
  })
}

async function tell(
  c: Context<WebEnv>,
  ctx: Moving,
  trx: OfficeTrx,
  row: Pick<NoticeRow, 'id'>,
  type: string,
  codes: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  const staff = currentStaff(c)
  await tellEvidence(ctx, trx, staff.cityId, {
    streamId: row.id,
    type,
    actor: staffActor(staff),
    at: c.get('now'),
    codes,
  })
}

/** A seat of the office, if the register has that visit on that day. */
async function takeOfficeSeat(ctx: Moving, trx: OfficeTrx, cityId: string, place: SlotPlace): Promise<boolean> {
  const facts = await ctx.catalogue.facts(cityId, place.day)
  const counter = countersOn(facts).find(({ id }) => id === place.counter)
  if (counter === undefined || !startsOf(counter).includes(place.starts)) return false
  if (!isOpenOn(counter, place.day, (day) => facts.isClosedDay(day))) return false
  return takeSlot(trx, place, counter.officeSeats)
}
