import type { Context, Hono } from 'hono'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import { hasMailbox, standingDecision } from '../cancellation/about.ts'
import { cityOf } from '../cancellation/work.ts'
import { type FormState, refusedState } from '../case-page/form-state.ts'
import { findCaseForStaff, type LoadedCase } from '../case-page/load.ts'
import { actOf } from '../case-page/routes.tsx'
import { getCase, routeText, showCase } from '../case-page/show.tsx'
import type { CasesContext } from '../context.ts'
import type { OutcomeValues } from '../decision/outcome-fields.ts'
import { hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { amendmentMessages as messages } from './messages.ja.ts'
import { AmendmentPage } from './page.tsx'
import { proposeAmendment } from './propose.ts'

/** 更正 of a decision: one page, one form. One case at a time, never in bulk. */
export function amendmentRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/amendment', async (c) => amendmentScreen(c, ctx, await getCase(c, ctx)))

  app.post('/cases/:id/amendment', async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id)) throw notFound()
    const post = await readPost(c)
    // Who may not see the case learns nothing of it, whatever was typed.
    if (!(await findCaseForStaff(ctx, currentStaff(c), id))) throw notFound()
    const result = await proposeAmendment(ctx, actOf(c, id, post), post)
    if (result.ok) return seeOther(c, `/cases/${id}`)
    if (result.refusal === 'not-found') throw notFound()
    const state = refusedState('amendment', post, result)
    const loaded = await getCase(c, ctx)
    const mayStay = result.refusal === 'invalid' || result.refusal === 'no-route'
    // Somebody was quicker, or it is no longer possible: the case as it is now says why.
    if (!mayStay || standingDecision(loaded.decisions) === undefined) return showCase(c, ctx, state)
    return amendmentScreen(c, ctx, loaded, state)
  })
}

async function amendmentScreen(
  c: Context<WebEnv>,
  ctx: CasesContext,
  loaded: LoadedCase,
  state?: FormState,
): Promise<Response> {
  const staff = currentStaff(c)
  const { cityId } = staff
  const { row, procedure } = loaded
  const decision = standingDecision(loaded.decisions)
  const outcome = procedure.outcomes().find((each) => each.id === decision?.outcomeId)
  if (!mayDo(staff, 'approvals.propose', row.section_id) || !decision || !outcome || row.state === 'cancelled')
    throw notFound()
  const now = c.get('now')
  const decided = { outcome, values: decision.content.fields as OutcomeValues }
  return screen(
    c,
    staff,
    {
      title: messages.title(row.receipt_number),
      failed: state !== undefined,
      back: { href: `/cases/${row.id}`, label: row.receipt_number },
      status: state === undefined ? 200 : 422,
    },
    <AmendmentPage
      loaded={loaded}
      decision={decision}
      outcome={outcome}
      mailbox={hasMailbox(row, cityOf(ctx, cityId), now)}
      route={await routeText(ctx, loaded, staff.staffId, cityId, now, decided)}
      state={state}
      hidden={hiddenFields(c, row.version)}
    />,
  )
}
