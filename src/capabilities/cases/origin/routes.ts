import type { Hono } from 'hono'
import { notFound } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import { findCaseForStaff } from '../case-page/load.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { isUuid } from '../posting.tsx'
import { openVault } from '../vault.ts'
import { findOrigin } from './store.ts'

/** The package of a case as it was delivered, byte for byte: saved by the browser, never shown by it. */
export function originRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/original', async (c) => {
    const staff = currentStaff(c)
    const id = c.req.param('id')
    const row = isUuid(id) ? await findCaseForStaff(ctx, staff, id) : null
    if (!row) throw notFound()
    const db = dbOf(ctx, staff.cityId)
    const origin = await findOrigin(db, openVault(ctx.services.keys, staff.cityId, row.id, row.wrapped_key))
    if (origin?.address == null || origin.content.key === undefined) throw notFound()
    const key = Buffer.from(origin.content.key, 'base64')
    const bytes = await ctx.services.files.get(staff.cityId, origin.address, key)
    await ctx.access.record(db, {
      cityId: staff.cityId,
      staffId: staff.staffId,
      purpose: 'attachment',
      caseIds: [row.id],
      at: c.get('now'),
      requestId: c.get('requestId'),
    })
    c.header('content-type', 'application/zip')
    c.header('content-disposition', `attachment; filename="${row.receipt_number}-original.zip"`)
    c.header('cache-control', 'private, no-store')
    return c.body(new Uint8Array(bytes))
  })
}
