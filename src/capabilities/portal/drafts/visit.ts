import type { Context } from 'hono'
import { dayOf, secondOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { notFound, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { type ResidentSession, residentFromRow, residentSignInPath, residentTokenHash } from '../../identity/index.ts'
import type {
  Assurance,
  CityFacts,
  CompiledProcedure,
  FilerKind,
  Filing,
  RegisterEntry,
} from '../../procedures/index.ts'
import { mayOpen } from '../shared/access.ts'
import { browserToken } from '../shared/browser.ts'
import { onlineFiling } from '../shared/catalogue.ts'
import { findOwnApplication } from '../shared/own-application.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { openDraft } from './box.ts'
import type { Draft } from './draft.ts'
import { type Opened, openedDrafts, openedOnce } from './opened.ts'
import { findDraftRow, findDraftVisit, type OpenableDraftRow } from './store.ts'

/** A draft opened by somebody who may, with everything a page of it needs. */
export interface OpenVisit {
  readonly kind: 'open'
  readonly portal: Portal
  readonly city: City
  readonly now: Date
  readonly today: string
  /** Where pages of this version are remembered. */
  readonly opened: Opened
  readonly draft: Draft
  readonly procedure: CompiledProcedure
  readonly facts: CityFacts
  readonly filing: Filing
  readonly session: ResidentSession | null
  /** Places the register gives an entry in all; undefined without limit. */
  readonly seats: (register: string, entry: string) => number | undefined
  /** The register's entry as the office states it. */
  readonly entry: (register: string, entry: string) => RegisterEntry | undefined
}

/** It exists and is somebody's; nobody is signed in. What was posted may be kept until that person is back. */
export interface ClosedVisit {
  readonly kind: 'sign-in'
  readonly level: 'contact' | 'jpki-auth'
  readonly id: string
}

/** It has been submitted already: the receipt is what the person wants to see. */
export interface SubmittedVisit {
  readonly kind: 'submitted'
  readonly id: string
}

/** Where somebody goes who can't go on with this draft. */
export function turnAway(c: Context<WebEnv>, visit: ClosedVisit | SubmittedVisit, back = c.req.path): Response {
  if (visit.kind === 'submitted') return seeOther(c, `/applications/${visit.id}/receipt`)
  return seeOther(c, residentSignInPath(visit.level, back))
}

/** Opens the draft of this request's path. Another person's draft and one that never was are the same 404. */
export async function visitDraft(
  c: Context<WebEnv>,
  portal: Portal,
): Promise<OpenVisit | ClosedVisit | SubmittedVisit> {
  const id = c.req.param('draft') ?? ''
  if (!isUuid(id)) throw notFound()
  const city = c.get('city')
  const now = c.get('now')
  const { services } = portal
  const db = cityDb(portal, city.id)
  const found = await findDraftVisit(db, id, residentTokenHash(c), browserToken(c, services), now)
  if (found === undefined) return findSubmitted(c, portal, id)
  const session = found.session === null ? null : residentFromRow(c, services, found.session)
  if (!mayOpen(services, city.id, found.owner, session, found.granted)) {
    const owned = found.owner.account_id !== null || found.owner.contact_token !== null
    if (session !== null || !owned) throw notFound()
    return { kind: 'sign-in', level: found.owner.account_id !== null ? 'jpki-auth' : 'contact', id }
  }
  const opened = openedDrafts(services).find(city.id, id, found.version)
  if (opened !== undefined) return visitOf(portal, city, opened, session, now)
  const row = await findDraftRow(db, id, now)
  return row === undefined ? findSubmitted(c, portal, id) : openVisit(portal, city, row, session, now)
}

/**
 * A draft's row with everything a page of it needs. Whether the visitor may has been decided before. `once`: it is about to
 * be sent, and is not remembered for pages to come.
 */
export function openVisit(
  portal: Portal,
  city: City,
  row: OpenableDraftRow,
  session: ResidentSession | null,
  now: Date,
  { once = false } = {},
): Promise<OpenVisit> {
  const memory = openedDrafts(portal.services)
  const known = memory.find(city.id, row.id, row.version)
  if (known !== undefined) return visitOf(portal, city, known, session, now)
  const draft = toDraft(row, portal, city.id)
  return visitOf(portal, city, once ? openedOnce(draft) : memory.keep(city.id, draft), session, now)
}

async function visitOf(
  portal: Portal,
  city: City,
  opened: Opened,
  session: ResidentSession | null,
  now: Date,
): Promise<OpenVisit> {
  const { draft } = opened
  const procedure = await portal.catalogue.version(city.id, draft.procedureId, draft.versionHash)
  if (procedure === undefined) throw notFound()
  const today = dayOf(now)
  const whole = await portal.catalogue.facts(city.id, today)
  const facts = await portal.places.facts(cityDb(portal, city.id), city.id, procedure, whole, now)
  const filing = onlineFiling(
    today,
    draft.body.filer,
    session?.assurance ?? draft.assurance,
    procedure.readsTime ? secondOf(now) : undefined,
  )
  const entry = (register: string, id: string): RegisterEntry | undefined =>
    whole.register(register).find((each) => each.id === id)
  const seats = (register: string, id: string): number | undefined => entry(register, id)?.left
  return { kind: 'open', portal, city, now, today, opened, draft, procedure, facts, filing, session, seats, entry }
}

/** After the submission the draft is gone; its id is the application's. */
async function findSubmitted(c: Context<WebEnv>, portal: Portal, id: string): Promise<SubmittedVisit> {
  const application = await findOwnApplication(c, portal, id)
  if (application === undefined) throw notFound()
  return { kind: 'submitted', id }
}

export function toDraft(row: OpenableDraftRow, portal: Pick<Portal, 'services'>, cityId: string): Draft {
  return {
    id: row.id,
    procedureId: row.procedure_id,
    versionHash: row.version_hash,
    assurance: row.assurance as Assurance,
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.contact_token === null ? {} : { contactToken: row.contact_token }),
    resumeNumber: row.resume_number,
    version: row.version,
    body: openDraft(portal.services.keys, cityId, row.id, row.body),
    createdAt: row.created_at,
    savedAt: row.saved_at,
    expiresAt: row.expires_at,
  }
}

/** Who may file online, in the definition's order; nobody where another system carries the procedure. */
export function onlineFilers(procedure: CompiledProcedure): readonly FilerKind[] {
  if (procedure.definition.carriedBy !== undefined) return []
  return procedure.definition.filers.filter((filer) => filer.channels.includes('online')).map((filer) => filer.kind)
}
