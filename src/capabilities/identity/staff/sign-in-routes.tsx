import type { Context, Hono } from 'hono'
import { timeOf } from '../../../civic/day.ts'
import { LinkButton, StaffPage, staffFrame } from '../../../design/index.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf, csrfToken } from '../form-token.ts'
import { ownPath } from '../own-path.ts'
import { readCityPeople, type StaffSeed } from '../seeds/city-people.ts'
import { findCurrentStaff } from './current.ts'
import { demoCredentials, demoStaff } from './demo-sign-in.ts'
import { staffMessages as m } from './messages.ja.ts'
import { closeStaffSession } from './open-session.ts'
import { roles } from './permissions.ts'
import { readStaffNumber, type SignInResult, signInWithPassword } from './sign-in.ts'
import { type DemoPersonView, SignInPage } from './views/sign-in.tsx'

/** Signing in and out of the office. */
export function signInRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.get('/sign-in', async (c) => {
    const to = ownPath(c.req.query('to'))
    if ((await findCurrentStaff(c, services)) !== null) return seeOther(c, to)
    return signInPage(c, services, { to, staffNumber: '' })
  })

  app.post('/sign-in', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const to = ownPath(form.text('to'))
    const staffNumber = readStaffNumber(form.text('number'))
    if (!checkCsrf(c, form.text('csrf'))) return signInPage(c, services, { to, staffNumber, error: m.stale })
    const result = await signInWithPassword(c, services, {
      staffNumber,
      password: form.text('password').slice(0, 1000),
      code: form.text('code').slice(0, 40),
    })
    return answer(c, services, result, to, staffNumber)
  })

  app.post('/sign-in/demo', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const to = ownPath(form.text('to'))
    if (!checkCsrf(c, form.text('csrf'))) return signInPage(c, services, { to, staffNumber: '', error: m.stale })
    const person = demoStaff(services, c.get('city')).find((one) => one.id === form.text('person'))
    if (person === undefined) return signInPage(c, services, { to, staffNumber: '', error: m.refused.wrong })
    const typed = await demoCredentials(services, c.get('city'), person, c.get('now'))
    if (typed === null) return signInPage(c, services, { to, staffNumber: person.id, error: m.refused['demo-wait'] })
    return answer(c, services, await signInWithPassword(c, services, typed), to, person.id)
  })

  app.post('/sign-out', async (c) => {
    await readForm(c, { bodyBytes: 8 * 1024 })
    // Other sites can't post here; a stale page signs out all the same.
    await closeStaffSession(c, services)
    return page(
      c,
      <StaffPage {...staffFrame(c)} title={m.signedOutTitle}>
        <h1>{m.signedOutTitle}</h1>
        <p>{m.signedOut}</p>
        <LinkButton href="/sign-in" label={m.again} />
      </StaffPage>,
    )
  })
}

function answer(c: Context<WebEnv>, services: ZoneServices, result: SignInResult, to: string, staffNumber: string) {
  if (result.ok) return seeOther(c, to)
  if (result.refusal !== 'wait') return signInPage(c, services, { to, staffNumber, error: m.refused[result.refusal] })
  const seconds = Math.ceil((result.retryAt.getTime() - c.get('now').getTime()) / 1000)
  c.header('retry-after', String(Math.max(1, seconds)))
  return signInPage(c, services, { to, staffNumber, error: m.wait(timeOf(result.retryAt)) }, 429)
}

function signInPage(
  c: Context<WebEnv>,
  services: ZoneServices,
  content: { readonly to: string; readonly staffNumber: string; readonly error?: string },
  status: 422 | 429 = 422,
): Response {
  const city = c.get('city')
  const names = new Map(
    (readCityPeople(services.config.rootDir, city.id)?.sections ?? []).map((section) => [section.code, section.name]),
  )
  const posts = new Map(
    (readCityPeople(services.config.rootDir, city.id)?.posts ?? []).map((post) => [post.code, post.name]),
  )
  const view = (person: StaffSeed): DemoPersonView => ({
    number: person.id,
    name: person.name,
    place: `${names.get(person.section) ?? ''} ${posts.get(person.post) ?? ''}`,
    notes:
      person.notes ??
      person.roles.map((given) => roles[typeof given === 'string' ? given : given.role].label).join('・'),
    password: person.password,
    totpSecret: person.totpSecret,
  })
  const tree = (
    <SignInPage
      frame={staffFrame(c)}
      csrf={csrfToken(c)}
      {...content}
      demoPeople={demoStaff(services, city).map(view)}
    />
  )
  return content.error === undefined ? page(c, tree) : page(c, tree, { status })
}
