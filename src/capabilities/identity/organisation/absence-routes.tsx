import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import { currentStaff, mayDo, requireStaff } from '../staff/current.ts'
import { officeFrame } from '../staff/frame.ts'
import type { StaffTables } from '../staff/tables.ts'
import { cancelAbsence, enterAbsence, listAbsences } from './absences.ts'
import { organisationMessages as m } from './messages.ja.ts'
import { guarded, typedForm } from './people-routes.tsx'
import { listColleagues } from './people-store.ts'
import { AbsencesPage } from './views/absences.tsx'
import { emptyForm, type TypedForm } from './views/parts.tsx'

/** Absences: everybody enters their own, the organisation's people everybody's. */
export function absenceRoutes(app: Hono<WebEnv>, services: ZoneServices): void {
  app.use('/organisation/absences', requireStaff(services))
  app.use('/organisation/absences/*', requireStaff(services))

  app.get('/organisation/absences', (c) => absencesPage(c, services, emptyForm))

  app.post('/organisation/absences', async (c) => {
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const staffId = personOf(c, form.text('person'))
    const result = await guarded(c, services, form, (change) => enterAbsence(change, staffId, form.text))
    return result.ok
      ? seeOther(c, '/organisation/absences?done=saved')
      : absencesPage(c, services, typedForm('absence', form, result))
  })

  app.post('/organisation/absences/:id/cancellation', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const staffId = personOf(c, form.text('person'))
    const result = await guarded(c, services, form, (change) => cancelAbsence(change, staffId, c.req.param('id')))
    return result.ok
      ? seeOther(c, '/organisation/absences?done=saved')
      : absencesPage(c, services, typedForm('absence', form, result))
  })
}

/** Whose absence it is: for those who may enter all, the one they chose, never silently their own; else one's own. */
function personOf(c: Context<WebEnv>, named: string): string {
  const session = currentStaff(c)
  return mayDo(session, 'organisation.edit') ? named : session.staffId
}

async function absencesPage(c: Context<WebEnv>, services: ZoneServices, typed: TypedForm): Promise<Response> {
  const session = currentStaff(c)
  const today = dayOf(c.get('now'))
  const db = services.db.city<StaffTables>(c.get('city').id)
  const forAll = mayDo(session, 'organisation.edit')
  const failed = typed !== emptyForm
  return page(
    c,
    <AbsencesPage
      frame={officeFrame(c)}
      absences={await listAbsences(db, today, forAll ? undefined : session.staffId)}
      colleagues={await listColleagues(db, today)}
      forAll={forAll}
      self={session.staffId}
      typed={typed}
      {...(c.req.query('done') === 'saved' && !failed ? { done: m.saved } : {})}
    />,
    failed ? { status: 422 } : {},
  )
}
