import { defineCapability } from '../../platform/capability.ts'
import type { Repeating } from '../../platform/jobs/every.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { catalogueOf, tellBroken } from '../procedures/index.ts'
import { startMailClearing } from './mail/counted.ts'
import { guideFiles, guidesOf } from './navigator.ts'
import { navigatorRoutes } from './routes.tsx'

let clearing: Repeating | undefined

/** Every zone reads the files, and a process may have only one of them. */
function tellBrokenGuides(services: ZoneServices): void {
  const { rootDir } = services.config
  guidesOf(rootDir, services.config)
  for (const { id } of services.cities) tellBroken(services, id, guideFiles.broken(rootDir), 'guide')
}

/** くらしの手続きガイド: questions about an event of life, and the list of what is to be done. Its one table counts mails. */
export const navigator = defineCapability({
  name: 'navigator',
  japanese: 'くらしの手続きガイド',
  readAhead: (config) => {
    guidesOf(config.rootDir, config)
  },
  parts: {
    internet: {
      tables: ['guide_mail_count'],
      routes: (app, services, surface) => {
        if (surface !== 'portal') return
        const folder = guidesOf(services.config.rootDir, services.config)
        navigatorRoutes(app, { services, catalogue: catalogueOf(services), folder })
      },
      start: (services) => {
        tellBrokenGuides(services)
        clearing = startMailClearing(services)
      },
      stop: async () => {
        await clearing?.stop()
        clearing = undefined
      },
    },
    office: {
      tables: [],
      start: tellBrokenGuides,
    },
  },
})
