import { defineCapability } from '../../platform/capability.ts'
import { cardRoutes } from './resident/card-routes.tsx'
import { residentRoutes } from './resident/routes.tsx'
import { signingRoutes } from './resident/signing-routes.tsx'
import { simulatorRoutes } from './simulator/routes.ts'

/** 本人確認・職員: who a resident is, who a member of staff is, and what each may do. */
export const identity = defineCapability({
  name: 'identity',
  japanese: '本人確認・職員',
  parts: {
    internet: {
      tables: [
        'resident_account',
        'portal_session',
        'contact_code',
        'signature_request',
        'demo_authority',
        'demo_card',
      ],
      routes(app, services, surface) {
        if (surface === 'simulator') simulatorRoutes(app, services)
        if (surface !== 'portal') return
        residentRoutes(app, services)
        cardRoutes(app, services)
        signingRoutes(app, services)
      },
    },
  },
})
