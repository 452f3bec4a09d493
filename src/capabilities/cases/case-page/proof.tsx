import type { Context } from 'hono'
import { Log, Notice, Warning } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import type { CaseRow } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { isUuid } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { type HistoryLine, historyLines, outlineLines } from './history-model.ts'
import { findOutline } from './load.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import { getCase } from './show.tsx'

/** Proves that the history of a case stands unchanged in the tree of records under a signed head. */
export async function proofPage(c: Context<WebEnv>, ctx: CasesContext): Promise<Response> {
  const staff = currentStaff(c)
  const { row, lines } = await provable(c, ctx)
  const proof = await ctx.evidence.prove(dbOf(ctx, staff.cityId), staff.cityId, row.id)
  const back = { href: `/cases/${row.id}`, label: row.receipt_number }
  return screen(
    c,
    staff,
    { title: messages.prove, back },
    <>
      <h1>{messages.prove}</h1>
      {proof.ok ? (
        <Notice>
          <p>{messages.proven(proof.proven, proof.treeSize)}</p>
          {proof.waiting > 0 && <p>{messages.waiting(proof.waiting)}</p>}
        </Notice>
      ) : (
        <Warning>
          <p>{messages.broken}</p>
        </Warning>
      )}
      <Log entries={lines} />
    </>,
  )
}

/** The case with its history, as far as this person may read it. */
async function provable(
  c: Context<WebEnv>,
  ctx: CasesContext,
): Promise<{ readonly row: CaseRow; readonly lines: readonly HistoryLine[] }> {
  const staff = currentStaff(c)
  const id = c.req.param('id')
  const row = isUuid(id) ? await findOutline(ctx, staff, id) : null
  if (!row) {
    const { row: own, history, procedure } = await getCase(c, ctx)
    return { row: own, lines: historyLines(history, procedure) }
  }
  const procedure = await ctx.procedures.find(staff.cityId, row.procedure_id, row.version_hash)
  const events = await ctx.evidence.list(dbOf(ctx, staff.cityId), staff.cityId, row.id)
  return { row, lines: outlineLines(events, procedure ?? { outcomes: () => [] }) }
}
