import type { Context, Hono } from 'hono'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import type { Outcome } from '../../procedures/index.ts'
import { type FormState, refusedState } from '../case-page/form-state.ts'
import type { LoadedCase } from '../case-page/load.ts'
import { actOf } from '../case-page/routes.tsx'
import { getCase, routeText, showCase } from '../case-page/show.tsx'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { type CasePost, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { shownName } from '../shown-name.ts'
import { decisionMessages as messages } from './messages.ja.ts'
import { readOutcomeFields, suggestedFields } from './outcome-fields.ts'
import { DecisionPage } from './page.tsx'
import { effectsOf, prepareDecision } from './prepare.ts'

/** The page where a decision is prepared. */
export function decisionRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/decision', async (c) => {
    const loaded = await getCase(c, ctx)
    const outcome = outcomeOf(loaded, c.req.query('outcome'))
    // Without a choice the case comes back with a word on what to choose.
    if (!outcome) return showCase(c, ctx, missingChoice())
    return decisionScreen(c, ctx, loaded, outcome)
  })

  app.post('/cases/:id/decision', async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id)) throw notFound()
    const post = await readPost(c)
    const loaded = await getCase(c, ctx)
    const outcome = outcomeOf(loaded, post.text('outcome'))
    const result = await prepareDecision(ctx, actOf(c, id, post), {
      outcomeId: post.text('outcome'),
      grounds: groundsOf(outcome, post),
      typed: (name) => post.text(name),
    })
    if (result.ok) return seeOther(c, `/cases/${id}`)
    if (result.refusal === 'not-found') throw notFound()
    const state = refusedState('decision', post, result)
    if (!outcome || result.refusal === 'stale') return showCase(c, ctx, state)
    return decisionScreen(c, ctx, loaded, outcome, state)
  })
}

async function decisionScreen(
  c: Context<WebEnv>,
  ctx: CasesContext,
  loaded: LoadedCase,
  outcome: Outcome,
  state?: FormState,
): Promise<Response> {
  const staff = currentStaff(c)
  const { row, procedure } = loaded
  if (!mayDo(staff, 'approvals.propose', row.section_id)) throw notFound()
  const now = c.get('now')
  const filing = filingOf(row, now)
  const facts = await ctx.procedures.facts(staff.cityId, filing.filedOn)
  const computed = procedure.evaluate(loaded.revisions.at(-1)?.content.answers ?? {}, filing, facts)
  const suggested = suggestedFields(outcome, computed.values)
  const { values } = readOutcomeFields(outcome, (name) => state?.post.text(name) ?? suggested[name] ?? '')
  return screen(
    c,
    staff,
    {
      title: messages.heading(outcome.label.ja, row.receipt_number),
      failed: state !== undefined,
      back: { href: `/cases/${row.id}`, label: row.receipt_number },
      status: state === undefined ? 200 : 422,
    },
    <DecisionPage
      caseId={row.id}
      heading={messages.heading(outcome.label.ja, shownName(loaded.names))}
      outcome={outcome}
      suggested={suggested}
      route={await routeText(ctx, loaded, staff.staffId, staff.cityId, now, { outcome, values })}
      effects={effectsOf(row, procedure, outcome)}
      state={state}
      hidden={hiddenFields(c, row.version)}
    />,
  )
}

/** The chosen sentences, then what the clerk wrote. */
export function groundsOf(outcome: Outcome | undefined, post: Pick<CasePost, 'fields' | 'text'>): string {
  const chosen = post.fields.get('suggestion') ?? []
  const sentences = (outcome?.grounds ?? []).filter((ground) => chosen.includes(ground.id)).map((ground) => ground.text)
  return [...sentences, post.text('grounds').trim()].filter((text) => text !== '').join('\n')
}

function outcomeOf(loaded: LoadedCase, id: string | undefined): Outcome | undefined {
  return loaded.procedure.outcomes().find((outcome) => outcome.id === id)
}

function missingChoice(): FormState {
  const post: CasePost = { fields: new Map(), files: new Map(), text: () => '', requestKey: '', version: undefined }
  return { form: 'outcome', post, refusal: 'invalid', problems: [{ at: 'outcome', refusal: 'outcome-missing' }] }
}
