import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { forbidden, notFound, seeOther } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo, type StaffSession } from '../../identity/index.ts'
import type { CompiledProcedure, Outcome } from '../../procedures/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { groundsOf } from '../decision/routes.tsx'
import { sendSelected } from '../export/selected.ts'
import { type CasePost, hiddenFields, isUuid, readPost } from '../posting.tsx'
import { screen } from '../screen.tsx'
import { type BulkAction, type BulkOrder, type BulkTarget, bulkActions, findProgress, insertJob } from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import { type BulkPageProps, BulkPreview, BulkProgress } from './page.tsx'
import { type SelectedCases, selectedCases } from './selection.ts'

const most = 500

/** Acts on many cases: a preview of what will happen to which, then a job that shows its progress. */
export function bulkRoutes(app: Hono<WebEnv>, ctx: CasesContext): void {
  app.post('/cases/bulk', async (c) => {
    const staff = currentStaff(c)
    const post = await readPost(c)
    const targets = readTargets(post)
    if (post.text('act') === 'export')
      return sendSelected(
        c,
        ctx,
        staff,
        targets.map((target) => target.caseId),
      )
    const action = bulkActions.find((each) => each === post.text('act'))
    if (!action) throw notFound()
    return preview(c, ctx, staff, action, targets, post, [])
  })

  app.post('/cases/bulk-jobs', async (c) => {
    const staff = currentStaff(c)
    const post = await readPost(c)
    const action = bulkActions.find((each) => each === post.text('act'))
    if (!action) throw notFound()
    if (!may(staff, action)) throw forbidden()
    const targets = readTargets(post)
    const selected = await selectedCases(ctx, staff, targets, c.get('now'))
    const { order, problems } = readOrder(action, post, selected)
    if (problems.length > 0 || selected.cases.length === 0 || targets.length > most)
      return preview(c, ctx, staff, action, targets, post, problems)
    const wanted = selected.cases.map(({ id, shownVersion }) => ({ caseId: id, version: shownVersion }))
    const jobId = await insertJob(
      dbOf(ctx, staff.cityId),
      ctx.services.keys,
      staff,
      order,
      wanted,
      post.requestKey,
      c.get('now'),
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
  action: BulkAction,
  targets: readonly BulkTarget[],
  post: CasePost,
  problems: BulkPageProps['problems'],
): Promise<Response> {
  if (!may(staff, action)) throw forbidden()
  const now = c.get('now')
  const selected = await selectedCases(ctx, staff, targets.slice(0, most), now)
  const sections = await ctx.directory.sections(staff.cityId, dayOf(now))
  const standing = targets.length === 0 ? messages.nothing : targets.length > most ? messages.tooMany : ''
  return screen(
    c,
    staff,
    {
      title: messages.titles[action] ?? '',
      failed: problems.length > 0 || standing !== '',
      back: { href: '/cases', label: messages.toQueue },
      status: problems.length > 0 || standing !== '' ? 422 : 200,
    },
    <BulkPreview
      action={action}
      selected={selected}
      outcomes={simpleOutcomes(selected.procedure)}
      sections={sections}
      problems={problems}
      standing={standing}
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
function readTargets(post: CasePost): readonly BulkTarget[] {
  return (post.fields.get('case') ?? []).flatMap((text) => {
    const [caseId, version] = text.split(':')
    return isUuid(caseId) ? [{ caseId, version: Number.parseInt(version ?? '', 10) || 0 }] : []
  })
}

/** Outcomes that need no values and harm nobody: simple matters. */
export function simpleOutcomes(procedure: CompiledProcedure | null): readonly Outcome[] {
  return (procedure?.outcomes() ?? []).filter(
    (outcome) => !outcome.adverse && (outcome.fields ?? []).every((field) => field.required === false),
  )
}

function readOrder(
  action: BulkAction,
  post: CasePost,
  selected: SelectedCases,
): { readonly order: BulkOrder; readonly problems: BulkPageProps['problems'] } {
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
    return { order: { action, outcomeId: text('outcomeId'), grounds: groundsOf(outcome, post) }, problems }
  }
  return { order: { action }, problems }
}
