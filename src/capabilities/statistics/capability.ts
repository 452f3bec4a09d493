import { type Capability, defineCapability } from '../../platform/capability.ts'
import { every, type Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { startCounting } from './counting/batches.ts'
import { receiveCounts } from './counting/receive.ts'
import { seedSampleMonths } from './demonstration/seed.ts'
import { closeMonths } from './months/close.ts'
import type { CaseSource } from './months/model.ts'
import { messages } from './office/messages.ja.ts'
import { clearOpinions } from './office/opinions.ts'
import { statisticsRoutes } from './office/routes.tsx'
import { publishUsualDays } from './usual/publish.ts'
import { receiveFigures } from './usual/receive.ts'

const closingPauseMs = 10 * 60_000

/**
 * 統計: numbers of every procedure without a person in them. The internet zone counts its pages, the office its cases; the
 * cases' numbers come from whoever has the cases, and only what the rules of suppression leave is ever shown.
 */
export function statistics(sourceOf: (services: ZoneServices<'office'>) => CaseSource): Capability {
  const running = new Map<string, Repeating>()
  const stop = (zone: string) => async () => {
    await running.get(zone)?.stop()
    running.delete(zone)
  }
  return defineCapability({
    name: 'statistics',
    japanese: messages.area,
    parts: {
      internet: {
        tables: ['visit_count', 'opinion', 'published_figure'],
        start: (services) => {
          receiveFigures(services)
          running.set('internet', startCounting(services))
        },
        stop: stop('internet'),
      },
      office: {
        tables: ['statistic_month', 'statistic_closed_month', 'visit_count', 'opinion', 'published_figure'],
        navigation: [{ path: '/statistics', label: messages.area, order: 64, permission: 'statistics.read' }],
        routes: (app, services, surface) => {
          const office = services as ZoneServices<'office'>
          if (surface === 'office') statisticsRoutes(app, office, sourceOf(office))
        },
        start: async (services) => {
          const office = services as ZoneServices<'office'>
          const source = sourceOf(office)
          receiveCounts(office)
          await seedSampleMonths(office, source)
          running.set(
            'office',
            every('statistics.months', closingPauseMs, office.log, async () => {
              for (const { id } of office.cities) {
                await closeMonths(office, source, id)
                await publishUsualDays(office, id)
                await clearOpinions(office, id)
              }
              return { more: false }
            }),
          )
        },
        stop: stop('office'),
      },
    },
  })
}
