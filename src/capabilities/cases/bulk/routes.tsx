import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { forbidden, notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo, type StaffSession } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { groundsLength } from '../decision/ready.ts'
import { groundsOf } from '../decision/routes.tsx'
import { sendSelected } from '../export/selected.ts'
import { type CasePost, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import {
  type BulkAction,
  type BulkOrder,
  type BulkTarget,
  bulkActions,
  findJobOf,
  findProgress,
  insertJob,
} from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import { type BulkPageProps, BulkPreview } from './page.tsx'
import { type BulkPlan, planOf, simpleOutcomes } from './plan.ts'
import { BulkProgress } from './progress.tsx'
import type { SelectedCases } from './selection.ts'

/** Acts on many cases: a preview of what will happen to which, then a job that shows its progress. */
export function bulkRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.post('/cases/bulk', async (c) => {
    const staff = currentStaff(c)
    const post = await readPost(c)
    const targets = readTargets(post, 'case')
    if (post.text('act') === 'export')
      return sendSelected(
        c,
        ctx,
        staff,
        targets.map((target) => target.caseId),
      )
    const action = bulkActions.find((each) => each === post.text('act'))
    if (!action) throw notFound()
    if (!may(staff, action)) throw forbidden()
    const plan = await planOf(ctx, staff, action, targets, post, c.get('now'))
    return preview(c, ctx, staff, { ...plan, ticked: targets }, post, [])
  })

  app.post('/cases/bulk-jobs', async (c) => {
    const staff = currentStaff(c)
    const post = await readPost(c)
    const action = bulkActions.find((each) => each === post.text('act'))
    if (!action) throw notFound()
    if (!may(staff, action)) throw forbidden()
    // Sent twice: the work of the first time would stand in the way of the second.
    const before = await findJobOf(dbOf(ctx, staff.cityId), staff.staffId, post.requestKey)
    if (before !== undefined) return seeOther(c, `/cases/bulk-jobs/${before}`)
    const now = c.get('now')
    const ticked = readTargets(post, 'case')
    const plan = await planOf(ctx, staff, action, [...readTargets(post, 'shown'), ...ticked], post, now)
    const { order, problems } = readOrder(action, post, plan.selected)
    const wanted = ticked.filter(({ caseId }) => plan.selected.cases.some((line) => line.id === caseId))
    if (ticked.length === 0) problems.push({ at: 'cases', refusal: 'cases-missing' })
    else if (wanted.some(({ caseId }) => plan.obstacles.has(caseId)))
      problems.push({ at: 'cases', refusal: 'not-all-free' })
    if (problems.length > 0 || wanted.length === 0 || plan.standing !== '')
      return preview(c, ctx, staff, { ...plan, ticked }, post, problems)
    const jobId = await insertJob(
      dbOf(ctx, staff.cityId),
      ctx.services.keys,
      staff,
      order,
      wanted,
      post.requestKey,
      now,
    )
    return seeOther(c, `/cases/bulk-jobs/${jobId}`)
  })

  app.get('/cases/bulk-jobs/:job', async (c) => {
    const staff = currentStaff(c)
    const jobId = c.req.param('job')
    const progress = isUuid(jobId) ? await findProgress(dbOf(ctx, staff.cityId), staff.staffId, jobId) : null
    if (!progress) throw notFound()
    return screen(
      c,
      staff,
      {
        title: messages.titles[progress.action] ?? '',
        back: { href: '/cases', label: messages.toQueue },
        ...(progress.state === 'done' ? {} : { refreshSeconds: 2 }),
      },
      <BulkProgress progress={progress} />,
    )
  })
}

async function preview(
  c: Context<WebEnv>,
  ctx: CasesContext,
  staff: StaffSession,
  plan: BulkPlan & { readonly ticked: readonly BulkTarget[] },
  post: CasePost,
  problems: BulkPageProps['problems'],
): Promise<Response> {
  const { action, selected, standing } = plan
  const failed = problems.length > 0 || standing !== ''
  return screen(
    c,
    staff,
    {
      title: messages.titles[action] ?? '',
      failed,
      back: { href: '/cases', label: messages.toQueue },
      status: failed ? 422 : 200,
    },
    <BulkPreview
      {...plan}
      outcomes={simpleOutcomes(selected.procedure)}
      sections={await ctx.directory.sections(staff.cityId, dayOf(c.get('now')))}
      ticked={new Set(plan.ticked.map(({ caseId }) => caseId))}
      problems={problems}
      typed={(name) => post.text(name)}
      suggestions={post.fields.get('suggestion') ?? []}
      hidden={hiddenFields(c)}
    />,
  )
}

function may(staff: StaffSession, action: BulkAction): boolean {
  if (action === 'take' || action === 'hand-over') return mayDo(staff, 'cases.review')
  return mayDo(staff, 'cases.bulk')
}

/** Each box carries the case and the version the list showed. */
function readTargets(post: CasePost, name: 'case' | 'shown'): readonly BulkTarget[] {
  return (post.fields.get(name) ?? []).flatMap((text) => {
    const [caseId, version] = text.split(':')
    return isUuid(caseId) ? [{ caseId, version: Number.parseInt(version ?? '', 10) || 0 }] : []
  })
}

function readOrder(
  action: BulkAction,
  post: CasePost,
  selected: SelectedCases,
): { readonly order: BulkOrder; readonly problems: { at: string; refusal: string }[] } {
  const text = (name: string) => post.text(name).trim()
  const problems: { at: string; refusal: string }[] = []
  if (action === 'hand-over') {
    if (text('sectionId') === '') problems.push({ at: 'sectionId', refusal: 'section-unknown' })
    if (text('reason') === '') problems.push({ at: 'reason', refusal: 'reason-missing' })
    return { order: { action, sectionId: text('sectionId'), reason: text('reason') }, problems }
  }
  if (action === 'mark') {
    if (text('itemId') === '') problems.push({ at: 'itemId', refusal: 'item-missing' })
    return { order: { action, itemId: text('itemId'), finding: text('finding') }, problems }
  }
  if (action === 'decide') {
    const outcome = simpleOutcomes(selected.procedure).find((each) => each.id === text('outcomeId'))
    if (!outcome) problems.push({ at: 'outcomeId', refusal: 'outcome-missing' })
    const grounds = groundsOf(outcome, post)
    if (grounds.length > groundsLength) problems.push({ at: 'grounds', refusal: 'too-long' })
    return { order: { action, outcomeId: text('outcomeId'), grounds }, problems }
  }
  return { order: { action }, problems }
}
