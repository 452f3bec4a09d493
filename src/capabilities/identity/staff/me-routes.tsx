import type { Context, Hono } from 'hono'
import { timeOf } from '../../../civic/day.ts'
import { type PostedForm, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf } from '../form-token.ts'
import { isId } from '../organisation/assignments.ts'
import { ownPath } from '../own-path.ts'
import { type CredentialResult, changePassword, changeTotp, isProven } from './credentials.ts'
import { currentStaff, requireStaff } from './current.ts'
import { officeFrame } from './frame.ts'
import { meMessages as m, staffMessages } from './messages.ja.ts'
import { listPasskeys, removePasskey } from './passkeys.ts'
import { endOne, listOpenSessions, markProven } from './session-store.ts'
import { checkPassword, type SignInResult } from './sign-in.ts'
import type { StaffTables } from './tables.ts'
import { newTotpSecret, totpAddress } from './totp.ts'
import { type FieldProblem, ProvePage, TotpPage } from './views/credentials.tsx'
import { StaffMePage, type StaffMePageProps } from './views/me.tsx'

/** One's own page. */
export function meRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.use('/me', requireStaff(services))
  app.use('/me/*', requireStaff(services))

  app.get('/me', (c) => {
    const done = { saved: m.saved, ended: m.sessionEnded }[c.req.query('done') ?? '']
    return mePage(c, services, done === undefined ? {} : { done })
  })

  app.post('/me/password', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    if (!checkCsrf(c, form.text('csrf')))
      return mePage(c, services, { problem: { field: 'password', message: staffMessages.stale } })
    if (!isProven(currentStaff(c), c.get('now'))) return seeOther(c, proveFor('/me'))
    const result = await changePassword(order(c, services), form.text('password'), form.text('again'))
    if (result.ok) return seeOther(c, '/me?done=saved')
    return mePage(c, services, { problem: passwordProblemOf(result) })
  })

  app.get('/me/totp', (c) =>
    isProven(currentStaff(c), c.get('now'))
      ? totpPage(c, services, newTotpSecret())
      : seeOther(c, proveFor('/me/totp')),
  )

  app.post('/me/totp', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const secret = openBox(c, services, form)
    if (secret === null || !checkCsrf(c, form.text('csrf'))) return seeOther(c, '/me/totp')
    const result = await changeTotp(order(c, services), secret, form.text('code').slice(0, 40))
    if (result.ok) return seeOther(c, '/me?done=saved')
    if (result.refusal === 'not-proven') return seeOther(c, proveFor('/me/totp'))
    return totpPage(c, services, secret, { field: 'code', message: m.refusals[result.refusal] })
  })

  app.post('/me/passkeys/removal', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!isProven(currentStaff(c), c.get('now'))) return seeOther(c, proveFor('/me'))
    if (checkCsrf(c, form.text('csrf'))) {
      await removePasskey(services, c.get('city'), currentStaff(c), form.text('passkey').slice(0, 2000), c.get('now'))
    }
    return seeOther(c, '/me?done=saved')
  })

  app.post('/me/sessions/:id/end', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const id = c.req.param('id')
    if (!checkCsrf(c, form.text('csrf')) || !isId(id)) return seeOther(c, '/me')
    await endOne(database(c, services), currentStaff(c).staffId, id, 'revoked', c.get('now'))
    return seeOther(c, '/me?done=ended')
  })

  app.get('/me/prove', (c) => page(c, <ProvePage frame={officeFrame(c)} to={ownPath(c.req.query('to'), '/me')} />))

  app.post('/me/prove', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const to = ownPath(form.text('to'), '/me')
    const refused = (error: string, status: 422 | 429 = 422) =>
      page(c, <ProvePage frame={officeFrame(c)} to={to} error={error} />, { status })
    if (!checkCsrf(c, form.text('csrf'))) return refused(staffMessages.stale)
    const session = currentStaff(c)
    const result = await checkPassword(c, services, {
      staffNumber: session.staffNumber,
      password: form.text('password').slice(0, 1000),
      code: form.text('code').slice(0, 40),
    })
    if (!result.ok) return refused(refusalSentence(result), result.refusal === 'wait' ? 429 : 422)
    await markProven(database(c, services), session.id, c.get('now'))
    return seeOther(c, to)
  })
}

function refusalSentence(result: Exclude<SignInResult, { ok: true }>): string {
  return result.refusal === 'wait' ? staffMessages.wait(timeOf(result.retryAt)) : staffMessages.refused[result.refusal]
}

const proveFor = (to: string): string => `/me/prove?${new URLSearchParams({ to })}`

function order(c: Context<WebEnv>, services: ZoneServices) {
  return { services, city: c.get('city'), session: currentStaff(c), now: c.get('now') }
}

function database(c: Context<WebEnv>, services: ZoneServices) {
  return services.db.city<StaffTables>(c.get('city').id)
}

export function passwordProblemOf(result: Exclude<CredentialResult, { ok: true }>): {
  field: 'password' | 'again'
  message: string
} {
  return { field: result.refusal === 'not-the-same' ? 'again' : 'password', message: m.refusals[result.refusal] }
}

async function mePage(
  c: Context<WebEnv>,
  services: ZoneServices,
  more: Pick<StaffMePageProps, 'done' | 'problem'>,
): Promise<Response> {
  const session = currentStaff(c)
  const db = database(c, services)
  const tree = (
    <StaffMePage
      frame={officeFrame(c)}
      session={session}
      sessions={await listOpenSessions(db, session.staffId, c.get('now'))}
      passkeys={await listPasskeys(db, session.staffId)}
      {...more}
    />
  )
  return page(c, tree, more.problem === undefined ? {} : { status: 422 })
}

function totpPage(c: Context<WebEnv>, services: ZoneServices, secret: string, problem?: FieldProblem): Response {
  const session = currentStaff(c)
  const city = c.get('city')
  const box = services.keys.encrypt(city.id, 'session', Buffer.from(secret), totpFormContext(session.id))
  const tree = (
    <TotpPage
      frame={officeFrame(c)}
      secret={secret}
      address={totpAddress(secret, session.staffNumber, city.name)}
      box={box.toString('base64url')}
      {...(problem === undefined ? {} : { problem })}
    />
  )
  return page(c, tree, problem === undefined ? {} : { status: 422 })
}

/** The secret that this session's page carried; null when it is another session's or was changed. */
function openBox(c: Context<WebEnv>, services: ZoneServices, form: PostedForm): string | null {
  try {
    const box = Buffer.from(form.text('secret').slice(0, 1000), 'base64url')
    return services.keys.decrypt(c.get('city').id, 'session', box, totpFormContext(currentStaff(c).id)).toString('utf8')
  } catch {
    return null
  }
}

const totpFormContext = (sessionId: string): string => `totp form of session ${sessionId}`
