import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { notFound, type WebEnv } from '../../../platform/http/index.ts'
import { findSignedDocument, residentFromRow, residentTokenHash } from '../../identity/index.ts'
import { openedDrafts } from '../drafts/opened.ts'
import { type ClosedVisit, type OpenVisit, openVisit } from '../drafts/visit.ts'
import { mayOpen } from '../shared/access.ts'
import { browserToken } from '../shared/browser.ts'
import { countVisit } from '../shared/counted.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { isUuid } from '../shared/uuid.ts'
import { eraYearText, prepareSubmission } from './prepare.ts'
import { readForSubmission } from './read.ts'
import { type Review, reviewDraft } from './review.ts'
import { writeSubmission } from './store.ts'
import { textToSign } from './text-to-sign.ts'

/** What the person ticked and pressed. */
export interface SubmissionPost {
  readonly requestKey: string
  readonly acknowledged: boolean
  readonly declared: boolean
  readonly deliveryAgreed: boolean
}

export type SubmissionRefusal =
  | 'incomplete'
  | 'not-acknowledged'
  | 'not-declared'
  | 'delivery-not-agreed'
  | 'not-signed'
  | 'signed-by-another'
  | 'closed'
  | 'full'
  | 'already-open'
  | 'draft-changed'
  /** It is filed together with others: the bundle's own page submits it. */
  | 'in-bundle'

export type SubmissionOutcome =
  | { readonly kind: 'submitted'; readonly id: string }
  | ClosedVisit
  | {
      readonly kind: 'refused'
      readonly refusal: SubmissionRefusal
      readonly visit: OpenVisit
      readonly review: Review
    }

/**
 * Submits a draft: one read, one write. The same draft again, by a double click or a replay, is answered with the receipt
 * that it has; whatever is refused leaves the draft as it was.
 */
export async function submitDraft(
  c: Context<WebEnv>,
  portal: Portal,
  id: string,
  post: SubmissionPost,
): Promise<SubmissionOutcome> {
  if (!isUuid(id)) throw notFound()
  const { services } = portal
  const city = c.get('city')
  const now = c.get('now')
  const today = dayOf(now)
  const db = cityDb(portal, city.id)
  const read = await readForSubmission(db, id, eraYearText(today), residentTokenHash(c), browserToken(c, services), now)
  const session = read.session === null ? null : residentFromRow(c, services, read.session)
  const owner = read.submitted ?? read.draft
  if (owner === undefined) throw notFound()
  if (!mayOpen(services, city.id, owner, session, read.granted)) {
    if (session !== null || (owner.account_id === null && owner.contact_token === null)) throw notFound()
    return { kind: 'sign-in', level: owner.account_id === null ? 'contact' : 'jpki-auth', id }
  }
  if (read.submitted !== undefined) return { kind: 'submitted', id }
  if (read.draft === undefined || read.counter === null) throw notFound()
  const visit = await openVisit(portal, city, read.draft, session, now, { once: true })
  const review = reviewDraft(visit)
  const refused = (refusal: SubmissionRefusal): SubmissionOutcome => ({ kind: 'refused', refusal, visit, review })

  const text = review.signature === 'none' ? undefined : textToSign(visit, review)
  // Another text than the one that was checked has to be checked again, before it counts as signed.
  const found =
    text !== undefined && visit.draft.body.confirmed === text.hash
      ? await findSignedDocument(c, services, id, text.bytes)
      : null
  const signature = found?.check.result === 'valid' ? found : undefined
  const own = signature !== undefined && signedBySamePerson(visit, signature.check.holder)
  const required = review.signature === 'required'
  // With a signature everything was ticked before the text was made.
  const ticked = required || own ? { ...post, acknowledged: true, declared: true, deliveryAgreed: true } : post
  // What was put into a bundle is sent with it.
  const refusal = visit.draft.body.bundle === undefined ? refusalOf(visit, review, ticked) : 'in-bundle'
  if (refusal !== undefined) return refused(refusal)
  if (required && signature === undefined) return refused('not-signed')
  if (required && !own) return refused('signed-by-another')
  const write = await prepareSubmission(visit, review, {
    counter: read.counter,
    requestKey: post.requestKey,
    sentAt: now,
    acknowledged: review.warnings.map(({ code }) => code),
    signature: own ? signature : undefined,
  })
  const written = await writeSubmission(db, write)
  if (written.outcome === 'submitted' || written.outcome === 'repeated') {
    if (written.outcome === 'submitted') countVisit(visit, 'submitted')
    openedDrafts(services).forget(city.id, id)
    services.relay.nudge()
    return { kind: 'submitted', id }
  }
  return refused(written.outcome)
}

/** Why it can't be submitted as it stands; the order is that of the page. Asked for what programs send as well. */
export function refusalOf(
  visit: Pick<OpenVisit, 'procedure' | 'facts' | 'today'>,
  review: Review,
  post: Omit<SubmissionPost, 'requestKey'>,
): SubmissionRefusal | undefined {
  const { procedure, facts, today } = visit
  if (!procedure.acceptance(today, facts).open) return 'closed'
  if (review.blocking.length > 0) return 'incomplete'
  if (review.outlook === 'full') return 'full'
  if (review.warnings.length > 0 && !post.acknowledged) return 'not-acknowledged'
  if (review.delivery === 'portal' && !post.deliveryAgreed) return 'delivery-not-agreed'
  return post.declared ? undefined : 'not-declared'
}

/** The certificate is of the person whose card is signed in: name and birth agree. */
export function signedBySamePerson(
  visit: Pick<OpenVisit, 'session'>,
  holder: { readonly name: string; readonly birth: string } | undefined,
): boolean {
  const profile = visit.session?.profile
  if (holder === undefined) return false
  if (profile === undefined) return true
  const bare = (text: string): string => text.replace(/[\s　]/gu, '')
  return bare(holder.name) === bare(profile.fullName) && holder.birth === profile.birth
}
