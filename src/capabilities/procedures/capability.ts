import { type Capability, defineCapability } from '../../platform/capability.ts'
import type { OfficeDb } from '../../platform/database/generated/office.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { receivePublications } from './catalogue/receive.ts'
import { forgetSeedFiles, seedProcedures } from './catalogue/seed.ts'
import { messages } from './office/messages.ja.ts'
import { catalogueRoutes } from './office/routes.tsx'
import { listVersionHeads } from './store/office.ts'

/** 手続カタログ: what can be applied for. The office publishes, the portal keeps a copy. */
export function proceduresCapability(
  options: {
    /** Ids of the procedures a city offers; undefined: all of the repository. */
    readonly offered?: (cityId: string) => readonly string[] | undefined
  } = {},
): Capability {
  return defineCapability({
    name: 'procedures',
    japanese: messages.area,
    parts: {
      internet: {
        tables: ['published_version', 'published_content', 'catalogue_revision'],
        start: receivePublications,
      },
      office: {
        tables: [
          'procedure_version',
          'register',
          'register_entry',
          'setting_value',
          'closed_day',
          'catalogue_revision',
        ],
        navigation: [{ path: '/catalogue', label: messages.area, order: 60, permission: 'registers.edit' }],
        routes: (app, services, surface) => {
          if (surface === 'office') catalogueRoutes(app, services as ZoneServices<'office'>)
        },
        start: async (services) => {
          const office = services as ZoneServices<'office'>
          const heads = await Promise.all(office.cities.map(({ id }) => listVersionHeads(office.db.city<OfficeDb>(id))))
          const besideOthers = heads.some((stored) => stored.length > 0)
          for (const city of office.cities) {
            const only = options.offered?.(city.id)
            await seedProcedures(office, city.id, { besideOthers, ...(only === undefined ? {} : { only }) })
          }
          forgetSeedFiles(office)
        },
      },
    },
  })
}
