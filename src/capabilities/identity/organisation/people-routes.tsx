import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, type PostedForm, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf } from '../form-token.ts'
import { currentStaff, requirePermission } from '../staff/current.ts'
import { makeEnrolment } from '../staff/enrolment.ts'
import { officeFrame } from '../staff/frame.ts'
import { bucketsOf } from '../staff/sign-in.ts'
import { forgiveTries } from '../staff/sign-in-store.ts'
import type { StaffTables } from '../staff/tables.ts'
import { addAssignment, endAssignment, endRole, grantRole, isId } from './assignments.ts'
import type { Change, ChangeResult } from './change.ts'
import { listSections } from './directory.ts'
import { organisationMessages as m } from './messages.ja.ts'
import { addPerson, changePerson } from './people.ts'
import { findPerson, listAssignments, listPeople, listPosts, listRoles, peoplePageSize } from './people-store.ts'
import { emptyForm, type TypedForm } from './views/parts.tsx'
import { NewPersonPage, PeoplePage } from './views/people.tsx'
import { PersonPage } from './views/person.tsx'

/** The people of the city office. */
export function peopleRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.use('/organisation/people', requirePermission(services, 'organisation.edit'))
  app.use('/organisation/people/*', requirePermission(services, 'organisation.edit'))
  const db = (c: Context<WebEnv>) => services.db.city<StaffTables>(c.get('city').id)

  app.get('/organisation', requirePermission(services, 'organisation.edit'), (c) => seeOther(c, '/organisation/people'))

  app.get('/organisation/people', async (c) => {
    const query = (c.req.query('q') ?? '').slice(0, 60)
    const [kana, id] = [c.req.query('kana'), c.req.query('after')]
    const after = kana !== undefined && id !== undefined && isId(id) ? { after: { kana, id } } : {}
    const today = dayOf(c.get('now'))
    const found = await listPeople(db(c), { query, today, ...after })
    const people = found.slice(0, peoplePageSize)
    const last = people.at(-1)
    const more = found.length > peoplePageSize && last !== undefined
    const nextHref = more
      ? `/organisation/people?${new URLSearchParams({ q: query, kana: last.name_kana, after: last.id })}`
      : undefined
    return page(
      c,
      <PeoplePage
        frame={officeFrame(c)}
        query={query}
        people={people}
        today={today}
        {...(nextHref === undefined ? {} : { nextHref })}
      />,
    )
  })

  app.get('/organisation/people/new', (c) => page(c, <NewPersonPage frame={officeFrame(c)} typed={emptyForm} />))

  app.post('/organisation/people', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const result = await guarded(c, services, form, (change) => addPerson(change, form.text))
    if (result.ok) return seeOther(c, `/organisation/people/${result.id}?done=saved`)
    return page(c, <NewPersonPage frame={officeFrame(c)} typed={typedForm('person', form, result)} />, { status: 422 })
  })

  app.get('/organisation/people/:id', (c) => personPage(c, services, emptyForm))

  const steps: Readonly<
    Record<
      string,
      { form: string; run: (change: Change, id: string, form: PostedForm, row: string) => Promise<ChangeResult> }
    >
  > = {
    '': {
      form: 'person',
      run: (change, id, form) => changePerson(change, id, Number(form.text('version')) || 0, form.text),
    },
    '/assignments': { form: 'assignment', run: (change, id, form) => addAssignment(change, id, form.text) },
    '/assignments/:row/end': {
      form: 'assignment',
      run: (change, id, form, row) => endAssignment(change, id, row, form.text),
    },
    '/roles': { form: 'role', run: (change, id, form) => grantRole(change, id, form.text) },
    '/roles/:row/end': { form: 'role', run: (change, id, form, row) => endRole(change, id, row, form.text) },
  }
  for (const [path, step] of Object.entries(steps)) {
    app.post(`/organisation/people/:id${path}`, async (c) => {
      const form = await readForm(c, { bodyBytes: 16 * 1024 })
      const id = await personId(c, services)
      const row = c.req.param('row') ?? ''
      const result = await guarded(c, services, form, (change) => step.run(change, id, form, row))
      if (result.ok) return seeOther(c, `/organisation/people/${id}?done=saved`)
      return personPage(c, services, typedForm(step.form, form, result))
    })
  }

  app.post('/organisation/people/:id/enrolment', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const id = await personId(c, services)
    if (!checkCsrf(c, form.text('csrf'))) return personPage(c, services, typedForm('enrolment', form, 'stale'))
    const city = c.get('city')
    const path = await makeEnrolment(services, city, { staffId: id, by: currentStaff(c).staffId, now: c.get('now') })
    // Answered at once instead of redirected: the link is shown a single time and stands in no address.
    return personPage(c, services, emptyForm, new URL(path, city.origins.office).href)
  })

  app.post('/organisation/people/:id/lift', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const id = await personId(c, services)
    if (!checkCsrf(c, form.text('csrf'))) return personPage(c, services, typedForm('lift', form, 'stale'))
    const person = await findPerson(db(c), id)
    if (person === undefined) throw notFound()
    await forgiveTries(db(c), [bucketsOf(services, c.get('city').id, person.staff_number, null).strangers])
    return seeOther(c, `/organisation/people/${id}?done=lifted`)
  })
}

/** Runs a change when the form is this browser's own; a stale form changes nothing and keeps what was typed. */
export async function guarded(
  c: Context<WebEnv>,
  services: ZoneServices,
  form: PostedForm,
  run: (change: Change) => Promise<ChangeResult>,
): Promise<ChangeResult> {
  if (!checkCsrf(c, form.text('csrf'))) return { ok: false, problems: [] }
  return run({ services, city: c.get('city'), by: currentStaff(c), now: c.get('now') })
}

export function typedForm(name: string, form: PostedForm, result: ChangeResult | 'stale'): TypedForm {
  const problems = result === 'stale' || result.ok ? [] : result.problems
  return { form: name, value: form.text, problems, ...(problems.length === 0 ? { sentence: m.stale } : {}) }
}

async function personId(c: Context<WebEnv>, services: ZoneServices): Promise<string> {
  const id = c.req.param('id') ?? ''
  const person = isId(id) ? await findPerson(services.db.city<StaffTables>(c.get('city').id), id) : undefined
  if (person === undefined) throw notFound()
  return id
}

async function personPage(
  c: Context<WebEnv>,
  services: ZoneServices,
  typed: TypedForm,
  enrolmentLink?: string,
): Promise<Response> {
  const db = services.db.city<StaffTables>(c.get('city').id)
  const person = await findPerson(db, await personId(c, services))
  if (person === undefined) throw notFound()
  const today = dayOf(c.get('now'))
  const asked = c.req.query('done')
  const done =
    enrolmentLink !== undefined
      ? m.enrolmentMade
      : asked === 'saved'
        ? m.saved
        : asked === 'lifted'
          ? m.lifted
          : undefined
  const failed = typed !== emptyForm
  return page(
    c,
    <PersonPage
      frame={officeFrame(c)}
      person={person}
      assignments={await listAssignments(db, person.id)}
      grants={await listRoles(db, person.id)}
      sections={await listSections(db, today)}
      posts={await listPosts(db)}
      typed={typed}
      {...(done === undefined || failed ? {} : { done })}
      {...(enrolmentLink === undefined ? {} : { enrolmentLink })}
    />,
    failed ? { status: 422 } : {},
  )
}
