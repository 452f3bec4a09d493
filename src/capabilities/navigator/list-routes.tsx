import { randomUUID } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { residentFrame, withoutReadings } from '../../design/index.ts'
import { page, readForm, seeOther, type WebEnv } from '../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../identity/index.ts'
import { hasCalendarDay, listCalendar } from './calendar/list-calendar.ts'
import { forgetAnswers } from './kept/answers-cookie.ts'
import { inWords, officeOf } from './list-view.ts'
import { createListMailer } from './mail/list-mail.ts'
import { navigatorMessages } from './messages.ts'
import { type GuideVisit, type Navigator, visitGuide } from './navigator.ts'
import { presentList } from './present-list.ts'
import { onward } from './question-routes.tsx'
import { guideFiling, type ListedItem, makeList } from './rules/make-list.ts'
import { ListPage } from './views/list-page.tsx'

/** A person's list: the page, the calendar file, the mail to oneself, and forgetting the answers. */
export function listRoutes(app: Hono<WebEnv>, navigator: Navigator): void {
  const { services, folder } = navigator
  const mailer = createListMailer(services)

  app.get('/guides/:guide/list', async (c) => {
    const visit = await visitGuide(c, navigator)
    if (visit.kept === undefined) return seeOther(c, visit.base)
    if (visit.open !== undefined) return seeOther(c, onward(visit))
    return listPage(c, navigator, visit, { sent: c.req.query('mail') === 'sent' })
  })

  app.get('/guides/:guide/calendar.ics', async (c) => {
    const visit = await visitGuide(c, navigator)
    if (visit.kept === undefined || visit.open !== undefined) return seeOther(c, onward(visit))
    const items = await listOf(c, navigator, visit)
    // A calendar without an event is no calendar (RFC 5545, 3.6).
    if (!items.some(hasCalendarDay)) return seeOther(c, `${visit.base}/list`)
    const locale = c.get('locale')
    const city = c.get('city')
    const text = listCalendar(
      {
        city,
        guideId: visit.compiled.guide.id,
        title: withoutReadings(inWords(visit.compiled.guide.title, locale)),
        items,
        officeName: (item) => withoutReadings(inWords(officeOf(item, folder, city).name, locale)),
      },
      navigatorMessages[locale],
      locale,
      c.get('now'),
    )
    return c.body(text, 200, {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${visit.compiled.guide.id}.ics"`,
      'cache-control': 'no-store',
    })
  })

  app.post('/guides/:guide/mail', async (c) => {
    const visit = await visitGuide(c, navigator)
    if (visit.kept === undefined || visit.open !== undefined) return seeOther(c, onward(visit))
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const typed = form.text('email').slice(0, 254)
    const m = navigatorMessages[c.get('locale')]
    const refuse = (error: string) => listPage(c, navigator, visit, { typed, error })
    if (!checkCsrf(c, form.text('csrf'))) return refuse(m.stale)
    const outcome = await mailer.send(c, {
      to: typed.trim(),
      requestKey: form.text('requestKey'),
      list: presentList(c, navigator, visit.compiled, visit.today, await listOf(c, navigator, visit)),
    })
    if (outcome !== 'sent') return refuse(outcome === 'wrong' ? m.mailWrong : m.mailTooMany)
    return seeOther(c, `${visit.base}/list?mail=sent#keep`)
  })

  // A page that came back from sending has this address: another language, or a reload, leads to the list.
  app.get('/guides/:guide/mail', async (c) => seeOther(c, `${(await visitGuide(c, navigator)).base}/list`))

  app.post('/guides/:guide/forget', async (c) => {
    const visit = await visitGuide(c, navigator)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf'))) return seeOther(c, `${visit.base}/list`)
    forgetAnswers(c, visit.compiled.guide.id)
    return seeOther(c, `${visit.base}?answers=forgotten`)
  })
}

async function listOf(c: Context<WebEnv>, { catalogue }: Navigator, visit: GuideVisit): Promise<readonly ListedItem[]> {
  const procedures = await catalogue.current(c.get('city').id)
  return makeList(visit.compiled, visit.answers, visit.today, visit.facts, procedures)
}

async function listPage(
  c: Context<WebEnv>,
  navigator: Navigator,
  visit: GuideVisit,
  mail: { readonly sent?: boolean; readonly typed?: string; readonly error?: string },
): Promise<Response> {
  const { compiled, base, answers, today, facts } = visit
  const summary = compiled.questions.summarise(answers, guideFiling(today), facts, c.get('locale'))
  const tree = (
    <ListPage
      frame={residentFrame(c)}
      m={navigatorMessages[c.get('locale')]}
      base={base}
      csrf={csrfToken(c)}
      requestKey={randomUUID()}
      list={presentList(c, navigator, compiled, today, await listOf(c, navigator, visit))}
      answers={summary.flatMap(({ pageId, rows }) =>
        rows.map(({ label, text }) => ({ label, text, changeHref: `${base}/questions/${pageId}` })),
      )}
      mail={mail}
    />
  )
  return page(c, tree, mail.error === undefined ? {} : { status: 422 })
}
