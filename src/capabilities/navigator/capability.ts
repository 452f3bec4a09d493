import { defineCapability } from '../../platform/capability.ts'
import { catalogueOf } from '../procedures/index.ts'
import { guidesOf, keptGuides } from './navigator.ts'
import { navigatorRoutes } from './routes.tsx'

/** くらしの手続きガイド: questions about an event of life, and the list of what is to be done. It has no tables. */
export const navigator = defineCapability({
  name: 'navigator',
  japanese: 'くらしの手続きガイド',
  parts: {
    internet: {
      tables: [],
      routes: (app, services, surface) => {
        if (surface !== 'portal') return
        const folder = guidesOf(services.config.rootDir, keptGuides(services.config))
        navigatorRoutes(app, { services, catalogue: catalogueOf(services), folder })
      },
    },
  },
})
