import { defineCapability } from '../../platform/capability.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { currentStaff, requireStaff } from '../identity/index.ts'
import { amendmentRoutes } from './amendment/routes.tsx'
import { bulkRoutes } from './bulk/routes.tsx'
import { runBulkJobs } from './bulk/run.ts'
import { cancellationRoutes } from './cancellation/routes.tsx'
import { caseRoutes } from './case-page/routes.tsx'
import type { CasesContext } from './context.ts'
import { correctionRoutes } from './correction/routes.tsx'
import { decisionRoutes } from './decision/routes.tsx'
import { exportRoutes } from './export/routes.ts'
import { filesInUse } from './files/in-use.ts'
import { fileRoutes } from './files/routes.ts'
import { registerIntake, takeParked } from './intake/index.ts'
import { originRoutes } from './origin/routes.ts'
import { printFormRoutes } from './paper/print-form.ts'
import { paperRoutes } from './paper/routes.tsx'
import { placesMessages } from './places/messages.ja.ts'
import { placesRoutes } from './places/routes.tsx'
import { queueRoutes } from './queue/routes.tsx'
import { ringTimers } from './timers/ring.ts'
import { contextOf } from './wiring/context.ts'
import { caseWords } from './words.ja.ts'

const tables = [
  'case_file',
  'case_answers',
  'case_attachment',
  'case_search_token',
  'case_wait',
  'case_check',
  'case_note',
  'case_hand_over',
  'case_correction',
  'case_consultation',
  'case_payment',
  'case_payment_void',
  'case_decision',
  'case_letter',
  'case_withdrawal',
  'case_cancellation',
  'case_amendment',
  'case_origin',
  'case_paper',
  'case_paper_counter',
  'case_paper_draft',
  'case_request',
  'case_parked',
  'case_saved_search',
  'case_bulk_job',
  'case_bulk_item',
  'case_access',
  'place_hold',
  'place_draw',
  'place_draw_entry',
] as const

let background: Repeating[] = []

function everyMinute(office: ZoneServices<'office'>, name: string, work: (now: Date) => Promise<unknown>): Repeating {
  return every(name, 60_000, office.log, async () => {
    await work(office.clock.now())
    return { more: false }
  })
}

/** The first turn tries everything: this program may read what the one before it could not. */
function retryParkedEveryMinute(ctx: CasesContext, cityId: string): Repeating {
  let all = true
  return everyMinute(ctx.services, `cases.parked.${cityId}`, async (now) => {
    await takeParked(ctx, cityId, now, all)
    all = false
  })
}

/** 受付審査: every application from arrival to completion. */
export const cases = defineCapability({
  name: 'cases',
  japanese: caseWords.site,
  parts: {
    office: {
      tables,
      navigation: [
        { path: '/cases', label: caseWords.site, order: 10 },
        { path: '/cases/places', label: placesMessages.title, order: 55, permission: 'registers.edit' },
      ],
      routes: (app, services, surface) => {
        const ctx = contextOf(services as ZoneServices<'office'>)
        if (surface === 'files') fileRoutes(app, ctx)
        if (surface !== 'office') return
        app.use('/cases', requireStaff(services))
        app.use('/cases/*', requireStaff(services))
        // The session decides the city, the host decides it too: they have to be the same one.
        app.use('/cases/*', async (c, next) => {
          if (currentStaff(c).cityId !== c.get('city').id) throw new Error('a session of another city')
          await next()
        })
        // Fixed paths before the one with an id.
        queueRoutes(app, ctx)
        exportRoutes(app, ctx)
        placesRoutes(app, ctx)
        bulkRoutes(app, ctx)
        paperRoutes(app, ctx)
        printFormRoutes(app, ctx)
        originRoutes(app, ctx)
        correctionRoutes(app, ctx)
        decisionRoutes(app, ctx)
        cancellationRoutes(app, ctx)
        amendmentRoutes(app, ctx)
        caseRoutes(app, ctx)
      },
      start: (services) => {
        const office = services as ZoneServices<'office'>
        const ctx = contextOf(office)
        registerIntake(ctx)
        const perCity = office.cities.flatMap((city) => [
          everyMinute(office, `cases.timers.${city.id}`, (now) => ringTimers(ctx, city.id, now)),
          retryParkedEveryMinute(ctx, city.id),
          every(`cases.bulk.${city.id}`, 1000, office.log, () => runBulkJobs(ctx, city.id, office.clock.now())),
        ])
        background = perCity
      },
      filesInUse: (services, cityId) => filesInUse(services as ZoneServices<'office'>, cityId),
      stop: async () => {
        await Promise.all(background.map((each) => each.stop()))
        background = []
      },
    },
  },
})
