import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken } from '../../identity/index.ts'
import { visitCounterOf } from '../../statistics/index.ts'
import { countDraft } from '../shared/counted.ts'
import { findOwnApplication, type OwnApplication } from '../shared/own-application.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { opinionMessages } from './messages.ts'
import { grades, longestText, type OpinionFormProps, OpinionPage } from './view.tsx'

/**
 * The one question after the receipt. That it was answered is kept with the application; what was answered goes into
 * the counts of the day and into a box for the office, with nothing that leads back.
 */
export function opinionRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/applications/:application/opinion', async (c) => show(c, await ownApplication(c, portal)))

  app.post('/applications/:application/opinion', async (c) => {
    const own = await ownApplication(c, portal)
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const m = opinionMessages[c.get('locale')]
    if (own.row.opinion_given) return seeOther(c, pathOf(own))
    const grade = grades.find((each) => each === form.text('grade'))
    const text = form.text('text').replaceAll('\r\n', '\n').trim()
    const over = [...text].length - longestText
    const problems = [
      ...(checkCsrf(c, form.text('csrf')) ? [] : [{ message: m.stale }]),
      ...(grade === undefined ? [{ id: 'grade', message: m.gradeMissing }] : []),
      ...(over > 0 ? [{ id: 'text', message: m.textLong(over) }] : []),
    ]
    if (grade === undefined || problems.length > 0)
      return show(c, own, { ...(grade === undefined ? {} : { grade }), text, problems })
    if (await markAnswered(portal, c.get('city').id, own.row.id)) {
      const day = dayOf(c.get('now'))
      const { procedure_id: procedureId, version_hash: versionHash } = own.row
      const cityId = c.get('city').id
      countDraft(portal, cityId, { procedureId, versionHash }, 'satisfaction', day, grade)
      if (text !== '') visitCounterOf(portal.services).opinion(cityId, { day, procedureId, grade: Number(grade), text })
    }
    return seeOther(c, pathOf(own))
  })
}

async function ownApplication(c: Context<WebEnv>, portal: Portal): Promise<OwnApplication> {
  const id = c.req.param('application') ?? ''
  const own = isUuid(id) ? await findOwnApplication(c, portal, id) : undefined
  if (own === undefined) throw notFound()
  return own
}

/** One answer for each receipt: of two sent at once, one is counted. */
async function markAnswered(portal: Portal, cityId: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await cityDb(portal, cityId)
    .updateTable('application')
    .set({ opinion_given: true })
    .where('id', '=', id)
    .where('opinion_given', '=', false)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function pathOf(own: OwnApplication): string {
  return `/applications/${own.row.id}/opinion`
}

function show(
  c: Context<WebEnv>,
  own: OwnApplication,
  typed: Pick<OpinionFormProps, 'grade' | 'text' | 'problems'> = {},
): Response {
  const m = opinionMessages[c.get('locale')]
  return page(
    c,
    <OpinionPage
      frame={frameOf(c, own.session)}
      m={m}
      backHref={`/applications/${own.row.id}/receipt`}
      {...(own.row.opinion_given ? {} : { form: { m, action: pathOf(own), csrf: csrfToken(c), ...typed } })}
    />,
    typed.problems === undefined ? {} : { status: 422 },
  )
}
