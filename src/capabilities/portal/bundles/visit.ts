import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { City } from '../../../platform/cities.ts'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import { currentResident, type ResidentSession } from '../../identity/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { type ClosedVisit, type OpenVisit, openVisit } from '../drafts/visit.ts'
import { mayOpen } from '../shared/access.ts'
import { browserToken } from '../shared/browser.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { openBundle } from './box.ts'
import type { Bundle } from './bundle.ts'
import { type SharedQuestion, sharedQuestions } from './rules/questions.ts'
import { type ApplicationRow, type BundleRow, findBundle, listMembers } from './store.ts'

/** A procedure of a bundle that is no draft any more: sent on its own, or its time was over. */
export interface Gone {
  readonly id: string
  readonly procedureId: string
  readonly application?: ApplicationRow
}

/** A bundle opened by somebody who may, with each of its drafts as a page of that draft would have it. */
export interface OpenBundle {
  readonly kind: 'open'
  readonly portal: Portal
  readonly city: City
  readonly now: Date
  readonly today: string
  readonly bundle: Bundle
  readonly session: ResidentSession | null
  readonly drafts: readonly OpenVisit[]
  readonly gone: readonly Gone[]
  readonly questions: readonly SharedQuestion[]
}

/** All of it has been sent: its summary is what the person wants to see. */
export interface SentBundle {
  readonly kind: 'sent'
  readonly portal: Portal
  readonly city: City
  readonly bundle: Bundle
  readonly session: ResidentSession | null
  readonly applications: readonly ApplicationRow[]
}

/** Opens the bundle of this request's path. Another person's and one that never was are the same 404. */
export async function visitBundle(c: Context<WebEnv>, portal: Portal): Promise<OpenBundle | SentBundle | ClosedVisit> {
  const id = c.req.param('bundle') ?? ''
  if (!isUuid(id)) throw notFound()
  const { services } = portal
  const city = c.get('city')
  const now = c.get('now')
  const db = cityDb(portal, city.id)
  const row = await findBundle(db, id, browserToken(c, services), now)
  if (row === undefined) throw notFound()
  const session = await currentResident(c, services)
  if (!mayOpen(services, city.id, row, session, row.granted)) {
    const owned = row.account_id !== null || row.contact_token !== null
    if (session !== null || !owned) throw notFound()
    return { kind: 'sign-in', level: row.account_id === null ? 'contact' : 'jpki-auth', id }
  }
  const bundle = toBundle(row, portal, city.id)
  const members = await listMembers(db, id, now)
  if (bundle.submittedAt !== undefined) {
    const applications = members.flatMap(({ application }) => (application === undefined ? [] : [application]))
    return { kind: 'sent', portal, city, bundle, session, applications }
  }
  const drafts = await Promise.all(
    members.flatMap(({ draft }) => (draft === undefined ? [] : [openVisit(portal, city, draft, session, now)])),
  )
  const gone = members
    .filter(({ draft }) => draft === undefined)
    .map(({ member, application }) => ({
      id: member.application_id,
      procedureId: member.procedure_id,
      ...(application === undefined ? {} : { application }),
    }))
  const today = dayOf(now)
  return { kind: 'open', portal, city, now, today, bundle, session, drafts, gone, questions: questionsOf(drafts) }
}

/** The questions that the drafts of a bundle have in common. */
export function questionsOf(drafts: readonly OpenVisit[]): readonly SharedQuestion[] {
  return sharedQuestions(drafts.map(askerOf))
}

export function askerOf({ draft, procedure }: { draft: OpenVisit['draft']; procedure: CompiledProcedure }) {
  return { id: draft.id, definition: procedure.definition, filer: draft.body.filer }
}

export function toBundle(row: BundleRow, portal: Pick<Portal, 'services'>, cityId: string): Bundle {
  return {
    id: row.id,
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.contact_token === null ? {} : { contactToken: row.contact_token }),
    resumeNumber: row.resume_number,
    version: row.version,
    body: openBundle(portal.services.keys, cityId, row.id, row.body),
    savedAt: row.saved_at,
    expiresAt: row.expires_at,
    ...(row.submitted_at === null ? {} : { submittedAt: row.submitted_at }),
  }
}
