import type { Context } from 'hono'
import { makeReceiptNumber } from '../../../civic/receipt-number.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { findSignedDocument, residentTokenHash, type SignedDocument } from '../../identity/index.ts'
import { openedDrafts } from '../drafts/opened.ts'
import { browserToken } from '../shared/browser.ts'
import { countVisit } from '../shared/counted.ts'
import { cityDb } from '../shared/portal.ts'
import { eraYearText, prepareSubmission } from '../submission/prepare.ts'
import { readForSubmission } from '../submission/read.ts'
import { signedBySamePerson } from '../submission/submit.ts'
import { type BundleReview, isConfirmed, type Reviewed, reviewBundle } from './check.ts'
import { derivedId } from './derived-id.ts'
import { bundleMail } from './mail.ts'
import type { OpenBundle } from './visit.ts'
import { writeTogether } from './write-together.ts'

/** What the person ticked. */
export interface Ticks {
  readonly acknowledged: boolean
  readonly declared: boolean
  readonly deliveryAgreed: boolean
}

export type BundleRefusal =
  | {
      readonly why:
        | 'incomplete'
        | 'not-acknowledged'
        | 'not-declared'
        | 'delivery-not-agreed'
        | 'changed'
        | 'not-signed'
    }
  | { readonly why: 'signed-by-another' | 'too-few' }
  /** One of them can't be submitted now; none was. */
  | { readonly why: 'closed' | 'full' | 'already-open' | 'draft-changed'; readonly of: Reviewed }

export type BundleOutcome =
  | { readonly kind: 'submitted' }
  | { readonly kind: 'refused'; readonly refusal: BundleRefusal; readonly review: BundleReview }

/**
 * Submits everything of a bundle with one act and in one transaction: each procedure becomes an application with a receipt
 * number, a sealed message and an evidence of its own, and all of them arrive or none does. What is refused leaves
 * everything as it was; the same form again finds what the first one did.
 */
export async function submitBundle(c: Context<WebEnv>, visit: OpenBundle, ticks: Ticks): Promise<BundleOutcome> {
  const { portal, city, now, today, bundle } = visit
  const { services } = portal
  const review = reviewBundle(visit)
  const refused = (refusal: BundleRefusal): BundleOutcome => ({ kind: 'refused', refusal, review })
  const signed = await signaturesOf(c, visit, review)
  const signs = review.toSign.length > 0
  // With a signature everything was ticked before the texts were made; other texts have to be checked again.
  if (signs && !isConfirmed(review)) return refused({ why: 'changed' })
  const refusal = refusalOf(visit, review, signs ? { acknowledged: true, declared: true, deliveryAgreed: true } : ticks)
  if (refusal !== undefined) return refused(refusal)
  if (review.toSign.some(({ visit: { draft } }) => !signed.has(draft.id))) return refused({ why: 'not-signed' })
  for (const { visit: own } of review.toSign)
    if (!signedBySamePerson(own, signed.get(own.draft.id)?.check.holder)) return refused({ why: 'signed-by-another' })

  const db = cityDb(portal, city.id)
  const year = eraYearText(today)
  const reads = await Promise.all(
    review.each.map(({ visit: { draft } }) =>
      readForSubmission(db, draft.id, year, residentTokenHash(c), browserToken(c, services), now),
    ),
  )
  const numbered = review.each.map((each, at) => {
    const counter = reads[at]?.counter ?? null
    const prefix = each.visit.procedure.definition.receiptPrefix
    return counter === null ? undefined : { ...each, counter, receiptNumber: makeReceiptNumber(prefix, today, counter) }
  })
  const all = numbered.flatMap((each) => (each === undefined ? [] : [each]))
  // Somebody else was quicker: another click has submitted them, or one was taken out.
  if (all.length !== review.each.length) return refused({ why: 'changed' })
  const writes = await Promise.all(
    all.map((each) =>
      prepareSubmission(each.visit, each.review, {
        counter: each.counter,
        requestKey: derivedId(services.keys, city.id, `submission ${bundle.id} ${each.visit.draft.id}`),
        sentAt: now,
        acknowledged: each.review.warnings.map(({ code }) => code),
        signature: signed.get(each.visit.draft.id),
        together: all.flatMap(({ receiptNumber }) => (receiptNumber === each.receiptNumber ? [] : [receiptNumber])),
      }),
    ),
  )
  const mail = bundleMail(
    visit,
    all.map((each, at) => ({ ...each, nextBy: writes[at]?.nextBy })),
  )
  const [first, ...others] = writes
  if (first === undefined) return refused({ why: 'too-few' })
  const written = await writeTogether(db, bundle.id, [{ ...first, mail }, ...others], now)
  if (written.outcome === 'submitted' || written.outcome === 'repeated') {
    services.relay.nudge()
    for (const { visit: own } of all) {
      openedDrafts(services).forget(city.id, own.draft.id)
      if (written.outcome === 'submitted') countVisit(own, 'submitted')
    }
    return { kind: 'submitted' }
  }
  if (written.outcome === 'gone') return refused({ why: 'changed' })
  const of = review.each.find(({ visit: { draft } }) => draft.id === written.id)
  return refused(of === undefined ? { why: 'changed' } : { why: written.outcome, of })
}

/** Why it can't be submitted as it stands; the order is that of the page. */
export function refusalOf(visit: OpenBundle, review: BundleReview, ticks: Ticks): BundleRefusal | undefined {
  if (review.each.length === 0) return { why: 'too-few' }
  const closed = review.each.find(({ visit: { procedure, facts } }) => !procedure.acceptance(visit.today, facts).open)
  if (closed !== undefined) return { why: 'closed', of: closed }
  if (review.blocking > 0) return { why: 'incomplete' }
  const full = review.each.find((each) => each.review.outlook === 'full')
  if (full !== undefined) return { why: 'full', of: full }
  if (review.warned && !ticks.acknowledged) return { why: 'not-acknowledged' }
  if (review.asksDelivery && !ticks.deliveryAgreed) return { why: 'delivery-not-agreed' }
  return ticks.declared ? undefined : { why: 'not-declared' }
}

/** Valid signatures over exactly the texts of today, by draft. */
export async function signaturesOf(
  c: Context<WebEnv>,
  { portal }: OpenBundle,
  { toSign }: BundleReview,
): Promise<ReadonlyMap<string, SignedDocument>> {
  const found = await Promise.all(
    toSign.map(async ({ visit: { draft }, text }) => {
      const signed = await findSignedDocument(c, portal.services, draft.id, text.bytes)
      return signed?.check.result === 'valid' ? ([draft.id, signed] as const) : undefined
    }),
  )
  return new Map(found.flatMap((each) => (each === undefined ? [] : [each])))
}
