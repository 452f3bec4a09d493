import type { Context, Hono } from 'hono'
import { HttpProblem, notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../../identity/index.ts'
import { draftsMessages } from '../drafts/messages.ts'
import { type OpenVisit, turnAway, visitDraft } from '../drafts/visit.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { basketRoutes } from './basket-routes.tsx'
import { bundleCheckRoutes } from './check-routes.tsx'
import { bundlesMessages } from './messages.ts'
import { bundleReceiptRoutes } from './receipt-routes.tsx'
import { discardBundle, takeOut } from './remove.ts'
import { sharedRoutes } from './shared-routes.tsx'
import { nameOf, showTasks } from './show-tasks.tsx'
import { AskOncePage } from './views/small-pages.tsx'
import { type OpenBundle, visitBundle } from './visit.ts'

/** まとめて申請: gathering, the list of parts, the shared pages, the check, one submission, one summary. */
export function bundleRoutes(app: Hono<WebEnv>, portal: Portal): void {
  basketRoutes(app, portal)

  const open = async (c: Context<WebEnv>): Promise<OpenBundle | Response> => {
    const visit = await visitBundle(c, portal)
    if (visit.kind === 'sign-in') return turnAway(c, visit, `/bundles/${visit.id}`)
    if (visit.kind === 'sent') return seeOther(c, `/bundles/${visit.bundle.id}/receipt`)
    return visit
  }

  app.get('/bundles/:bundle', async (c) => {
    const visit = await open(c)
    return visit instanceof Response ? visit : showTasks(c, visit)
  })

  app.get('/bundles/:bundle/remove/:draft', async (c) => {
    const visit = await open(c)
    return visit instanceof Response ? visit : removePage(c, visit, memberOf(c, visit))
  })

  app.post('/bundles/:bundle/remove/:draft', async (c) => {
    const visit = await open(c).catch((error: unknown) => outAlready(c, portal, error))
    if (visit instanceof Response) return visit
    const member = visit.drafts.find(({ draft }) => draft.id === c.req.param('draft'))
    if (member === undefined) return outAlready(c, portal, notFound())
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf'))) return removePage(c, visit, member, true)
    const done = await takeOut(visit, member.draft.id)
    if (done === 'ended')
      return seeOther(c, `/drafts/${visit.drafts.find((each) => each !== member)?.draft.id ?? member.draft.id}`)
    const base = `/bundles/${visit.bundle.id}`
    // Whatever became of it, its own address leads there: on its own, still in a bundle, or sent.
    return seeOther(
      c,
      done === 'gone' ? `/drafts/${member.draft.id}` : `${base}?removed=${member.draft.procedureId}.${member.draft.id}`,
    )
  })

  app.get('/bundles/:bundle/discard', async (c) => {
    const visit = await open(c)
    return visit instanceof Response ? visit : discardPage(c, visit)
  })

  app.post('/bundles/:bundle/discard', async (c) => {
    const visit = await open(c)
    if (visit instanceof Response) return visit
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf'))) return discardPage(c, visit, true)
    const done = await discardBundle(visit)
    return seeOther(c, done === 'sent' ? `/bundles/${visit.bundle.id}/receipt` : '/basket')
  })

  sharedRoutes(app, portal)
  bundleCheckRoutes(app, portal)
  bundleReceiptRoutes(app, portal)
}

/**
 * The second of two clicks that take a procedure out: it is in no bundle any more, and is shown where it is now. Anything
 * else that can't be found is answered with the given error.
 */
async function outAlready(c: Context<WebEnv>, portal: Portal, error: unknown): Promise<Response> {
  if (!(error instanceof HttpProblem) || error.status !== 404) throw error
  const draft = await visitDraft(c, portal)
  return draft.kind === 'open' ? seeOther(c, `/drafts/${draft.draft.id}`) : turnAway(c, draft, `/drafts/${draft.id}`)
}

function memberOf(c: Context<WebEnv>, { drafts }: OpenBundle): OpenVisit {
  const found = drafts.find(({ draft }) => draft.id === c.req.param('draft'))
  if (found === undefined) throw notFound()
  return found
}

function removePage(c: Context<WebEnv>, visit: OpenBundle, member: OpenVisit, stale = false): Response {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const base = `/bundles/${visit.bundle.id}`
  const tree = (
    <AskOncePage
      frame={frameOf(c, visit.session)}
      m={m}
      title={m.removeTitle(nameOf(member, locale))}
      texts={[m.removeText, ...(visit.drafts.length <= 2 ? [m.removeLast] : [])]}
      backHref={base}
      backLabel={m.tasksTitle(visit.drafts.length)}
      action={`${base}/remove/${member.draft.id}`}
      csrf={csrfToken(c)}
      yes={m.removeYes}
      no={m.removeNo}
      problems={stale ? [{ message: m.basketStale }] : []}
    />
  )
  return page(c, tree, stale ? { status: 422 } : {})
}

function discardPage(c: Context<WebEnv>, visit: OpenBundle, stale = false): Response {
  const m = bundlesMessages[c.get('locale')]
  const d = draftsMessages[c.get('locale')]
  const base = `/bundles/${visit.bundle.id}`
  const tree = (
    <AskOncePage
      frame={frameOf(c, visit.session)}
      m={m}
      title={m.discardTitle}
      texts={[]}
      warning={m.discardWarning}
      backHref={base}
      backLabel={m.tasksTitle(visit.drafts.length)}
      action={`${base}/discard`}
      csrf={csrfToken(c)}
      yes={d.discardYes}
      no={d.discardNo}
      problems={stale ? [{ message: d.discardStale }] : []}
    />
  )
  return page(c, tree, stale ? { status: 422 } : {})
}
