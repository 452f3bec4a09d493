import type { Context, Hono } from 'hono'
import { readReceiptNumber } from '../../../civic/receipt-number.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, currentResident } from '../../identity/index.ts'
import { grantBrowser, revokeBrowser } from '../drafts/store.ts'
import { countGuess } from '../shared/attempts.ts'
import { browserToken, ensureBrowserToken, forgetBrowser } from '../shared/browser.ts'
import { readCode } from '../shared/code.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { sameToken, tokens } from '../shared/tokens.ts'
import { submissionMessages } from '../submission/messages.ts'
import { mailboxMessages } from './messages.ts'
import { findApplicationByReceipt } from './store.ts'
import { FollowUpPage } from './views/small-pages.tsx'

/** How long a browser that named number and secret may look. */
const grantMs = 12 * 3_600_000

interface Problem {
  readonly id?: string
  readonly message: string
}

/** Following an application without an account, and forgetting the browser afterwards. */
export function followUpRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/follow-up', (c) => show(c, portal, '', []))

  app.post('/follow-up', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = mailboxMessages[c.get('locale')]
    const typed = form.text('number').slice(0, 40)
    const secret = form.text('secret')
    if (!checkCsrf(c, form.text('csrf'))) return show(c, portal, typed, [{ message: m.staleForm }])
    const reading = readReceiptNumber(typed)
    const problems = [
      ...(typed.trim() === '' ? [{ id: 'number', message: m.followNumberMissing }] : []),
      // A wrong check digit is a slip of typing: saying so tells nothing about what exists.
      ...(!reading.ok && reading.refusal === 'check-digit' ? [{ id: 'number', message: m.followNumberWrong }] : []),
      ...(secret.trim() === '' ? [{ id: 'secret', message: m.followSecretMissing }] : []),
    ]
    if (problems.length > 0) return show(c, portal, typed, problems)
    const id = await tryFollow(c, portal, reading.ok ? reading.text : 'XX-R1-000000-0', secret)
    if (id === undefined) return show(c, portal, typed, [{ id: 'number', message: m.followWrong }])
    return seeOther(c, `/applications/${id}`)
  })

  app.get('/follow-up/forget', (c) => seeOther(c, '/follow-up'))

  app.post('/follow-up/forget', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const token = browserToken(c, portal.services)
    if (token === null) return seeOther(c, '/follow-up')
    if (!checkCsrf(c, form.text('csrf')))
      return show(c, portal, '', [{ message: submissionMessages[c.get('locale')].receiptForgetStale }])
    await revokeBrowser(cityDb(portal, c.get('city').id), token)
    forgetBrowser(c)
    return seeOther(c, '/follow-up')
  })
}

/** The application that number and secret open. The same work is done for every guess, also for numbers that are none. */
async function tryFollow(
  c: Context<WebEnv>,
  portal: Portal,
  number: string,
  typedSecret: string,
): Promise<string | undefined> {
  const { services } = portal
  const cityId = c.get('city').id
  const browser = ensureBrowserToken(c, services)
  await countGuess(c, portal, `receipt ${number}`, browser)
  const db = cityDb(portal, cityId)
  const row = await findApplicationByReceipt(db, number)
  const secret = readCode('secret', typedSecret) ?? 'XXXXX-XXXXX'
  const given = tokens.secret(services.keys, cityId, number, secret)
  const matches = sameToken(given, row?.secret_token ?? tokens.secret(services.keys, cityId, 'nobody', secret))
  // With an account the mailbox is the way: a code on paper must not replace a card.
  if (row === undefined || !matches || row.account_id !== null) return undefined
  await grantBrowser(db, browser, row.id, new Date(c.get('now').getTime() + grantMs))
  return row.id
}

async function show(
  c: Context<WebEnv>,
  portal: Portal,
  number: string,
  problems: readonly Problem[],
): Promise<Response> {
  const tree = (
    <FollowUpPage
      frame={frameOf(c, await currentResident(c, portal.services))}
      m={mailboxMessages[c.get('locale')]}
      hidden={{ csrf: csrfToken(c) }}
      number={number}
      problems={problems}
      {...(browserToken(c, portal.services) === null
        ? {}
        : { forget: { m: submissionMessages[c.get('locale')], csrf: csrfToken(c) } })}
    />
  )
  return page(c, tree, problems.length === 0 ? {} : { status: 422 })
}
