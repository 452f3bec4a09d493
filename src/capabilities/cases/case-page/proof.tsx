import type { Context } from 'hono'
import { Log, Notice, Warning } from '../../../design/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { screen } from '../screen.tsx'
import { historyLines } from './history-model.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import { getCase } from './show.tsx'

/** Proves that the history of a case stands unchanged in the tree of records under a signed head. */
export async function proofPage(c: Context<WebEnv>, ctx: CasesContext): Promise<Response> {
  const staff = currentStaff(c)
  const loaded = await getCase(c, ctx)
  const proof = await ctx.evidence.prove(dbOf(ctx, staff.cityId), staff.cityId, loaded.row.id)
  const back = { href: `/cases/${loaded.row.id}`, label: loaded.row.receipt_number }
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
      <Log entries={historyLines(loaded.history, loaded.procedure)} />
    </>,
  )
}
