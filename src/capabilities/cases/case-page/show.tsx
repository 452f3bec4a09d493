import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { formatEra } from '../../../civic/era.ts'
import { notFound } from '../../../platform/http/index.ts'
import type { WebEnv } from '../../../platform/http/web-env.ts'
import { currentStaff, mayDo } from '../../identity/index.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { decidedAmount } from '../decision/amount.ts'
import { matterOf, mattersDiffer } from '../decision/matter.ts'
import { signFilePath } from '../files/signed-address.ts'
import { filingOf } from '../filing.ts'
import { hiddenFields, isUuid } from '../posting.tsx'
import { suggestedDueOn } from '../rules/correction.ts'
import { screen } from '../screen.tsx'
import { clockOf } from '../words.ts'
import { answerSections } from './answers-model.ts'
import type { FormState } from './form-state.ts'
import { historyLines } from './history-model.ts'
import { type LoadedCase, loadCase } from './load.ts'
import { casePageMessages as messages } from './messages.ja.ts'
import { CasePage } from './page.tsx'

/** Renders a case; with `state` as it comes back from a form that could not be done (422, or 409 when somebody was quicker). */
export async function showCase(c: Context<WebEnv>, ctx: CasesContext, state?: FormState): Promise<Response> {
  const staff = currentStaff(c)
  const now = c.get('now')
  const { cityId } = staff
  const loaded = await getCase(c, ctx)
  const { row, procedure } = loaded
  await ctx.access.record(dbOf(ctx, cityId), {
    cityId,
    staffId: staff.staffId,
    purpose: 'case',
    caseIds: [row.id, ...loaded.duplicates.map((other) => other.id)],
    at: now,
    requestId: c.get('requestId'),
  })
  const filing = filingOf(row, now)
  const today = dayOf(now)
  const [facts, isClosedDay, sections] = await Promise.all([
    ctx.procedures.facts(cityId, filing.filedOn),
    ctx.directory.isClosedDay(cityId),
    ctx.directory.sections(cityId, today),
  ])
  const people = await ctx.directory.people(cityId, row.section_id, today)
  const seen = String(loaded.history.reduce((most, event) => Math.max(most, event.number), 0))
  const filesOrigin = c.get('city').origins.files ?? ''
  const fileHref = (kind: 'attachment' | 'letter') => (fileId: string) =>
    `${filesOrigin}${signFilePath(ctx.services.keys, cityId, { kind, caseId: row.id, fileId, staffId: staff.staffId }, now)}`
  const may = (permission: Parameters<typeof mayDo>[1]) => mayDo(staff, permission, row.section_id)
  const deciding = row.state === 'reviewing' && may('approvals.propose')
  // Where the outcome chooses who decides, every outcome says it; else it is said once.
  const byOutcome = mattersDiffer(procedure.definition)
  const routes = new Map<string, string>()
  if (deciding && byOutcome)
    for (const outcome of procedure.outcomes())
      routes.set(outcome.id, await routeText(ctx, loaded, staff.staffId, cityId, now, { outcome, values: {} }))
  const route = deciding && !byOutcome ? await routeText(ctx, loaded, staff.staffId, cityId, now) : ''
  return screen(
    c,
    staff,
    {
      title: `${row.receipt_number} ${procedure.definition.name.ja}`,
      failed: state !== undefined,
      back: { href: '/cases', label: messages.back },
      keys: messages.keys,
      status:
        state === undefined ? 200 : state.refusal === 'stale' ? 409 : state.refusal === 'no-permission' ? 403 : 422,
    },
    <CasePage
      loaded={loaded}
      sections={answerSections(loaded, filing, facts)}
      clock={clockOf(row, procedure.definition.processing, today, isClosedDay)}
      history={historyLines(loaded.history, procedure)}
      state={state}
      hidden={() => [...hiddenFields(c, row.version), { name: 'seen', value: seen }]}
      may={{
        review: may('cases.review'),
        intake: may('cases.intake'),
        propose: may('approvals.propose'),
        money: may('accounts.record'),
        confidential: may('cases.confidential'),
      }}
      isMine={row.assignee_id === staff.staffId}
      fileHref={fileHref('attachment')}
      letterHref={fileHref('letter')}
      today={formatEra(today)}
      suggestedDue={formatEra(suggestedDueOn(today, isClosedDay))}
      route={route}
      routes={routes}
      handOverSections={sections}
      handOverPeople={people.map((person) => ({ ...person, section: loaded.sectionName }))}
    />,
  )
}

/** The case of the address, through the person's authority. */
export async function getCase(c: Context<WebEnv>, ctx: CasesContext): Promise<LoadedCase> {
  const id = c.req.param('id')
  const loaded = isUuid(id) ? await loadCase(ctx, currentStaff(c), id, c.get('now')) : null
  if (!loaded) throw notFound()
  return loaded
}

/** 「決裁：課長（専決）」, or nothing when no route is known. */
export async function routeText(
  ctx: CasesContext,
  loaded: LoadedCase,
  proposerId: string,
  cityId: string,
  at: Date,
  decided?: Parameters<typeof decidedAmount>[4],
): Promise<string> {
  const { row, procedure } = loaded
  const filing = filingOf(row, at)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const answers = loaded.revisions.at(-1)?.content.answers ?? {}
  const amount = decidedAmount(procedure, answers, filing, facts, decided)
  const steps = await ctx.approvals.describeRoute({
    cityId,
    sectionId: row.section_id,
    matter: matterOf(procedure.definition, decided?.outcome),
    ...(amount === undefined ? {} : { amount }),
    proposerId,
    at,
  })
  return steps.length === 0 ? '' : messages.route(steps.map((step) => `${step.post}（${step.act}）`).join(' → '))
}
