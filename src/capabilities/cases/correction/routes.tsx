import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import type { LoadedCase } from '../case-page/load.ts'
import { actOf } from '../case-page/routes.tsx'
import { getCase, showCase } from '../case-page/show.tsx'
import type { InputProblem } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { sectionOf } from '../outward.ts'
import { hiddenFields, isUuid, readPost } from '../posting.tsx'
import { checkCorrection, suggestedDueOn } from '../rules/correction.ts'
import { screen } from '../screen.tsx'
import { shownName } from '../shown-name.ts'
import { askableFields } from './askable.ts'
import { readDraft } from './draft.ts'
import { correctionMessages as messages } from './messages.ja.ts'
import { CorrectionPage } from './page.tsx'
import { type CorrectionDraft, requestCorrection } from './request.ts'

/** The page of a correction request: write, look at it as the resident will, send. */
export function correctionRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.get('/cases/:id/correction', async (c) => {
    const loaded = await getCase(c, ctx)
    const isClosedDay = await ctx.directory.isClosedDay(currentStaff(c).cityId)
    const draft: CorrectionDraft = {
      intro: messages.introDefault,
      dueOn: suggestedDueOn(dayOf(c.get('now')), isClosedDay),
      items: [],
    }
    return correctionScreen(c, ctx, loaded, draft, [], false)
  })

  app.post('/cases/:id/correction', async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id)) throw notFound()
    const post = await readPost(c)
    const loaded = await getCase(c, ctx)
    const fields = await fieldsOf(c, ctx, loaded)
    const draft = readDraft(post, fields, true)
    if (post.text('act') !== 'send') {
      const problems = checkCorrection(draft, new Set(fields.map((field) => field.path)), dayOf(c.get('now')))
      return correctionScreen(c, ctx, loaded, draft, problems, problems.length === 0)
    }
    const result = await requestCorrection(ctx, actOf(c, id, post), draft)
    if (result.ok) return seeOther(c, `/cases/${id}`)
    if (result.refusal === 'not-found') throw notFound()
    if (result.refusal === 'invalid') return correctionScreen(c, ctx, loaded, draft, result.problems ?? [], false)
    // Stale, or no longer in a state to ask: the case is shown as it is now, what was typed stays in the browser's form.
    return showCase(c, ctx, { form: 'correction', post, refusal: result.refusal, problems: [] })
  })
}

async function correctionScreen(
  c: Context<WebEnv>,
  ctx: CasesContext,
  loaded: LoadedCase,
  draft: CorrectionDraft,
  problems: readonly InputProblem[],
  preview: boolean,
): Promise<Response> {
  const staff = currentStaff(c)
  const { row, procedure } = loaded
  if (!mayDo(staff, 'cases.review', row.section_id)) throw notFound()
  return screen(
    c,
    staff,
    {
      title: messages.title(row.receipt_number),
      failed: problems.length > 0,
      back: { href: `/cases/${row.id}`, label: row.receipt_number },
      status: problems.length > 0 ? 422 : 200,
    },
    <CorrectionPage
      caseId={row.id}
      name={shownName(loaded.names)}
      fields={await fieldsOf(c, ctx, loaded)}
      draft={draft}
      problems={problems}
      preview={preview}
      section={await sectionOf(ctx, staff.cityId, row.section_id, c.get('now'))}
      clockStops={procedure.definition.processing.pausedBy.includes('correction')}
      hidden={hiddenFields(c, row.version)}
    />,
  )
}

function fieldsOf(c: Context<WebEnv>, ctx: CasesContext, { row, procedure, revisions }: LoadedCase) {
  const answers = revisions.at(-1)?.content.answers ?? {}
  return askableFields(ctx, currentStaff(c).cityId, row, procedure, answers, c.get('now'))
}
