import type { Context, Hono } from 'hono'
import { type Day, dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import { type FormState, refusedState } from '../case-page/form-state.ts'
import { findCaseForStaff, type LoadedCase } from '../case-page/load.ts'
import { actOf } from '../case-page/routes.tsx'
import { getCase, routeText, showCase } from '../case-page/show.tsx'
import type { ActionResult } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import type { OutcomeValues } from '../decision/outcome-fields.ts'
import type { StaffAct } from '../handling/staff-act.ts'
import { sectionOf } from '../outward.ts'
import { type CasePost, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { timerEnd } from '../rules/deadline.ts'
import { screen } from '../screen.tsx'
import { aboutDecision, standingDecision } from './about.ts'
import { dropCancellation, noticeHearing, recordHearing } from './hearing.ts'
import { remediesOf } from './letter-draft.ts'
import { cancellationMessages as messages } from './messages.ja.ts'
import { leastNoticeDays, obstaclesNow } from './obstacles.ts'
import { openCancellation } from './open.ts'
import { CancellationPage } from './page.tsx'
import { proposeCancellation } from './propose.ts'
import { readNotice, readResult, readTerms } from './read.ts'
import { cityOf } from './work.ts'

type Act = (act: StaffAct, post: CasePost) => Promise<ActionResult>

/** 取消し・撤回 of a decision: one page, and an address for each of its steps. One case at a time, never in bulk. */
export function cancellationRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/cancellation', async (c) => cancellationScreen(c, ctx, await getCase(c, ctx)))

  const post = (noun: string, form: string, act: Act) =>
    app.post(`/cases/:id/${noun}`, (c) => perform(c, ctx, form, act))
  post('cancellation', 'terms', (act, form) => openCancellation(ctx, act, readTerms(form)))
  post('hearing-notice', 'notice', (act, form) => noticeHearing(ctx, act, readNotice(form)))
  post('hearing-result', 'result', (act, form) => recordHearing(ctx, act, readResult(form)))
  post('cancellation-proposal', 'proposal', (act, form) => proposeCancellation(ctx, act, form.text('reasons')))
  post('cancellation-end', 'drop', (act, form) => dropCancellation(ctx, act, form.text('dropReason')))
}

async function perform(c: Context<WebEnv>, ctx: CasesContext, form: string, act: Act): Promise<Response> {
  const id = c.req.param('id')
  if (!isUuid(id)) throw notFound()
  const post = await readPost(c)
  // Who may not see the case learns nothing of it, whatever was typed.
  if (!(await findCaseForStaff(ctx, currentStaff(c), id))) throw notFound()
  const result = await act(actOf(c, id, post), post)
  const ends = form === 'proposal' || form === 'drop'
  if (result.ok) return seeOther(c, ends ? `/cases/${id}` : `/cases/${id}/cancellation`)
  if (result.refusal === 'not-found') throw notFound()
  const state = refusedState(form, post, result)
  const loaded = await getCase(c, ctx)
  const mayStay = result.refusal === 'invalid' || result.refusal === 'no-route'
  // Somebody was quicker, or it is no longer possible: the case as it is now says why.
  if (!mayStay || standingDecision(loaded.decisions) === undefined) return showCase(c, ctx, state)
  return cancellationScreen(c, ctx, loaded, state)
}

async function cancellationScreen(
  c: Context<WebEnv>,
  ctx: CasesContext,
  loaded: LoadedCase,
  state?: FormState,
): Promise<Response> {
  const staff = currentStaff(c)
  const { cityId } = staff
  const { row, procedure } = loaded
  const decision = standingDecision(loaded.decisions)
  if (!mayDo(staff, 'approvals.propose', row.section_id) || !decision || row.state === 'cancelled') throw notFound()
  const now = c.get('now')
  const today = dayOf(now)
  const db = dbOf(ctx, cityId)
  const running = loaded.cancellations.find((each) => each.ended === null)
  const leastDays = await leastNoticeDays(ctx, cityId, today)
  const outcome = procedure.outcomes().find((each) => each.id === decision.outcomeId)
  const decided = outcome && { outcome, values: decision.content.fields as OutcomeValues }
  const appeal = running?.content.authority || remediesOf(procedure.definition).appealTo
  return screen(
    c,
    staff,
    {
      title: messages.title(row.receipt_number),
      failed: state !== undefined,
      back: { href: `/cases/${row.id}`, label: row.receipt_number },
      status: state === undefined ? 200 : 422,
    },
    <CancellationPage
      loaded={loaded}
      decision={decision}
      about={aboutDecision(row, procedure, decision, cityOf(ctx, cityId), now)}
      running={running}
      obstacles={running ? await obstaclesNow(ctx, cityId, db, row.id, running, today) : []}
      leastDays={leastDays}
      suggestedDay={formatEra(await suggestedDay(ctx, cityId, today, leastDays))}
      office={(await sectionOf(ctx, cityId, row.section_id, now)).name}
      today={formatEra(today)}
      route={running ? await routeText(ctx, loaded, staff.staffId, cityId, now, decided) : ''}
      remedies={running?.adverse ? messages.remedies(appeal) : messages.noRemedies}
      state={state}
      hidden={() => hiddenFields(c, row.version)}
    />,
  )
}

/** The first open day after the reasonable period. */
async function suggestedDay(ctx: CasesContext, cityId: string, today: Day, leastDays: number): Promise<Day> {
  const isClosedDay = await ctx.directory.isClosedDay(cityId)
  return timerEnd(today, { days: leastDays, counting: 'calendar-days' }, isClosedDay)
}
