import type { Context, Hono } from 'hono'
import { HttpProblem, notFound, readForm, seeOther, type WebEnv, wantsJson } from '../../../platform/http/index.ts'
import { checkCsrf, residentSignInPath } from '../../identity/index.ts'
import type { Problem } from '../../procedures/index.ts'
import { draftsMessages } from '../drafts/messages.ts'
import { dropParked, findParked, parkPost } from '../drafts/parked.ts'
import { type Deed, readDeed } from '../drafts/post.ts'
import { filesAt } from '../drafts/uploads.ts'
import { turnAway } from '../drafts/visit.ts'
import type { Portal } from '../shared/portal.ts'
import { problemsOf, type SavedElsewhere, sharedChange } from './post-shared.ts'
import { type SharedPage, sharedPages } from './rules/shared-pages.ts'
import { type Changed, saveBundle } from './save.ts'
import { copiesOf, forgetCopies, takeSharedFiles, withoutCopies, withTaken } from './shared-files.ts'
import { sharedForm } from './shared-form.ts'
import { conflictOf, showShared } from './show-shared.tsx'
import { openSharedPages, tasksOfBundle } from './tasks.ts'
import { type OpenBundle, visitBundle } from './visit.ts'

const formBytes = 256 * 1024
const uploadBytes = 32 * 1024 * 1024

/** The pages of a bundle's shared part: shown, saved into every procedure, and the deeds of their small buttons. */
export function sharedRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/bundles/:bundle/pages/:page', async (c) => {
    const visit = await visitBundle(c, portal)
    if (visit.kind === 'sign-in') return turnAway(c, visit)
    if (visit.kind === 'sent') return seeOther(c, `/bundles/${visit.bundle.id}/receipt`)
    const shared = pageOf(c, visit)
    if (shared === undefined) return seeOther(c, `/bundles/${visit.bundle.id}`)
    const parked = await findParked(portal, visit.city, visit.bundle.id, c.req.query('parked'), visit.now)
    const mine = parked !== undefined && parked.pageId === shared.id ? parked.fields : undefined
    const d = draftsMessages[c.get('locale')]
    const looked = c.req.query('looked')
    return showShared(c, visit, shared, {
      ...(mine === undefined ? {} : { typed: mine, notice: { title: d.parkedTitle, text: d.parkedText } }),
      ...(c.req.query('saved') === 'yes' ? { notice: { title: d.saved } } : {}),
      ...(c.req.query('show') === 'problems' ? { problems: problemsOf(shared, visit.drafts) } : {}),
      ...(looked === undefined ? {} : { looked }),
      back: (mine?.back ?? c.req.query('back')) === 'check',
      parked: mine !== undefined,
    })
  })

  app.post('/bundles/:bundle/pages/:page', async (c) => {
    const visit = await visitBundle(c, portal)
    if (visit.kind === 'sent') return seeOther(c, `/bundles/${visit.bundle.id}/receipt`)
    if (visit.kind === 'sign-in') return parkAndSignIn(c, portal, visit)
    const shared = pageOf(c, visit)
    if (shared === undefined) throw notFound()
    const hasFiles = sharedForm(shared, visit.drafts).page.fields.some(
      ({ field: { type } }) => type === 'file' || type === 'photo',
    )
    const form = await readForm(c, { bodyBytes: hasFiles ? uploadBytes : formBytes })
    const d = draftsMessages[c.get('locale')]
    const deed = readDeed(form.text('do'), shared.page)
    const carried = { back: form.text('back') === 'check', parked: form.text('parked') !== '' }
    if (!checkCsrf(c, form.text('csrf'))) {
      if (wantsJson(c)) throw new HttpProblem(403, 'form-token')
      const typed = Object.fromEntries([...form.fields].map(([name, values]) => [name, values.join('\n')]))
      return showShared(c, visit, shared, { typed, extra: [{ message: d.stale }], status: 422, ...carried })
    }
    const here = `/bundles/${visit.bundle.id}/pages/${shared.id}`
    if (deed.kind === 'theirs') return seeOther(c, `${here}${carried.back ? '?back=check' : ''}`)
    const files = await takeSharedFiles(visit, shared, form.files)
    const version = form.text('version')
    const { change, reading } = sharedChange(shared, {
      fields: form.fields,
      formKey: form.text('requestKey').slice(0, 64),
      baseVersion: /^\d{1,9}$/.test(version) ? Number(version) : 0,
      deed,
    })
    let copies: ReturnType<typeof copiesOf> = []
    const before = fitting(visit)
    const saved = await saveBundle(visit, (now): Changed<SavedElsewhere> => {
      const changed = change(now)
      if (!changed.ok) return changed
      const drafts = withTaken(changed.drafts, files)
      if (deed.kind !== 'remove-file') return { ...changed, drafts }
      copies = copiesOf(shared, now.drafts, deed.path, deed.fileId)
      return { ...changed, drafts: withoutCopies(drafts, copies) }
    })
    if (!saved.ok) {
      if (saved.refusal === 'gone') throw notFound()
      if (wantsJson(c)) throw new HttpProblem(409, 'saved-elsewhere')
      const typed = Object.fromEntries([...form.fields].map(([name, values]) => [name, values.join('\n')]))
      const conflict = conflictOf(saved.visit, shared, saved.refusal.paths, d.savedElsewhereEmpty)
      return showShared(c, saved.visit, shared, { typed, conflict, status: 409, ...carried })
    }
    await forgetCopies(copies)
    if (carried.parked) await dropParked(portal, visit.city, visit.bundle.id)
    if (deed.kind === 'autosave') return c.json({ version: saved.visit.bundle.version })
    const problems = [...withoutArrived(shared, saved.visit, reading().problems), ...files.problems]
    return afterSave(c, saved.visit, shared, deed, problems, carried.back, before)
  })
}

function pageOf(c: Context<WebEnv>, { questions }: OpenBundle): SharedPage | undefined {
  return sharedPages(questions).find(({ id }) => id === c.req.param('page'))
}

async function parkAndSignIn(
  c: Context<WebEnv>,
  portal: Portal,
  { id, level }: { readonly id: string; readonly level: 'contact' | 'jpki-auth' },
): Promise<Response> {
  if (wantsJson(c)) throw new HttpProblem(401, 'session-ended')
  const form = await readForm(c, { bodyBytes: uploadBytes })
  const token = await parkPost(
    portal,
    c.get('city'),
    id,
    (c.req.param('page') ?? '').slice(0, 80),
    form.fields,
    c.get('now'),
  )
  return seeOther(c, residentSignInPath(level, `${c.req.path}?parked=${token}`))
}

/** A document that was missing and has come with this very post is no longer missing. */
function withoutArrived(page: SharedPage, { drafts }: OpenBundle, problems: readonly Problem[]): readonly Problem[] {
  const form = sharedForm(page, drafts)
  return problems.filter(
    ({ path, code }) =>
      !(code === 'missing' && filesAt({ answers: form.answers }, path).some(({ fileId }) => fileId !== undefined)),
  )
}

/** Drafts with pages that had been filled in and were right. */
function fitting({ drafts }: OpenBundle): ReadonlySet<string> {
  return new Set(
    drafts
      .filter(({ draft, procedure, filing, facts }) => {
        if (Object.keys(draft.body.pages).length === 0) return false
        const done = new Set(
          procedure.definition.pages.flatMap(({ id, groups }) =>
            Object.hasOwn(draft.body.pages, id) ? groups.map((group) => group.id) : [],
          ),
        )
        return !procedure
          .validate(draft.body.answers, filing, facts)
          .some(({ path, severity }) => severity !== 'warn' && done.has(path.split('.')[0] ?? ''))
      })
      .map(({ draft }) => draft.id),
  )
}

function afterSave(
  c: Context<WebEnv>,
  visit: OpenBundle,
  shared: SharedPage,
  deed: Deed,
  problems: readonly Problem[],
  back: boolean,
  fitted: ReadonlySet<string>,
): Response {
  const base = `/bundles/${visit.bundle.id}`
  const here = `${base}/pages/${shared.id}`
  const query = back ? '?back=check' : ''
  const fileProblems = problems.filter(({ code }) => code === 'file')
  const goesOn = deed.kind === 'next' || deed.kind === 'mine'
  const blocking = goesOn && problems.some(({ severity }) => severity !== 'warn')
  if (blocking || fileProblems.length > 0)
    return showShared(c, visit, shared, {
      problems: blocking ? problems : fileProblems,
      status: 422,
      back,
      parked: false,
    })
  if (deed.kind === 'later') return seeOther(c, `${base}?saved=later`)
  if (deed.kind === 'lookup')
    return seeOther(c, `${here}?looked=${encodeURIComponent(deed.path)}${back ? '&back=check' : ''}#${deed.path}`)
  if (deed.kind === 'add') return seeOther(c, `${here}${query}#${deed.group}-title`)
  if (deed.kind === 'attach' || deed.kind === 'remove-file') return seeOther(c, `${here}${query}#${deed.path}`)
  if (deed.kind === 'remove-item' || deed.kind === 'stay')
    return seeOther(c, `${here}?saved=yes${back ? '&back=check' : ''}`)
  // What was right before this save and is not any more: the person is told which procedures the change touches.
  const now = fitting(visit)
  const broken = visit.drafts.map(({ draft }) => draft.id).filter((id) => fitted.has(id) && !now.has(id))
  if (broken.length > 0) return seeOther(c, `${base}?${broken.map((id) => `recheck=${id}`).join('&')}`)
  if (back) return seeOther(c, `${base}/check`)
  const pages = openSharedPages(visit)
  const next = pages[pages.findIndex(({ id }) => id === shared.id) + 1]
  if (next !== undefined) return seeOther(c, `${base}/pages/${next.id}`)
  const tasks = tasksOfBundle(visit, draftsMessages[c.get('locale')])
  return seeOther(c, tasks.next === undefined ? `${base}/check` : base)
}
