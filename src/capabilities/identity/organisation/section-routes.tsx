import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { requirePermission } from '../staff/current.ts'
import { officeFrame } from '../staff/frame.ts'
import type { StaffTables } from '../staff/tables.ts'
import type { Change, ChangeResult } from './change.ts'
import { listSections } from './directory.ts'
import { organisationMessages as m } from './messages.ja.ts'
import { guarded, typedForm } from './people-routes.tsx'
import { listPosts } from './people-store.ts'
import { savePost, saveSection } from './sections.ts'
import { emptyForm, type TypedForm } from './views/parts.tsx'
import { EditPage, SectionsPage } from './views/sections.tsx'

type Save = (change: Change, id: string | null, value: (field: string) => string) => Promise<ChangeResult>

/** Sections and posts. */
export function sectionRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  for (const [path, form, save] of [
    ['/organisation/sections', 'section', saveSection],
    ['/organisation/posts', 'post', savePost],
  ] as const satisfies readonly (readonly [string, string, Save])[]) {
    app.use(path, requirePermission(services, 'organisation.edit'))
    app.use(`${path}/*`, requirePermission(services, 'organisation.edit'))

    app.post(path, async (c) => {
      const posted = await readForm(c, { bodyBytes: 16 * 1024 })
      const result = await guarded(c, services, posted, (change) => save(change, null, posted.text))
      return result.ok
        ? seeOther(c, '/organisation/sections?done=saved')
        : listPage(c, services, typedForm(form, posted, result))
    })
    app.get(`${path}/:id`, (c) => editPage(c, services, emptyForm))
    app.post(`${path}/:id`, async (c) => {
      const posted = await readForm(c, { bodyBytes: 16 * 1024 })
      const { section, post } = await findEdited(c, services)
      if (section === undefined && post === undefined) throw notFound()
      const result = await guarded(c, services, posted, (change) => save(change, c.req.param('id'), posted.text))
      return result.ok
        ? seeOther(c, '/organisation/sections?done=saved')
        : editPage(c, services, typedForm(form, posted, result))
    })
  }
  app.get('/organisation/sections', (c) => listPage(c, services, emptyForm))
}

async function listPage(c: Context<WebEnv>, services: ZoneServices, typed: TypedForm): Promise<Response> {
  const db = services.db.city<StaffTables>(c.get('city').id)
  const failed = typed !== emptyForm
  return page(
    c,
    <SectionsPage
      frame={officeFrame(c)}
      sections={await listSections(db, dayOf(c.get('now')))}
      posts={await listPosts(db)}
      typed={typed}
      {...(c.req.query('done') === 'saved' && !failed ? { done: m.saved } : {})}
    />,
    failed ? { status: 422 } : {},
  )
}

async function findEdited(c: Context<WebEnv>, services: ZoneServices) {
  const db = services.db.city<StaffTables>(c.get('city').id)
  const id = c.req.param('id') ?? ''
  const sections = await listSections(db, dayOf(c.get('now')))
  const onPosts = c.req.path.startsWith('/organisation/posts/')
  const post = onPosts ? (await listPosts(db)).find((one) => one.id === id) : undefined
  const section = onPosts ? undefined : sections.find((one) => one.id === id)
  return { sections, ...(post === undefined ? {} : { post }), ...(section === undefined ? {} : { section }) }
}

async function editPage(c: Context<WebEnv>, services: ZoneServices, typed: TypedForm): Promise<Response> {
  const found = await findEdited(c, services)
  if (found.section === undefined && found.post === undefined) throw notFound()
  const tree = <EditPage frame={officeFrame(c)} typed={typed} {...found} />
  return page(c, tree, typed === emptyForm ? {} : { status: 422 })
}
