import { randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import type { City } from '../../../platform/cities.ts'
import type { DraftTable } from '../../../platform/database/generated/internet.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { assuranceSuffices, type ResidentSession } from '../../identity/index.ts'
import type { AnswerValue, AssuranceRule, CompiledProcedure, FilerKind } from '../../procedures/index.ts'
import { makeCode } from '../shared/code.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { draftExpiry } from '../shared/settings.ts'
import { tokens } from '../shared/tokens.ts'
import { sealDraft } from './box.ts'
import type { DraftBody } from './draft.ts'
import { lastPhone } from './last-phone.ts'
import { type CarriedAnswers, prefill } from './prefill.ts'
import { grantBrowser, insertDraft } from './store.ts'

export type SignInLevel = 'contact' | 'jpki-auth' | 'jpki-sign'

/** What a person has to do before beginning: nothing, or one kind of sign-in. The weakest that is accepted is asked. */
export function signInNeeded(rule: AssuranceRule, session: ResidentSession | null): SignInLevel | undefined {
  const { accepted } = rule
  if (accepted.includes('none')) return undefined
  if (session !== null && assuranceSuffices(session.assurance, accepted)) return undefined
  if (accepted.includes('contact')) return 'contact'
  if (accepted.some((word) => word === 'account' || word === 'account-verified' || word === 'jpki-auth'))
    return 'jpki-auth'
  return 'jpki-sign'
}

export interface DraftBeginning {
  readonly procedure: CompiledProcedure
  readonly filer: FilerKind
  readonly session: ResidentSession | null
  readonly browser: Buffer
  readonly locale: Locale
  readonly now: Date
  /** What the person has answered before beginning. */
  readonly known?: ReadonlyMap<string, AnswerValue>
  /** What the person looked at on the page that led here. */
  readonly looked?: ReadonlyMap<string, AnswerValue>
  /** What goes on from an earlier application. */
  readonly carried?: CarriedAnswers
  /** From `lastPhone`. */
  readonly phone?: string | undefined
}

/** Begins a draft for this person, or for this browser when nobody is signed in. Returns its id. */
export async function startDraft(portal: Portal, city: City, begin: DraftBeginning): Promise<string> {
  const { session, now } = begin
  const db = cityDb(portal, city.id)
  const id = randomUUID()
  const phone = await lastPhone(db, portal.services.keys, city.id, session)
  await insertDraft(db, draftRow(portal, city, begin, id, firstBody({ ...begin, phone })))
  if (session?.accountId === undefined) await grantBrowser(db, begin.browser, id, draftExpiry(city, now))
  return id
}

/** What a draft begins with: what is known of the person, and a secret of its own unless one is given. */
export function firstBody(begin: DraftBeginning, secret = makeCode('secret')): DraftBody {
  const { procedure, filer, session, locale, known, phone, looked, carried } = begin
  return {
    ...prefill(procedure, filer, session, known, phone, looked, carried),
    typed: {},
    pages: {},
    filer,
    locale,
    secret,
  }
}

/** The row of a draft that begins. */
export function draftRow(
  portal: Portal,
  city: City,
  { procedure, session, now }: DraftBeginning,
  id: string,
  body: DraftBody,
): Insertable<DraftTable> {
  const { keys } = portal.services
  const { secret } = body
  const resumeNumber = makeCode('number')
  const contact = session?.accountId === undefined ? session?.email : undefined
  return {
    id,
    procedure_id: procedure.definition.id,
    receipt_prefix: procedure.definition.receiptPrefix,
    version_hash: procedure.hash,
    assurance: session?.assurance ?? 'none',
    account_id: session?.accountId ?? null,
    contact_token: contact === undefined ? null : tokens.contact(keys, city.id, contact),
    resume_number: resumeNumber,
    resume_token: tokens.secret(keys, city.id, resumeNumber, secret),
    body: sealDraft(keys, city.id, id, body),
    created_at: now,
    saved_at: now,
    expires_at: draftExpiry(city, now),
  }
}
