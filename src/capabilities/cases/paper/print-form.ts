import type { Context, Hono } from 'hono'
import { notFound } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import { cityOnPaper, setFilledForm } from '../../paper/index.ts'
import { findCaseForStaff } from '../case-page/load.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { filingOf } from '../filing.ts'
import { isUuid } from '../posting.tsx'
import { getLatestRevision } from '../store/answers.ts'
import { openVault } from '../vault.ts'

/** A case on its own form as it was recorded, from paper or online: for the person to look through, or to sign. */
export function printFormRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/form.pdf', (c) => printForm(c, ctx))
}

async function printForm(c: Context<WebEnv>, ctx: CasesContext): Promise<Response> {
  const staff = currentStaff(c)
  const now = c.get('now')
  const id = c.req.param('id') ?? ''
  const row = isUuid(id) ? await findCaseForStaff(ctx, staff, id) : null
  const procedure = row && (await ctx.procedures.find(staff.cityId, row.procedure_id, row.version_hash))
  if (!row || !procedure) throw notFound()
  const db = dbOf(ctx, staff.cityId)
  await ctx.access.record(db, {
    cityId: staff.cityId,
    staffId: staff.staffId,
    purpose: 'case',
    caseIds: [row.id],
    at: now,
    requestId: c.get('requestId'),
  })
  const vault = openVault(ctx.services.keys, staff.cityId, row.id, row.wrapped_key)
  const filing = filingOf(row, now)
  const [{ content }, facts] = await Promise.all([
    getLatestRevision(db, vault),
    ctx.procedures.facts(staff.cityId, filing.filedOn),
  ])
  const city = cityOnPaper(c.get('city'), procedure.definition.owner, 'ja')
  const filled = { answers: content.answers, filing, facts }
  const pdf = await setFilledForm(ctx.services.typesetter, procedure, filled, city)
  c.header('content-type', 'application/pdf')
  c.header('content-disposition', `inline; filename="${row.receipt_number}-form.pdf"`)
  c.header('cache-control', 'no-store')
  return c.body(new Uint8Array(pdf))
}
