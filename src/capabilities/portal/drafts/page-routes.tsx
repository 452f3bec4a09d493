import type { Context, Hono } from 'hono'
import { HttpProblem, notFound, readForm, seeOther, type WebEnv, wantsJson } from '../../../platform/http/index.ts'
import { checkCsrf, residentSignInPath } from '../../identity/index.ts'
import { fieldAt, formPage, type PageOnRoute, type Problem } from '../../procedures/index.ts'
import { countRefused, countVisit } from '../shared/counted.ts'
import { redirectToFile } from '../shared/file-ticket.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { isElsewhere, ownPages, wayOf } from './bundled.ts'
import { deleteFileRow, findFile } from './file-store.ts'
import { keepBundle } from './keep-bundle.ts'
import { draftsMessages } from './messages.ts'
import { dropParked, findParked, parkPost } from './parked.ts'
import { type Deed, pageChange, readDeed } from './post.ts'
import { isFileField } from './present-page.ts'
import { saveDraft } from './save.ts'
import { conflictRows, showPage } from './show-page.tsx'
import { filesAt, takeFiles, withFiles, withoutFile } from './uploads.ts'
import type { FormPageProps } from './views/form-page.tsx'
import { type OpenVisit, turnAway, visitDraft } from './visit.ts'

/** A page without files, and one that takes a few photos of a telephone. */
const formBytes = 256 * 1024
const uploadBytes = 32 * 1024 * 1024

/** The pages of the form: shown, saved, and the deeds of their small buttons. */
export function draftPageRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/drafts/:draft/pages/:page', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    const found = findPage(visit, c.req.param('page'))
    if (found === undefined) return seeOther(c, wayOf(visit.draft).tasks)
    countVisit(visit, 'reached', found.page.page.id)
    const parked = await findParked(portal, visit.city, visit.draft.id, c.req.query('parked'), visit.now)
    const mine = parked !== undefined && parked.pageId === found.page.page.id ? parked.fields : undefined
    const m = draftsMessages[c.get('locale')]
    const looked = c.req.query('looked')
    const asked = c.req.query('show') === 'problems'
    return showPage(c, found.visit, found.page, {
      state: {
        typed: mine ?? visit.draft.body.typed,
        problems: asked ? problemsOn(found.visit, found.page) : [],
        ...(looked === undefined ? {} : { looked }),
      },
      ...(mine ? { notice: { title: m.parkedTitle, text: m.parkedText } } : noticeOf(c)),
      carried: { back: (mine?.back ?? c.req.query('back')) === 'check', parked: mine !== undefined },
    })
  })

  app.post('/drafts/:draft/pages/:page', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind === 'submitted') return turnAway(c, visit)
    if (visit.kind === 'sign-in') return parkAndSignIn(c, portal, visit.id, visit.level)
    const found = findPage(visit, c.req.param('page'))
    if (found === undefined) throw notFound()
    const hasFiles = found.page.page.groups.some((group) => group.fields?.some((field) => isFileField({ field })))
    const form = await readForm(c, { bodyBytes: hasFiles ? uploadBytes : formBytes })
    const m = draftsMessages[c.get('locale')]
    const deed = readDeed(form.text('do'), found.page.page)
    const carried = { back: form.text('back') === 'check', parked: form.text('parked') !== '' }
    if (!checkCsrf(c, form.text('csrf'))) {
      if (wantsJson(c)) throw new HttpProblem(403, 'form-token')
      const typed = Object.fromEntries([...form.fields].map(([name, values]) => [name, values.join('\n')]))
      return showPage(c, visit, found.page, {
        state: { typed, problems: [] },
        extra: [{ message: m.stale }],
        status: 422,
        carried,
      })
    }
    const pagePath = `/drafts/${visit.draft.id}/pages/${found.page.page.id}`
    if (deed.kind === 'theirs') return seeOther(c, `${pagePath}${carried.back ? '?back=check' : ''}`)

    const posted = {
      fields: form.fields,
      formKey: form.text('requestKey').slice(0, 64),
      baseVersion: versionOf(form.text('version')),
      deed,
    }
    const uploads = await takeFiles(visit, found.page.fields, form.files)
    const { change, reading } = pageChange(visit, found.page.page, posted)
    const gone = deed.kind === 'remove-file' && isFilePath(found.page, deed.path) ? deed : undefined
    const saved = await saveDraft(visit, (body, version) => {
      const changed = change(body, version)
      if (!changed.ok) return changed
      const withNew = withFiles(changed.body, uploads.taken)
      return { ok: true, body: gone ? withoutFile(withNew, gone.path, gone.fileId) : withNew }
    })
    if (!saved.ok) {
      if (saved.refusal === 'gone') throw notFound()
      if (wantsJson(c)) throw new HttpProblem(409, 'saved-elsewhere')
      const conflict = conflictRows(visit, found.page, saved.refusal.paths, m.savedElsewhereEmpty)
      const state = { typed: reading().typed, problems: [] }
      return showPage(c, visit, found.page, { state, conflict, status: 409, carried })
    }
    if (gone) await forgetFile(portal, saved.visit, gone)
    if (visit.draft.body.bundle !== undefined) await keepBundle(saved.visit, visit.draft.body.bundle.id)
    if (carried.parked) await dropParked(portal, visit.city, visit.draft.id)
    if (deed.kind === 'autosave') return c.json({ version: saved.visit.draft.version })
    const problems =
      uploads.taken.length > 0 ? afterUploads(saved.visit, found.page, reading().problems) : reading().problems
    return afterSave(c, saved.visit, found.page, deed, [...problems, ...uploads.problems], carried.back)
  })

  app.get('/drafts/:draft/files/:file', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    const fileId = c.req.param('file')
    const named = isUuid(fileId)
      ? await findFile(cityDb(portal, visit.city.id), portal.services.keys, visit.city.id, visit.draft.id, fileId)
      : undefined
    if (named === undefined) throw notFound()
    return redirectToFile(c, portal.services, visit.draft.id, named.id)
  })
}

/** The page of the path when it is on this person's way, with enough items to fill in. */
function findPage(
  visit: OpenVisit,
  pageId: string,
): { readonly visit: OpenVisit; readonly page: PageOnRoute } | undefined {
  const written = visit.procedure.definition.pages.find((each) => each.id === pageId)
  if (written === undefined) throw notFound()
  const { body } = visit.draft
  const found = formPage(visit.procedure, pageId, body.answers, visit.filing, visit.facts)
  if (found === undefined) return undefined
  return { visit: { ...visit, draft: { ...visit.draft, body: { ...body, answers: found.answers } } }, page: found.page }
}

async function parkAndSignIn(
  c: Context<WebEnv>,
  portal: Portal,
  draftId: string,
  level: 'contact' | 'jpki-auth',
): Promise<Response> {
  if (wantsJson(c)) throw new HttpProblem(401, 'session-ended')
  const form = await readForm(c, { bodyBytes: uploadBytes })
  const pageId = c.req.param('page') ?? ''
  const token = await parkPost(portal, c.get('city'), draftId, pageId, form.fields, c.get('now'))
  return seeOther(c, residentSignInPath(level, `${c.req.path}?parked=${token}`))
}

function afterSave(
  c: Context<WebEnv>,
  visit: OpenVisit,
  current: PageOnRoute,
  deed: Deed,
  problems: readonly Problem[],
  backToCheck: boolean,
): Response {
  const way = wayOf(visit.draft)
  const base = `/drafts/${visit.draft.id}`
  const here = `${base}/pages/${current.page.id}`
  const back = backToCheck ? '?back=check' : ''
  const fileProblems = problems.filter(({ code }) => code === 'file')
  const typed = visit.draft.body.typed
  const blocking =
    deed.kind === 'next' || deed.kind === 'mine' ? problems.some(({ severity }) => severity !== 'warn') : false
  if (blocking || fileProblems.length > 0) {
    const again = findPage(visit, current.page.id)
    // What is asked only since this save was not left out by anybody.
    const said = problems.filter(({ code }) => code !== 'newly-asked')
    const added = problems.find(({ code }) => code === 'newly-asked')
    if (added !== undefined && fileProblems.length === 0 && said.every(({ severity }) => severity === 'warn'))
      return seeOther(c, `${here}?more=yes${backToCheck ? '&back=check' : ''}#${added.path}`)
    const shownProblems = blocking ? said : fileProblems
    countRefused(visit, shownProblems)
    return showPage(c, again?.visit ?? visit, again?.page ?? current, {
      state: { typed, problems: shownProblems },
      status: 422,
      // What was parked is saved by now.
      carried: { back: backToCheck, parked: false },
    })
  }
  if (deed.kind === 'later') return seeOther(c, `${way.tasks}?saved=later`)
  if (deed.kind === 'lookup')
    return seeOther(
      c,
      `${here}?looked=${encodeURIComponent(deed.path)}${backToCheck ? '&back=check' : ''}#${deed.path}`,
    )
  if (deed.kind === 'add') return seeOther(c, `${here}${back}#${deed.group}-title`)
  if (deed.kind === 'attach' || deed.kind === 'remove-file') return seeOther(c, `${here}${back}#${deed.path}`)
  if (deed.kind === 'remove-item' || deed.kind === 'stay')
    return seeOther(c, `${here}?saved=yes${backToCheck ? '&back=check' : ''}`)
  countVisit(visit, 'left', current.page.id)
  if (backToCheck) return seeOther(c, way.check)
  const { body } = visit.draft
  const route = ownPages(visit.procedure.route(body.answers, visit.filing, visit.facts), body)
  const next = route[route.findIndex(({ page: { id } }) => id === current.page.id) + 1]
  if (next !== undefined) return seeOther(c, `${base}/pages/${next.page.id}`)
  return seeOther(c, body.bundle === undefined ? way.check : way.tasks)
}

/** Everything to put right on this page, as the check page would say it. */
function problemsOn(visit: OpenVisit, current: PageOnRoute): readonly Problem[] {
  const groups = new Set(current.page.groups.map(({ id }) => id))
  return visit.procedure
    .validate(visit.draft.body.answers, visit.filing, visit.facts)
    .filter(({ path }) => groups.has(path.split('.')[0] ?? '') && !isElsewhere(visit.draft.body, path))
}

/** A document that was missing and has come with this very post is no longer missing. */
function afterUploads(visit: OpenVisit, current: PageOnRoute, problems: readonly Problem[]): readonly Problem[] {
  const has = (path: string): boolean => filesAt(visit.draft.body, path).some((file) => file.fileId !== undefined)
  return problems.filter(({ path, code }) => !(code === 'missing' && isFilePath(current, path) && has(path)))
}

function isFilePath(current: PageOnRoute, path: string): boolean {
  const field = fieldAt(current.page, path)
  return field !== undefined && isFileField({ field })
}

async function forgetFile(
  portal: Portal,
  visit: OpenVisit,
  gone: { readonly path: string; readonly fileId: string },
): Promise<void> {
  if (!isUuid(gone.fileId) || filesAt(visit.draft.body, gone.path).some((file) => file.fileId === gone.fileId)) return
  const db = cityDb(portal, visit.city.id)
  const { keys, files } = portal.services
  const file = await findFile(db, keys, visit.city.id, visit.draft.id, gone.fileId)
  if (file === undefined) return
  await deleteFileRow(db, file.id)
  await files.remove(visit.city.id, file.address)
  if (file.view) await files.remove(visit.city.id, file.view.address)
}

/** What the last save came to. */
function noticeOf(c: Context<WebEnv>): { readonly notice?: FormPageProps['notice'] } {
  const m = draftsMessages[c.get('locale')]
  if (c.req.query('more') === 'yes') return { notice: { title: m.moreTitle, text: m.moreText } }
  return c.req.query('saved') === 'yes' ? { notice: { title: m.saved } } : {}
}

function versionOf(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0
}
