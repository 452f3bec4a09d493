import { defineCapability } from '../../platform/capability.ts'
import { formTargets } from './form-targets.ts'
import { absenceRoutes } from './organisation/absence-routes.tsx'
import { importRoutes } from './organisation/import-routes.tsx'
import { organisationMessages } from './organisation/messages.ja.ts'
import { peopleRoutes } from './organisation/people-routes.tsx'
import { sectionRoutes } from './organisation/section-routes.tsx'
import { cardRoutes } from './resident/card-routes.tsx'
import { residentRoutes } from './resident/routes.tsx'
import { signingRoutes } from './resident/signing-routes.tsx'
import { readCityPeople } from './seeds/city-people.ts'
import { loadOrganisation } from './seeds/load-organisation.ts'
import { identitySettings } from './settings.ts'
import { simulatorRoutes } from './simulator/routes.ts'
import { enrolRoutes } from './staff/enrol-routes.tsx'
import { meRoutes } from './staff/me-routes.tsx'
import { passkeyRoutes } from './staff/passkey-routes.ts'
import { warmUp } from './staff/password.ts'
import { permissionLabels } from './staff/permissions.ts'
import { signInRoutes } from './staff/sign-in-routes.tsx'
import { startSweeping } from './sweeping.ts'

const stops: (() => void)[] = []
const stop = (): void => {
  for (const end of stops.splice(0)) end()
}

/** 本人確認・職員: who a resident is, who a member of staff is, and what each may do. */
export const identity = defineCapability({
  name: 'identity',
  japanese: '本人確認・職員',
  readAhead: ({ rootDir, demo }, cities) => {
    for (const city of cities) if (demo && city.demo) readCityPeople(rootDir, city.id)
  },
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
      formTargets,
      start(services) {
        for (const city of services.cities) identitySettings(city)
        stops.push(startSweeping(services))
      },
      stop,
    },
    office: {
      tables: [
        'section',
        'post',
        'staff_member',
        'assignment',
        'absence',
        'role_grant',
        'staff_password',
        'staff_totp',
        'staff_passkey',
        'staff_challenge',
        'staff_session',
        'staff_device',
        'sign_in_throttle',
        'staff_enrolment',
      ],
      navigation: [
        { path: '/organisation', label: organisationMessages.area, permission: 'organisation.edit', order: 80 },
        { path: '/organisation/absences', label: organisationMessages.absencesTitle, order: 85 },
      ],
      permissions: Object.entries(permissionLabels).map(([id, label]) => ({ id, label })),
      routes(app, services, surface) {
        if (surface !== 'office') return
        signInRoutes(app, services)
        passkeyRoutes(app, services)
        enrolRoutes(app, services)
        meRoutes(app, services)
        peopleRoutes(app, services)
        sectionRoutes(app, services)
        absenceRoutes(app, services)
        importRoutes(app, services)
      },
      async start(services) {
        await warmUp()
        for (const city of services.cities) {
          identitySettings(city)
          await loadOrganisation(services, city)
        }
        stops.push(startSweeping(services))
      },
      stop,
    },
  },
})
