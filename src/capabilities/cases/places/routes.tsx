import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { readInteger } from '../../../civic/digits.ts'
import { forbidden, notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { byteOrderMark, csvLine } from '../../../platform/tabular/write-csv.ts'
import { currentStaff, mayDo, type StaffSession } from '../../identity/index.ts'
import { insertJob } from '../bulk/job.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type CasePost, hiddenFields, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { caseWords } from '../words.ja.ts'
import { commitDraw, confirmRepeat, type DrawOutcome, freezeDraw, holdDraw, proposeRepeat } from './draw.ts'
import { findPlacedEntry, listPlacedEntries, type PlacedEntry } from './entry.ts'
import { actOnPlace, takeHold } from './holds.ts'
import { placesMessages as messages } from './messages.ja.ts'
import { actsFor, EntryPlacesPage, PlacesPage } from './page.tsx'
import type { Participant } from './participants.ts'
import { holding } from './seats.ts'
import { openEntry, resultOf } from './view.ts'

/** Places of register entries: who has them, who waits, telephone, draw, reception list. */
export function placesRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/places', async (c) => {
    const staff = allowed(c)
    const entries = await listPlacedEntries(ctx, staff.cityId, c.get('now'))
    return screen(
      c,
      staff,
      { title: messages.title, back: { href: '/cases', label: caseWords.site } },
      <PlacesPage entries={entries} />,
    )
  })

  app.get('/cases/places/:register/:entry', async (c) => show(c, ctx, await entryOf(c, ctx)))

  app.post('/cases/places/:register/:entry/holds', async (c) => {
    const placed = await entryOf(c, ctx)
    const post = await readPost(c)
    const name = post.text('name').trim().slice(0, 100)
    const quantity = readInteger(post.text('quantity')) ?? 0
    const problems: Record<string, string> = {}
    if (name === '') problems.name = messages.problems.name
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > 99) problems.quantity = messages.problems.quantity
    if (Object.keys(problems).length > 0) return show(c, ctx, placed, { post, problems })
    const phone = post.text('phone').trim().slice(0, 40)
    const { requestKey } = post
    await takeHold(ctx, currentStaff(c), placed, { name, phone, quantity, requestKey }, c.get('now'))
    return seeOther(c, `${pathOf(placed)}#applications`)
  })

  app.post('/cases/places/:register/:entry/places', async (c) => {
    const placed = await entryOf(c, ctx)
    const staff = currentStaff(c)
    const post = await readPost(c)
    const view = await openEntry(ctx, staff, placed, dayOf(c.get('now')))
    const person = view.participants.find(({ number }) => number === post.text('number'))
    const act = person && actsFor(person).find((each) => each === post.text('act'))
    if (!person || !act) return show(c, ctx, placed, { post, problems: { act: messages.problems.gone } })
    await actOnPlace(ctx, staff, placed, person, act, c.get('now'))
    return seeOther(c, `${pathOf(placed)}#applications`)
  })

  app.post('/cases/places/:register/:entry/draw', async (c) => {
    const placed = await entryOf(c, ctx)
    const post = await readPost(c)
    const drawing = { ctx, staff: currentStaff(c), placed, now: c.get('now') }
    const steps: Readonly<Record<string, () => Promise<DrawOutcome>>> = {
      commit: () => commitDraw(drawing),
      freeze: () => freezeDraw(drawing),
      hold: () => holdDraw(drawing),
      propose: () => proposeRepeat(drawing, post.text('reason')),
      confirm: () => confirmRepeat(drawing),
    }
    const step = Object.hasOwn(steps, post.text('step')) ? steps[post.text('step')] : undefined
    if (!step) throw notFound()
    const outcome = await step()
    if (outcome.ok) return seeOther(c, `${pathOf(placed)}#draw`)
    const at = outcome.refusal === 'reason-missing' ? 'reason' : 'act'
    return show(c, ctx, placed, { post, problems: { [at]: messages.refusals[outcome.refusal] } })
  })

  app.post('/cases/places/:register/:entry/results', async (c) => {
    const placed = await entryOf(c, ctx)
    const staff = currentStaff(c)
    if (!mayDo(staff, 'approvals.propose')) throw forbidden()
    const post = await readPost(c)
    const { ready } = await openEntry(ctx, staff, placed, dayOf(c.get('now')))
    await proposeResults(ctx, staff, placed, ready, post.requestKey, c.get('now'))
    return seeOther(c, `${pathOf(placed)}#draw`)
  })

  app.get('/cases/places/:register/:entry/reception.csv', async (c) => {
    const placed = await entryOf(c, ctx)
    const staff = currentStaff(c)
    if (!mayDo(staff, 'cases.export')) throw forbidden()
    const { participants } = await openEntry(ctx, staff, placed, dayOf(c.get('now')))
    const listed = participants.filter(({ place, name }) => holding.has(place.standing) && name !== undefined)
    await recordExport(c, ctx, staff, placed, listed)
    const lines = listed.map((each) =>
      csvLine([
        each.number,
        each.name ?? '',
        each.kana ?? '',
        each.phone ?? '',
        String(each.place.quantity),
        messages.standings[each.place.standing],
        each.channel === 'telephone' ? messages.telephone : (caseWords.channels[each.channel] ?? each.channel),
        '',
      ]),
    )
    const file = `${messages.csvName}_${placed.entry.id}_${dayOf(c.get('now'))}.csv`
    return new Response(byteOrderMark + csvLine(messages.csvHeaders) + lines.join(''), {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file)}`,
        'cache-control': 'no-store',
      },
    })
  })
}

function allowed(c: Context<WebEnv>): StaffSession {
  const staff = currentStaff(c)
  if (!mayDo(staff, 'registers.edit')) throw forbidden()
  return staff
}

async function entryOf(c: Context<WebEnv>, ctx: CasesContext): Promise<PlacedEntry> {
  const staff = allowed(c)
  const register = c.req.param('register') ?? ''
  const entry = c.req.param('entry') ?? ''
  const placed = await findPlacedEntry(ctx, staff.cityId, register, entry, c.get('now'))
  if (!placed) throw notFound()
  return placed
}

const pathOf = ({ register, entry }: PlacedEntry): string => `/cases/places/${register}/${entry.id}`

async function show(
  c: Context<WebEnv>,
  ctx: CasesContext,
  placed: PlacedEntry,
  failed?: { readonly post: CasePost; readonly problems: Readonly<Record<string, string>> },
): Promise<Response> {
  const staff = currentStaff(c)
  const now = c.get('now')
  const view = await openEntry(ctx, staff, placed, dayOf(c.get('now')))
  const caseIds = view.participants.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId]))
  await ctx.access.record(dbOf(ctx, staff.cityId), {
    cityId: staff.cityId,
    staffId: staff.staffId,
    purpose: 'queue',
    caseIds,
    at: now,
    requestId: c.get('requestId'),
  })
  return screen(
    c,
    staff,
    {
      title: placed.entry.label.ja,
      back: { href: '/cases/places', label: messages.back },
      ...(failed ? { failed: true, status: 422 as const } : {}),
    },
    <EntryPlacesPage
      view={view}
      hidden={() => hiddenFields(c)}
      typed={(name) => failed?.post.text(name) ?? ''}
      problems={failed?.problems ?? {}}
      portal={c.get('city').origins.portal ?? ''}
      mayPropose={mayDo(staff, 'approvals.propose')}
      mayExport={mayDo(staff, 'cases.export')}
    />,
  )
}

/** The results of a draw go the ordinary way: proposed in bulk with the outcomes the definition names, then decided. */
async function proposeResults(
  ctx: CasesContext,
  staff: StaffSession,
  placed: PlacedEntry,
  ready: readonly Participant[],
  requestKey: string,
  now: Date,
): Promise<void> {
  const results = placed.procedure.definition.capacity?.results
  if (!results) return
  for (const result of ['won', 'lost'] as const) {
    const outcome = placed.procedure.outcomes().find(({ id }) => id === results[result])
    const targets = ready.flatMap((each) => {
      const { caseId, version } = each
      const matches = resultOf(placed, each, dayOf(now)) === result
      return matches && caseId !== undefined && version !== undefined ? [{ caseId, version }] : []
    })
    if (!outcome || targets.length === 0) continue
    const grounds = outcome.grounds?.find(({ id }) => id === 'drawn')?.text ?? ''
    const order = { action: 'decide' as const, outcomeId: outcome.id, grounds }
    const key = result === 'won' ? requestKey : secondKey(requestKey)
    await insertJob(dbOf(ctx, staff.cityId), ctx.services.keys, staff, order, targets, key, now)
  }
}

/** The key of the second job of one form: always the same for the same form. */
function secondKey(key: string): string {
  const last = Number.parseInt(key.slice(-1), 16)
  return `${key.slice(0, -1)}${(last ^ 1).toString(16)}`
}

/** Before the first byte: a list that could not be written down is not handed out. */
async function recordExport(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  placed: PlacedEntry,
  listed: readonly Participant[],
): Promise<void> {
  const now = c.get('now')
  await dbOf(ctx, staff.cityId)
    .transaction()
    .execute((trx) =>
      ctx.evidence.append(trx as unknown as Transaction<unknown>, staff.cityId, {
        stream: 'case-export',
        streamId: randomUUID(),
        type: 'exported',
        actor: { kind: 'staff', id: staff.staffId },
        at: now,
        codes: { layout: 'reception', register: placed.register, entry: placed.entry.id, count: listed.length },
      }),
    )
  await ctx.access.record(dbOf(ctx, staff.cityId), {
    cityId: staff.cityId,
    staffId: staff.staffId,
    purpose: 'export',
    caseIds: listed.flatMap(({ caseId }) => (caseId === undefined ? [] : [caseId])),
    at: now,
    requestId: c.get('requestId'),
  })
}
