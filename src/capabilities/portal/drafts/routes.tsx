import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, currentResident, residentSignInPath } from '../../identity/index.ts'
import { guideAnswers } from '../../navigator/index.ts'
import { reportAnswers } from '../../opendata/index.ts'
import type { CompiledProcedure, FilerKind } from '../../procedures/index.ts'
import { findBundleByResumeNumber, listMembers } from '../bundles/store.ts'
import { carriedFrom, leadingTo } from '../carried-over/beginning.ts'
import { viewDeadline } from '../procedure/deadline.ts'
import { procedureMessages } from '../procedure/messages.ts'
import { countGuess } from '../shared/attempts.ts'
import { ensureBrowserToken } from '../shared/browser.ts'
import { findProcedure } from '../shared/catalogue.ts'
import { readCode } from '../shared/code.ts'
import { countDraft } from '../shared/counted.ts'
import { sayDay, sayMoment } from '../shared/dates.ts'
import { findOwnApplication } from '../shared/own-application.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { sameToken, tokens } from '../shared/tokens.ts'
import { aboutOf, withAbout } from './about.ts'
import { wayOf } from './bundled.ts'
import { eraseDraft } from './discard.ts'
import { draftsMessages } from './messages.ts'
import { openedDrafts } from './opened.ts'
import { draftPageRoutes } from './page-routes.tsx'
import { newFormKey } from './present-page.ts'
import { signInNeeded, startDraft } from './start.ts'
import { findDraftByResumeNumber, grantBrowser } from './store.ts'
import { tasksOf } from './tasks-of.ts'
import { DiscardPage, FilerPage, ResumePage } from './views/small-pages.tsx'
import { TasksPage } from './views/tasks.tsx'
import { type OpenVisit, onlineFilers, turnAway, visitDraft } from './visit.ts'

/** Beginning, resuming, the list of parts, and deleting a draft; its pages are in `page-routes.tsx`. */
export function draftRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/procedures/:procedure/start', async (c) => {
    const procedure = await openProcedure(c, portal)
    if (procedure === 'closed') return seeOther(c, `/procedures/${c.req.param('procedure')}`)
    const session = await currentResident(c, portal.services)
    const level = signInNeeded(procedure.definition.assurance, session)
    if (level !== undefined) return seeOther(c, residentSignInPath(level, withAbout(c, c.req.path)))
    return page(c, await filerPage(c, portal, procedure))
  })

  app.post('/procedures/:procedure/start', async (c) => {
    const procedure = await openProcedure(c, portal)
    if (procedure === 'closed') return seeOther(c, `/procedures/${c.req.param('procedure')}`)
    const session = await currentResident(c, portal.services)
    const level = signInNeeded(procedure.definition.assurance, session)
    if (level !== undefined) return seeOther(c, residentSignInPath(level, withAbout(c, c.req.path)))
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = draftsMessages[c.get('locale')]
    if (!checkCsrf(c, form.text('csrf')))
      return page(c, await filerPage(c, portal, procedure, m.stale), { status: 422 })
    const filers = onlineFilers(procedure)
    const filer = filers.length === 1 ? filers[0] : filers.find((kind) => kind === form.text('filer'))
    if (filer === undefined) return page(c, await filerPage(c, portal, procedure, m.filerMissing), { status: 422 })
    const browser = ensureBrowserToken(c, portal.services)
    const facts = await portal.catalogue.facts(c.get('city').id, dayOf(c.get('now')))
    const known = guideAnswers(c, portal.services, procedure, facts)
    const looked = await reportAnswers(portal.services, c.get('city').id, procedure.definition.id, aboutOf(c))
    const leading = await leadingTo(c, portal, procedure)
    const begin = {
      procedure,
      filer,
      session,
      browser,
      locale: c.get('locale'),
      now: c.get('now'),
      known,
      looked,
      ...(leading === undefined ? {} : { carried: carriedFrom(leading, procedure, filer, dayOf(c.get('now')), facts) }),
    }
    const id = await startDraft(portal, c.get('city'), begin)
    const begun = { procedureId: procedure.definition.id, versionHash: procedure.hash }
    countDraft(portal, c.get('city').id, begun, 'begun', dayOf(c.get('now')))
    return seeOther(c, `/drafts/${id}`)
  })

  app.get('/drafts/:draft', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).tasks)
    return tasksPage(c, visit)
  })

  app.get('/drafts/:draft/discard', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).tasks)
    return discardPage(c, visit, [])
  })

  app.post('/drafts/:draft/discard', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit, `/drafts/${visit.id}`)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).tasks)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf')))
      return discardPage(c, visit, [{ message: draftsMessages[c.get('locale')].discardStale }])
    const { city, draft } = visit
    const erased = await eraseDraft(portal.services, cityDb(portal, city.id), city.id, draft.id)
    openedDrafts(portal.services).forget(city.id, draft.id)
    // It was sent from another window meanwhile: what was sent stays, and its receipt says so.
    if (!erased && (await findOwnApplication(c, portal, draft.id)) !== undefined)
      return turnAway(c, { kind: 'submitted', id: draft.id })
    if (erased) countDraft(portal, city.id, draft, 'abandoned', visit.today)
    return seeOther(c, `/procedures/${visit.draft.procedureId}?discarded=yes`)
  })

  app.get('/resume', async (c) => page(c, await resumePage(c, portal, '', [])))

  app.post('/resume', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = draftsMessages[c.get('locale')]
    const typed = form.text('number').slice(0, 40)
    const refuse = async (problems: readonly { id: string; message: string }[]) =>
      page(c, await resumePage(c, portal, typed, problems), { status: 422 })
    if (!checkCsrf(c, form.text('csrf'))) return refuse([{ id: 'number', message: m.stale }])
    const missing = [
      ...(typed.trim() === '' ? [{ id: 'number', message: m.resumeNumberMissing }] : []),
      ...(form.text('secret').trim() === '' ? [{ id: 'secret', message: m.resumeSecretMissing }] : []),
    ]
    if (missing.length > 0) return refuse(missing)
    const id = await tryResume(c, portal, typed, form.text('secret'))
    if (id === undefined) return refuse([{ id: 'number', message: m.resumeWrong }])
    return seeOther(c, id)
  })

  draftPageRoutes(app, portal)
}

/**
 * The address of the draft, or of the bundle, that number and secret open; the browser is granted until it ends. The same
 * work for every guess.
 */
async function tryResume(
  c: Context<WebEnv>,
  portal: Portal,
  typedNumber: string,
  typedSecret: string,
): Promise<string | undefined> {
  const { services } = portal
  const city = c.get('city')
  const now = c.get('now')
  const browser = ensureBrowserToken(c, services)
  const number = readCode('number', typedNumber) ?? 'XXXX-XXXX'
  const secret = readCode('secret', typedSecret) ?? 'XXXXX-XXXXX'
  await countGuess(c, portal, `draft ${number}`, browser)
  const db = cityDb(portal, city.id)
  const bundle = await findBundleByResumeNumber(db, number, now)
  const row = (await findDraftByResumeNumber(db, number, now)) ?? bundle
  const given = tokens.secret(services.keys, city.id, number, secret)
  const matches = sameToken(given, row?.resume_token ?? tokens.secret(services.keys, city.id, 'nobody', secret))
  // A draft with an account opens by that account alone: a code on paper must not replace a card.
  if (row === undefined || !matches || row.account_id !== null) return undefined
  await grantBrowser(db, browser, row.id, row.expires_at)
  if (row !== bundle) return `/drafts/${row.id}`
  for (const { draft } of await listMembers(db, row.id, now))
    if (draft !== undefined) await grantBrowser(db, browser, draft.id, draft.expires_at)
  return `/bundles/${row.id}`
}

/** The procedure of the path when it can be begun online today; its own page says why it can't. */
async function openProcedure(c: Context<WebEnv>, portal: Portal): Promise<CompiledProcedure | 'closed'> {
  const city = c.get('city')
  const procedure = await findProcedure(portal.catalogue, city.id, c.req.param('procedure') ?? '')
  if (procedure === undefined) throw notFound()
  const today = dayOf(c.get('now'))
  const { open } = procedure.acceptance(today, await portal.catalogue.facts(city.id, today))
  return open && onlineFilers(procedure).length > 0 ? procedure : 'closed'
}

async function filerPage(c: Context<WebEnv>, portal: Portal, procedure: CompiledProcedure, error?: string) {
  const filers = procedure.definition.filers.filter((filer) => filer.channels.includes('online'))
  const { id } = procedure.definition
  const m = draftsMessages[c.get('locale')]
  const leading = await leadingTo(c, portal, procedure)
  return (
    <FilerPage
      frame={frameOf(c, await currentResident(c, portal.services))}
      m={m}
      hidden={{ csrf: csrfToken(c), requestKey: newFormKey() }}
      name={procedure.definition.name}
      backHref={withAbout(c, `/procedures/${id}`)}
      action={withAbout(c, `/procedures/${id}/start`)}
      options={filers.map((filer) => ({
        value: filer.kind satisfies FilerKind,
        label: filer.label,
        ...(filer.note === undefined ? {} : { hint: filer.note }),
      }))}
      {...(leading === undefined ? {} : { carried: m.filerCarried(leading.view.row.receipt_number) })}
      {...(error === undefined ? {} : { error })}
    />
  )
}

function discardPage(
  c: Context<WebEnv>,
  visit: OpenVisit,
  problems: readonly { readonly message: string }[],
): Response {
  const tree = (
    <DiscardPage
      frame={frameOf(c, visit.session)}
      m={draftsMessages[c.get('locale')]}
      hidden={{ csrf: csrfToken(c) }}
      name={visit.procedure.definition.name}
      backHref={`/drafts/${visit.draft.id}`}
      action={`/drafts/${visit.draft.id}/discard`}
      problems={problems}
    />
  )
  return page(c, tree, problems.length === 0 ? {} : { status: 422 })
}

function tasksPage(c: Context<WebEnv>, visit: OpenVisit): Response {
  const locale = c.get('locale')
  const m = draftsMessages[locale]
  const { draft, procedure, filing, facts } = visit
  const base = `/drafts/${draft.id}`
  const route = procedure.route(draft.body.answers, filing, facts)
  const { tasks, next, done } = tasksOf(route, draft.body, base, m)
  const deadline = procedure.deadline(draft.body.answers, filing, facts)
  const seen = deadline === undefined ? undefined : viewDeadline(deadline, visit.today)
  const p = procedureMessages[locale]
  return page(
    c,
    <TasksPage
      frame={frameOf(c, visit.session)}
      m={m}
      name={procedure.definition.name}
      procedureHref={`/procedures/${draft.procedureId}`}
      tasks={tasks}
      done={done}
      total={route.length}
      nextHref={next === undefined ? `${base}/check` : `${base}/pages/${next.page.id}`}
      nextIsCheck={next === undefined}
      {...(seen === undefined || seen.kind === 'late'
        ? {}
        : { deadline: { value: p.deadlineDue(sayDay(seen.due, locale)), left: p.deadlineIn(seen.left) } })}
      savedAt={sayMoment(draft.savedAt, locale)}
      keptUntil={sayDay(dayOf(draft.expiresAt), locale)}
      discardHref={`${base}/discard`}
      {...(draft.accountId === undefined ? { resume: { number: draft.resumeNumber, secret: draft.body.secret } } : {})}
      byMail={draft.contactToken !== undefined}
      savedLater={c.req.query('saved') === 'later'}
    />,
  )
}

async function resumePage(
  c: Context<WebEnv>,
  portal: Portal,
  number: string,
  problems: readonly { readonly id: string; readonly message: string }[],
) {
  const session = await currentResident(c, portal.services)
  const m = draftsMessages[c.get('locale')]
  return (
    <ResumePage frame={frameOf(c, session)} m={m} hidden={{ csrf: csrfToken(c) }} number={number} problems={problems} />
  )
}
