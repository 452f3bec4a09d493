import type { Context, Hono } from 'hono'
import { staffFrame } from '../../../design/index.ts'
import { page, readForm, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { checkCsrf, csrfToken } from '../form-token.ts'
import { enrol, findEnrolment, type OpenEnrolment } from './enrolment.ts'
import { meMessages as m, staffMessages } from './messages.ja.ts'
import { totpAddress } from './totp.ts'
import { EnrolPage, type FieldProblem, StaffSentencePage } from './views/credentials.tsx'

/** Setting a password and an app by a link that was handed over. */
export function enrolRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.get('/enrol/:token', async (c) => {
    const link = await findEnrolment(services, c.get('city'), c.req.param('token'), c.get('now'))
    return link === null ? gonePage(c) : enrolPage(c, link)
  })

  app.post('/enrol/:token', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const city = c.get('city')
    const link = await findEnrolment(services, city, c.req.param('token'), c.get('now'))
    if (link === null) return gonePage(c)
    if (!checkCsrf(c, form.text('csrf'))) return enrolPage(c, link, { field: 'password', message: staffMessages.stale })
    const result = await enrol(services, city, link, {
      password: form.text('password'),
      again: form.text('again'),
      code: form.text('code').slice(0, 40),
      now: c.get('now'),
    })
    if (result.ok)
      return page(c, <StaffSentencePage frame={staffFrame(c)} title={m.enrolDoneTitle} text={m.enrolDone} />)
    if (result.refusal === 'gone') return gonePage(c)
    const field = result.refusal === 'wrong-code' ? 'code' : result.refusal === 'not-the-same' ? 'again' : 'password'
    return enrolPage(c, link, { field, message: m.refusals[result.refusal] })
  })
}

function enrolPage(c: Context<WebEnv>, link: OpenEnrolment, problem?: FieldProblem): Response {
  const tree = (
    <EnrolPage
      frame={staffFrame(c)}
      csrf={csrfToken(c)}
      path={c.req.path}
      name={link.name}
      number={link.staffNumber}
      secret={link.totpSecret}
      address={totpAddress(link.totpSecret, link.staffNumber, c.get('city').name)}
      {...(problem === undefined ? {} : { problem })}
    />
  )
  return page(c, tree, problem === undefined ? {} : { status: 422 })
}

function gonePage(c: Context<WebEnv>): Response {
  return page(c, <StaffSentencePage frame={staffFrame(c)} title={m.enrolGoneTitle} text={m.refusals.gone} />, {
    status: 410,
  })
}
