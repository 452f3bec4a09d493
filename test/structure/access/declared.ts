/**
 * Who gets past the door of each route. A route of the program that is not listed here fails the test, and so does a line
 * without a route. What somebody may do behind the door (the state of a case, whose turn it is) is tested by its owner.
 */
export type PortalDoor = 'everybody' | 'signed-in' | 'owner'
export type OfficeDoor =
  | 'everybody'
  | 'staff'
  /** Needs a permission in any section. */
  | { readonly may: Permission }
  /** The case lies in the person's sections; for others it does not exist. `may`: and the person has the permission there. */
  | { readonly case: 'read' | Permission }
  /** An entry of a register with places; needs a permission in any section. */
  | { readonly place: Permission }
type Permission =
  | 'organisation'
  | 'registers'
  | 'documents'
  | 'audit'
  | 'review'
  | 'export'
  | 'send'
  | 'accounts'
  | 'confidential'

const all = <Door>(door: Door, routes: readonly string[]): readonly (readonly [string, Door])[] =>
  routes.map((route) => [route, door] as const)

export const portalDoors: ReadonlyMap<string, PortalDoor> = new Map([
  ...all<PortalDoor>('everybody', [
    'GET /',
    'GET /accessibility',
    'GET /demo/outbox',
    'GET /display',
    'GET /draws/:draw',
    'POST /display',
    'GET /follow-up',
    'POST /follow-up',
    'POST /follow-up/forget',
    'GET /gallery',
    'GET /gallery/*',
    'GET /health',
    'GET /help',
    'GET /life-events/:id',
    'GET /lookup/bank',
    'GET /lookup/postcode',
    'GET /privacy',
    'GET /procedures',
    'GET /procedures/:procedure',
    'GET /resume',
    'POST /resume',
    'GET /search',
    'GET /sections/:id',
    'GET /sign-in',
    'GET /sign-in/card',
    'GET /sign-in/contact',
    'POST /sign-in/contact',
    'GET /sign-in/contact/code',
    'POST /sign-in/contact/code',
    'GET /sign-in/return',
    'GET /sign/return',
    'GET /topics/:id',
    'POST /sign-out',
  ]),
  ...all<PortalDoor>('signed-in', [
    'GET /mailbox',
    'GET /me',
    'POST /me/other-sessions',
    'GET /procedures/:procedure/start',
    'POST /procedures/:procedure/start',
  ]),
  ...all<PortalDoor>('owner', [
    'GET /applications/:application',
    'GET /applications/:application/copy.pdf',
    'GET /applications/:application/corrections/:correction',
    'POST /applications/:application/corrections/:correction',
    'POST /applications/:application/place',
    'GET /applications/:application/files/:file',
    'GET /applications/:application/letters/:letter',
    'GET /applications/:application/receipt',
    'GET /applications/:application/withdrawal',
    'POST /applications/:application/withdrawal',
    'GET /drafts/:draft',
    'GET /drafts/:draft/check',
    'POST /drafts/:draft/check',
    'GET /drafts/:draft/discard',
    'POST /drafts/:draft/discard',
    'GET /drafts/:draft/files/:file',
    'GET /drafts/:draft/form.pdf',
    'GET /drafts/:draft/pages/:page',
    'POST /drafts/:draft/pages/:page',
    'GET /drafts/:draft/sign',
    'POST /drafts/:draft/sign',
    'POST /drafts/:draft/submission',
  ]),
])

export const officeDoors: ReadonlyMap<string, OfficeDoor> = new Map([
  ...all<OfficeDoor>('everybody', [
    'GET /',
    'GET /health',
    'GET /sign-in',
    'POST /sign-in',
    'POST /sign-in/demo',
    'POST /sign-in/passkey',
    'POST /sign-in/passkey/options',
    'GET /enrol/:token',
    'POST /enrol/:token',
    'POST /sign-out',
  ]),
  ...all<OfficeDoor>('staff', [
    'GET /approvals',
    'POST /approvals/bulk',
    'GET /cases',
    'POST /cases/search',
    'GET /cases/bulk-jobs/:job',
    'GET /cases/places',
    'GET /cases/places/:register/:entry',
    'GET /letters',
    'GET /me',
    'GET /me/prove',
    'POST /me/prove',
    'GET /me/totp',
    'POST /me/totp',
    'POST /me/password',
    'POST /me/passkeys/options',
    'POST /me/passkeys/registration',
    'POST /me/passkeys/removal',
    'POST /me/sessions/:id/end',
    'GET /organisation/absences',
    'POST /organisation/absences',
    'POST /organisation/absences/:id/cancellation',
  ]),
  ...all<OfficeDoor>({ may: 'organisation' }, [
    'GET /approvals/matters',
    'POST /approvals/matters',
    'GET /organisation/import',
    'POST /organisation/import',
    'POST /organisation/import/application',
    'GET /organisation/people',
    'POST /organisation/people',
    'GET /organisation/people/:id',
    'POST /organisation/people/:id',
    'POST /organisation/people/:id/assignments',
    'POST /organisation/people/:id/assignments/:row/end',
    'POST /organisation/people/:id/enrolment',
    'POST /organisation/people/:id/lift',
    'POST /organisation/people/:id/roles',
    'POST /organisation/people/:id/roles/:row/end',
    'GET /organisation/people/new',
    'GET /organisation/posts/:id',
    'POST /organisation/posts',
    'POST /organisation/posts/:id',
    'GET /organisation/sections',
    'POST /organisation/sections',
    'GET /organisation/sections/:id',
    'POST /organisation/sections/:id',
  ]),
  ...all<OfficeDoor>({ may: 'registers' }, [
    'GET /catalogue',
    'GET /catalogue/closed-days',
    'POST /catalogue/closed-days',
    'GET /catalogue/registers/:register',
    'POST /catalogue/registers/:register',
    'GET /catalogue/registers/:register/:entry',
    'POST /catalogue/registers/:register/:entry',
    'GET /catalogue/settings',
    'GET /catalogue/settings/:name',
    'POST /catalogue/settings/:name',
  ]),
  // The register's people place residents; the entry is looked up first, so without one everybody meets "not there".
  ...all<OfficeDoor>({ place: 'registers' }, [
    'POST /cases/places/:register/:entry/holds',
    'POST /cases/places/:register/:entry/places',
    'POST /cases/places/:register/:entry/draw',
  ]),
  ...all<OfficeDoor>({ place: 'review' }, ['POST /cases/places/:register/:entry/results']),
  ...all<OfficeDoor>({ place: 'export' }, ['GET /cases/places/:register/:entry/reception.csv']),
  ...all<OfficeDoor>({ may: 'documents' }, ['GET /letters/seals']),
  ...all<OfficeDoor>({ may: 'audit' }, [
    'GET /audit',
    'GET /audit/verification',
    'POST /audit/verification',
    'POST /audit/relay',
  ]),
  ...all<OfficeDoor>({ may: 'export' }, ['GET /cases/export', 'GET /cases/export/:procedure/:layout']),
  ...all<OfficeDoor>({ may: 'review' }, [
    'POST /cases/bulk',
    'POST /cases/bulk-jobs',
    'GET /cases/paper',
    'POST /cases/paper',
    'GET /cases/paper/:draft',
    'POST /cases/paper/:draft',
  ]),
  ...all<OfficeDoor>({ case: 'read' }, [
    'GET /approvals/:id',
    'GET /approvals/:id/letter.pdf',
    'POST /approvals/:id/acts',
    'GET /letters/:id/pdf',
    'GET /cases/:id',
    'GET /cases/:id/proof',
    'GET /cases/:id/next',
    'GET /cases/:id/decision',
  ]),
  ...all<OfficeDoor>({ case: 'review' }, [
    'GET /cases/:id/correction',
    'POST /cases/:id/correction',
    'POST /cases/:id/decision',
    'POST /cases/:id/assignment',
    'POST /cases/:id/acceptance',
    'POST /cases/:id/hand-overs',
    'POST /cases/:id/checks',
    'POST /cases/:id/notes',
    'POST /cases/:id/attachment-checks',
    'POST /cases/:id/consultations',
    'POST /cases/:id/consultation-answers',
    'POST /cases/:id/correction-extension',
    'POST /cases/:id/correction-end',
    'POST /cases/:id/payment-request',
    'POST /cases/:id/withdrawal',
    'POST /cases/:id/completion',
    'POST /cases/:id/cancellation',
  ]),
  ...all<OfficeDoor>({ case: 'send' }, ['POST /letters/:id']),
  ...all<OfficeDoor>({ case: 'accounts' }, ['POST /cases/:id/payments', 'POST /cases/:id/payment-voids']),
  ...all<OfficeDoor>({ case: 'confidential' }, ['POST /cases/:id/confidentiality']),
])

/** Routes that name a second thing which the sample does not hold: there even those who may find nothing. */
export const nothingThere: ReadonlySet<string> = new Set([
  'GET /draws/:draw',
  'POST /applications/:application/place',
  'GET /applications/:application/files/:file',
  'GET /drafts/:draft/files/:file',
  'GET /drafts/:draft/sign',
  'POST /drafts/:draft/sign',
  'POST /drafts/:draft/submission',
  'GET /gallery/*',
  'GET /cases/bulk-jobs/:job',
  'GET /cases/places/:register/:entry',
  'GET /cases/paper/:draft',
  'POST /cases/paper/:draft',
  'POST /audit/relay',
  'POST /letters/:id',
  'POST /organisation/people/:id/assignments/:row/end',
  'POST /organisation/people/:id/roles/:row/end',
  'POST /catalogue/settings/:name',
])
