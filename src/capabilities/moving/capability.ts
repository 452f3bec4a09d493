import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { requirePermission } from '../identity/index.ts'
import { catalogueOf, tellBroken } from '../procedures/index.ts'
import { readMovingContent } from './content.ts'
import { seedDemonstration } from './demonstration.ts'
import { followUpData } from './follow-ups/folder.ts'
import { receiveVisits } from './from-portal.ts'
import type { Moving, PaperPort } from './moving.ts'
import { dayRoutes } from './office/day-routes.tsx'
import { intakeRoutes } from './office/intake-routes.tsx'
import { listRoutes } from './office/list-routes.tsx'
import { messages } from './office/messages.ja.ts'
import { noticeRoutes } from './office/notice-routes.tsx'
import { questionRoutes } from './office/question-routes.tsx'
import { startTimers } from './timers.ts'
import { startVisitClearing } from './visit/clearing.ts'
import { receiveFromOffice } from './visit/from-office.ts'
import { visitRoutes } from './visit/routes.tsx'
import { visitsOf } from './visit/visits.ts'

const running = new Map<'office' | 'internet', Repeating[]>()
async function stop(zone: 'office' | 'internet'): Promise<void> {
  for (const each of running.get(zone)?.splice(0) ?? []) await each.stop()
}

/** What is wrong with the data is said at the start, not to the first clerk or visitor. */
function tellBrokenContent(services: ZoneServices): void {
  const broken = readMovingContent(services.config)
  for (const { id } of services.cities) tellBroken(services, id, broken, 'moving')
}

/**
 * 引越しワンストップサービス: notices of moving from every source, prepared for the counter, and the visits that residents book.
 * Beginning a form of a procedure for a clerk is given by who knows the cases.
 */
export function movingCapability(papers: (services: ZoneServices<'office'>) => PaperPort): Capability {
  const contextOf = (services: ZoneServices): Moving => {
    const office = services as ZoneServices<'office'>
    return { services: office, catalogue: catalogueOf(office), papers: papers(office) }
  }
  return defineCapability({
    name: 'moving',
    japanese: messages.area,
    readAhead: (config) => {
      followUpData(config.rootDir, config)
    },
    parts: {
      internet: {
        tables: ['moving_draft', 'moving_slot', 'moving_booking', 'moving_counter', 'moving_attempt'],
        routes: (app, services, surface) => {
          if (surface === 'portal') visitRoutes(app, visitsOf(services))
        },
        start: (services) => {
          tellBrokenContent(services)
          receiveFromOffice(services)
          running.set('internet', [startVisitClearing(services)])
        },
        stop: () => stop('internet'),
      },
      office: {
        tables: [
          'moving_notice',
          'moving_token',
          'moving_mark',
          'moving_contact',
          'moving_intake',
          'moving_slot',
          'moving_counter',
        ],
        navigation: [{ path: '/moving', label: messages.area, order: 30, permission: 'moving.handle' }],
        routes: (app, services, surface) => {
          if (surface !== 'office') return
          const ctx = contextOf(services)
          app.use('/moving', requirePermission(services, 'moving.handle'))
          app.use('/moving/*', requirePermission(services, 'moving.handle'))
          listRoutes(app, ctx)
          dayRoutes(app, ctx)
          intakeRoutes(app, ctx)
          questionRoutes(app, ctx)
          noticeRoutes(app, ctx)
        },
        start: async (services) => {
          const ctx = contextOf(services)
          tellBrokenContent(services)
          receiveVisits(ctx)
          await seedDemonstration(ctx)
          running.set('office', [startTimers(ctx)])
        },
        stop: () => stop('office'),
      },
    },
  })
}
