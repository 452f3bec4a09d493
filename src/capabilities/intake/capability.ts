import { defineCapability } from '../../platform/capability.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { requirePermission } from '../identity/index.ts'
import { batchRoutes } from './office/batch-routes.tsx'
import { homeRoutes } from './office/home-routes.tsx'
import { makeRoutes } from './office/make-routes.tsx'
import { manifestRoutes } from './office/manifest-routes.tsx'
import { intakeMessages } from './office/messages.ja.ts'
import { emptyInbox } from './run/inbox.ts'
import { intakeOf } from './run/intake.ts'
import { eraseSettled } from './run/settle.ts'
import { intakeTurn } from './run/turn.ts'

let background: Repeating[] = []

/** ほかのサービスに届いた申請の取り込み: what other portals deliver becomes the same cases as what is filed here. */
export const intake = defineCapability({
  name: 'intake',
  japanese: intakeMessages.area,
  parts: {
    office: {
      tables: ['intake_manifest', 'intake_batch', 'intake_row'],
      navigation: [{ path: '/intake', label: intakeMessages.area, order: 15, permission: 'cases.intake' }],
      routes: (app, services, surface) => {
        if (surface !== 'office') return
        const office = services as ZoneServices<'office'>
        app.use('/intake', requirePermission(office, 'cases.intake'))
        app.use('/intake/*', requirePermission(office, 'cases.intake'))
        const work = intakeOf(office)
        homeRoutes(app, work)
        batchRoutes(app, work)
        // The fixed path before the one with an id.
        makeRoutes(app, work)
        manifestRoutes(app, work)
      },
      start: (services) => {
        const office = services as ZoneServices<'office'>
        const work = intakeOf(office)
        background = office.cities.flatMap(({ id }) => [
          every(`intake.rows.${id}`, 1000, office.log, () => intakeTurn(work, id)),
          every(`intake.settled.${id}`, 3_600_000, office.log, async () => ({
            more: (await eraseSettled(work, id)) === 500,
          })),
          ...(office.config.inbox === ''
            ? []
            : [
                every(`intake.inbox.${id}`, 10_000, office.log, async () => ({
                  more: (await emptyInbox(work, id)) > 0,
                })),
              ]),
        ])
      },
      stop: async () => {
        await Promise.all(background.map((each) => each.stop()))
        background = []
      },
    },
  },
})
