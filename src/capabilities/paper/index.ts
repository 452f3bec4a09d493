import { defineCapability } from '../../platform/capability.ts'
import type { ZoneServices } from '../../platform/services.ts'
import { officePaperRoutes } from './office/routes.tsx'
import { residentPaperRoutes } from './resident-routes.ts'

export { cityOnPaper } from './city-words.ts'
export { type PageCode, readCodeText } from './code/page-code.ts'
export type { Filled } from './filling/values.ts'
export { type FormCity, setFilledForm } from './form.ts'
export { type LayoutMap, layoutMap, type MappedPlace } from './layout/layout-map.ts'
export { type FormKind, formKinds } from './layout/style.ts'
export { paperFilers } from './plan/filers.ts'
export { type PaperFile, paperFiles, takesPaper } from './serve-form.ts'

/** 申請用紙: the paper form of every procedure, from the same definition as the form on the screen. Keeps nothing. */
export const paper = defineCapability({
  name: 'paper',
  japanese: '申請用紙',
  parts: {
    internet: {
      tables: [],
      routes: (app, services, surface) => {
        if (surface === 'portal') residentPaperRoutes(app, services)
      },
    },
    office: {
      tables: [],
      routes: (app, services, surface) => {
        if (surface === 'office') officePaperRoutes(app, services as ZoneServices<'office'>)
      },
    },
  },
})
