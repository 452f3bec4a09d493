import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { forbidden, notFound } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo, type StaffSession } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type QueueAddress, readAddress } from '../queue/address.ts'
import type { QueueQuestion } from '../queue/query.ts'
import { sectionsAtWork } from '../queue/scope.ts'
import { findSearch } from '../search/saved-search.ts'
import { readQuery } from '../search/search-terms.ts'
import { tokenTerms } from '../search/tokens.ts'
import { exportMessages as messages } from './messages.ja.ts'
import { type ExportKind, exportStream, layoutExport, listExport } from './stream.ts'

/** CSV of a list, and of a procedure in one of its layouts. Written while it is read; logged with its conditions. */
export function exportRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/export', async (c) => {
    const staff = allowed(c)
    const question = await questionOf(c, ctx, staff)
    const sections = await ctx.directory.sections(staff.cityId, dayOf(c.get('now')))
    const kind = listExport(ctx, staff.cityId, new Map(sections.map(({ id, name }) => [id, name])))
    return send(c, ctx, staff, question, kind, messages.listName, 'list')
  })

  app.get('/cases/export/:procedure/:layout', async (c) => {
    const staff = allowed(c)
    const now = c.get('now')
    const { procedure: procedureId, layout: layoutId } = c.req.param()
    const procedure = (await ctx.procedures.current(staff.cityId)).find((each) => each.definition.id === procedureId)
    const layout = procedure?.definition.exports?.find((each) => each.id === layoutId)
    if (!procedure || !layout) throw notFound()
    const question = await questionOf(c, ctx, staff)
    const kind = layoutExport(ctx, staff.cityId, layout, now)
    const narrowed = { ...question, filter: { ...question.filter, procedureId } }
    return send(c, ctx, staff, narrowed, kind, layout.label, layout.id)
  })
}

function allowed(c: Context<WebEnv>): StaffSession {
  const staff = currentStaff(c)
  if (!mayDo(staff, 'cases.export')) throw forbidden()
  return staff
}

/** The list of the address, in the sections where this person may export. */
async function questionOf(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
): Promise<Omit<QueueQuestion, 'after' | 'limit'>> {
  const address: QueueAddress = readAddress((name) => c.req.query(name))
  const { keys } = ctx.services
  const text = address.search
    ? ((await findSearch(dbOf(ctx, staff.cityId), keys, staff.cityId, staff.staffId, address.search)) ?? '')
    : ''
  const visible = await sectionsAtWork(ctx, staff, c.get('now'))
  return {
    sectionIds: visible.filter((id) => mayDo(staff, 'cases.export', id)),
    seesConfidential: staff.scope.confidential,
    staffId: staff.staffId,
    today: dayOf(c.get('now')),
    queue: address.queue,
    filter: address.filter,
    terms: tokenTerms(keys, staff.cityId, readQuery(text)),
  }
}

async function send(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  question: Omit<QueueQuestion, 'after' | 'limit'>,
  kind: ExportKind,
  name: string,
  layout: string,
): Promise<Response> {
  const { cityId, staffId } = staff
  const now = c.get('now')
  // Before the first byte: an export that could not be written down does not happen.
  await dbOf(ctx, cityId)
    .transaction()
    .execute((trx) =>
      ctx.evidence.append(trx as unknown as Transaction<unknown>, cityId, {
        stream: 'case-export',
        streamId: randomUUID(),
        type: 'exported',
        actor: { kind: 'staff', id: staffId },
        at: now,
        codes: {
          layout,
          queue: question.queue,
          procedure: question.filter.procedureId ?? null,
          searched: question.terms.length > 0,
          requestId: c.get('requestId'),
        },
      }),
    )
  const stream = exportStream(ctx, cityId, question, kind, (count) =>
    ctx.access.record(dbOf(ctx, cityId), {
      cityId,
      staffId,
      purpose: 'export',
      caseIds: [],
      count,
      at: ctx.services.clock.now(),
      requestId: c.get('requestId'),
    }),
  )
  const file = `${name}_${dayOf(now)}.csv`
  return new Response(stream, {
    headers: {
      'content-type': `text/csv; charset=${kind.encoding === 'shift_jis' ? 'Shift_JIS' : 'utf-8'}`,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file)}`,
      'cache-control': 'no-store',
    },
  })
}
