import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import { forbidden } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { byteOrderMark, csvLine } from '../../../platform/tabular/write-csv.ts'
import { mayDo, type StaffSession } from '../../identity/index.ts'
import { maySee } from '../actor.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { queueColumns } from '../queue/query.ts'
import { openVault } from '../vault.ts'
import { exportMessages as messages } from './messages.ja.ts'
import { listExport } from './stream.ts'

/** CSV of the cases a person ticked; those they may not export are left out. */
export async function sendSelected(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  caseIds: readonly string[],
): Promise<Response> {
  if (!mayDo(staff, 'cases.export')) throw forbidden()
  const { cityId, staffId } = staff
  const now = c.get('now')
  const db = dbOf(ctx, cityId)
  const found =
    caseIds.length === 0
      ? []
      : await db
          .selectFrom('case_file')
          .select(queueColumns)
          .where('id', 'in', caseIds.slice(0, 500))
          .orderBy('sort_on')
          .execute()
  const rows = found.filter((row) => maySee(staff, row) && mayDo(staff, 'cases.export', row.section_id))
  await db.transaction().execute(async (trx) => {
    await ctx.evidence.append(trx as unknown as Transaction<unknown>, cityId, {
      stream: 'case-export',
      streamId: randomUUID(),
      type: 'exported',
      actor: { kind: 'staff', id: staffId },
      at: now,
      codes: { layout: 'selected', rows: rows.length, requestId: c.get('requestId') },
    })
    await ctx.access.record(trx, {
      cityId,
      staffId,
      purpose: 'export',
      caseIds: rows.map((row) => row.id),
      at: now,
      requestId: c.get('requestId'),
    })
  })
  const sections = await ctx.directory.sections(cityId, dayOf(now))
  const kind = listExport(ctx, cityId, new Map(sections.map(({ id, name }) => [id, name])))
  let text = byteOrderMark + csvLine(kind.headers)
  for (const row of rows) {
    const vault = openVault(ctx.services.keys, cityId, row.id, row.wrapped_key)
    text += csvLine((await kind.row({ row, vault, answers: null })) ?? [])
  }
  c.header('content-type', 'text/csv; charset=utf-8')
  c.header(
    'content-disposition',
    `attachment; filename*=UTF-8''${encodeURIComponent(`${messages.listName}_${dayOf(now)}.csv`)}`,
  )
  c.header('cache-control', 'no-store')
  return c.body(text)
}
