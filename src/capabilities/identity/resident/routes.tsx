import type { Context, Hono } from 'hono'
import { timeOf } from '../../../civic/day.ts'
import { page, readForm, readHostCookie, seeOther, setHostCookie, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { demoOutbox } from '../../outbox/index.ts'
import { checkCsrf, csrfToken } from '../form-token.ts'
import { ownPath } from '../own-path.ts'
import { looksLikeToken, newToken } from '../tokens.ts'
import { askForCode, tryCode } from './contact-actions.ts'
import { readCode, readEmail } from './contact-code.ts'
import { currentResident } from './current.ts'
import { frameOf, messagesOf } from './frame.ts'
import { closeResidentSession, openResidentSession } from './open-session.ts'
import { countOtherSessions, endOtherSessions } from './store.ts'
import type { ResidentTables } from './tables.ts'
import { ChoosePage } from './views/choose.tsx'
import { CodePage, ContactPage } from './views/contact.tsx'
import { MePage } from './views/me.tsx'
import { SentencePage } from './views/sentence.tsx'

/** Where a code was asked for: only there it can be used. */
const codeCookie = 'code'

/** Sign-in by mail, signing out, and what the city knows of the signed-in person. */
export function residentRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.get('/sign-in', async (c) => {
    const query = new URLSearchParams({ to: ownPath(c.req.query('to')) })
    return page(
      c,
      <ChoosePage
        frame={frameOf(c, await currentResident(c, services))}
        m={messagesOf(c)}
        cardHref={`/sign-in/card?${query}`}
        mailHref={`/sign-in/contact?${query}`}
      />,
    )
  })

  app.get('/sign-in/contact', (c) => contactPage(c, services, { to: ownPath(c.req.query('to')), value: '' }))

  app.post('/sign-in/contact', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = messagesOf(c)
    const to = ownPath(form.text('to'))
    const typed = form.text('email').slice(0, 300)
    if (!checkCsrf(c, form.text('csrf'))) return contactPage(c, services, { to, value: typed, error: m.stale })
    const email = readEmail(typed)
    if (email === null) return contactPage(c, services, { to, value: typed, error: m.mailWrong })
    const known = readHostCookie(c, codeCookie)
    const browser = looksLikeToken(known) ? known : newToken()
    const city = c.get('city')
    const asked = await askForCode(services, city, {
      browser,
      email,
      returnTo: to,
      now: c.get('now'),
      mail: (code) => ({ subject: m.mailSubject(city.name), text: m.mailText(city.name, code) }),
    })
    setHostCookie(c, codeCookie, browser, { maxAgeSeconds: 24 * 3600 })
    if (asked.ok) return seeOther(c, '/sign-in/contact/code')
    const seconds = Math.max(1, Math.ceil((asked.retryAt.getTime() - c.get('now').getTime()) / 1000))
    c.header('retry-after', String(seconds))
    return contactPage(c, services, { to, value: typed, error: m.mailTooMany(timeOf(asked.retryAt)) }, 429)
  })

  app.get('/sign-in/contact/code', (c) => codePage(c, services, ''))

  app.post('/sign-in/contact/code', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = messagesOf(c)
    const typed = form.text('code').slice(0, 40)
    if (!checkCsrf(c, form.text('csrf'))) return codePage(c, services, typed, m.stale)
    const code = readCode(typed)
    if (code === null) return codePage(c, services, typed, m.codeFormat)
    const browser = readHostCookie(c, codeCookie)
    if (!looksLikeToken(browser)) return codePage(c, services, '', m.codeExpired)
    const tried = await tryCode(services, c.get('city'), { browser, code, now: c.get('now') })
    if (!tried.ok) return codePage(c, services, '', codeSentence(m, tried.refusal, tried.triesLeft))
    await openResidentSession(c, services, { assurance: 'contact', email: tried.email })
    return seeOther(c, ownPath(tried.returnTo))
  })

  app.post('/sign-out', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = messagesOf(c)
    // A stale page signs out all the same: staying signed in would be the worse surprise, and other sites can't post here.
    if (checkCsrf(c, form.text('csrf')) || (await currentResident(c, services)) !== null) {
      await closeResidentSession(c, services)
    }
    return page(
      c,
      <SentencePage
        frame={frameOf(c, null)}
        title={m.signedOutTitle}
        text={m.signedOutText}
        action={{ href: '/', label: m.home }}
      />,
    )
  })

  app.get('/me', async (c) => {
    const session = await currentResident(c, services)
    if (session === null) return seeOther(c, '/sign-in?to=/me')
    const others =
      session.accountId === undefined
        ? 0
        : await countOtherSessions(database(c, services), session.accountId, session.id, c.get('now'))
    return page(
      c,
      <MePage
        frame={frameOf(c, session)}
        m={messagesOf(c)}
        csrf={csrfToken(c)}
        session={session}
        otherSessions={others}
        ended={c.req.query('ended') === 'yes'}
      />,
    )
  })

  app.post('/me/other-sessions', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const session = await currentResident(c, services)
    if (session === null) return seeOther(c, '/sign-in?to=/me')
    if (!checkCsrf(c, form.text('csrf')) || session.accountId === undefined) return seeOther(c, '/me')
    await endOtherSessions(database(c, services), session.accountId, session.id, c.get('now'))
    return seeOther(c, '/me?ended=yes')
  })
}

function database(c: Context<WebEnv>, services: ZoneServices) {
  return services.db.city<ResidentTables>(c.get('city').id)
}

async function contactPage(
  c: Context<WebEnv>,
  services: ZoneServices,
  content: { readonly to: string; readonly value: string; readonly error?: string },
  status: 422 | 429 = 422,
): Promise<Response> {
  const frame = frameOf(c, await currentResident(c, services))
  const tree = <ContactPage frame={frame} m={messagesOf(c)} csrf={csrfToken(c)} {...content} />
  return content.error === undefined ? page(c, tree) : page(c, tree, { status })
}

async function codePage(c: Context<WebEnv>, services: ZoneServices, value: string, error?: string): Promise<Response> {
  const frame = frameOf(c, await currentResident(c, services))
  const outbox = demoOutbox(services.config, c.get('city'))
  const props = { frame, m: messagesOf(c), csrf: csrfToken(c), value, outbox }
  return error === undefined
    ? page(c, <CodePage {...props} />)
    : page(c, <CodePage {...props} error={error} />, { status: 422 })
}

function codeSentence(
  m: ReturnType<typeof messagesOf>,
  refusal: 'expired' | 'used-up' | 'wrong',
  left: number,
): string {
  if (refusal === 'wrong') return m.codeWrong(left)
  return refusal === 'expired' ? m.codeExpired : m.codeUsedUp
}
