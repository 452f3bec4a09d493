import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { Words } from '../../../design/index.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, startSigningAll } from '../../identity/index.ts'
import { newFormKey } from '../drafts/present-page.ts'
import { turnAway } from '../drafts/visit.ts'
import { countVisit } from '../shared/counted.ts'
import { sayDay } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { duplicatesOf, feeOf, outlookOf } from '../submission/check-routes.tsx'
import { type SubmissionMessages, submissionMessages } from '../submission/messages.ts'
import { signedBySamePerson } from '../submission/submit.ts'
import { type BundleReview, isConfirmed, placeToFix, reviewBundle } from './check.ts'
import { type BundlesMessages, bundlesMessages } from './messages.ts'
import { saveBundle } from './save.ts'
import { closedWords, goneWords, nameOf, namesOf } from './show-tasks.tsx'
import { type BundleRefusal, refusalOf, signaturesOf, submitBundle, type Ticks } from './submit.ts'
import { BundleCheckPage, type BundleCheckProps } from './views/check.tsx'
import type { PageProblem } from './views/frame.ts'
import { BundleSignPage } from './views/sign.tsx'
import { type OpenBundle, visitBundle } from './visit.ts'

const nothingTicked: Ticks = { acknowledged: false, declared: false, deliveryAgreed: false }

/** Check everything, sign once, submit once. */
export function bundleCheckRoutes(app: Hono<WebEnv>, portal: Portal): void {
  /** Opens the bundle, or answers for a visitor who is not in or who has sent it. */
  const open = async (c: Context<WebEnv>): Promise<OpenBundle | Response> => {
    const visit = await visitBundle(c, portal)
    if (visit.kind === 'sign-in') return turnAway(c, visit, `/bundles/${visit.id}/check`)
    if (visit.kind === 'sent') return seeOther(c, `/bundles/${visit.bundle.id}/receipt`)
    return visit.drafts.length === 0 ? seeOther(c, `/bundles/${visit.bundle.id}`) : visit
  }

  app.get('/bundles/:bundle/check', async (c) => {
    const visit = await open(c)
    if (visit instanceof Response) return visit
    for (const each of visit.drafts) countVisit(each, 'check')
    return showCheck(c, visit, reviewBundle(visit), nothingTicked, [])
  })

  // Confirms the texts to sign.
  app.post('/bundles/:bundle/check', async (c) => {
    const visit = await open(c)
    if (visit instanceof Response) return visit
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const review = reviewBundle(visit)
    const ticks = ticksOf(form.text)
    const s = submissionMessages[c.get('locale')]
    if (!checkCsrf(c, form.text('csrf'))) return showCheck(c, visit, review, ticks, [{ message: s.stale }], 422)
    const refusal = refusalOf(visit, review, ticks)
    if (refusal !== undefined) return showCheck(c, visit, review, ticks, problemsOf(c, refusal, review, ticks), 422)
    const saved = await saveBundle(visit, (now) => ({
      ok: true,
      body: now.bundle.body,
      // The texts as they were shown: what was changed meanwhile has another text, and is checked again.
      drafts: new Map(
        now.drafts.flatMap(({ draft }) => {
          const text = review.each.find((each) => each.visit.draft.id === draft.id)?.text
          return text === undefined ? [] : [[draft.id, { ...draft.body, confirmed: text.hash }] as const]
        }),
      ),
    }))
    return seeOther(c, saved.ok ? `/bundles/${visit.bundle.id}/sign` : `/bundles/${visit.bundle.id}`)
  })

  app.get('/bundles/:bundle/sign', async (c) => {
    const visit = await open(c)
    return visit instanceof Response ? visit : showSign(c, visit)
  })

  app.post('/bundles/:bundle/sign', async (c) => {
    const visit = await open(c)
    if (visit instanceof Response) return visit
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const review = reviewBundle(visit)
    const s = submissionMessages[c.get('locale')]
    if (!checkCsrf(c, form.text('csrf'))) return showSign(c, visit, s.stale)
    const base = `/bundles/${visit.bundle.id}`
    if (review.blocking > 0 || review.toSign.length === 0 || !isConfirmed(review)) return seeOther(c, `${base}/check`)
    const started = await startSigningAll(c, portal.services, {
      documents: review.toSign.map((each) => ({
        subject: each.visit.draft.id,
        title: each.visit.procedure.definition.officialName,
        bytes: each.text.bytes,
      })),
      returnTo: `${base}/sign`,
    })
    if (started.ok) return c.redirect(started.redirectTo, 303)
    if (started.refusal === 'not-signed-in')
      return turnAway(c, { kind: 'sign-in', level: 'jpki-auth', id: visit.bundle.id }, `${base}/sign`)
    return showSign(c, visit, s.signAway)
  })

  // A refused submission is shown at this address: reloading it, or another language, leads back to the check page.
  app.get('/bundles/:bundle/submission', async (c) => {
    const visit = await open(c)
    return visit instanceof Response ? visit : seeOther(c, `/bundles/${visit.bundle.id}/check`)
  })

  app.post('/bundles/:bundle/submission', async (c) => {
    const visit = await open(c)
    if (visit instanceof Response) return visit
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const ticks = ticksOf(form.text)
    const s = submissionMessages[c.get('locale')]
    if (!checkCsrf(c, form.text('csrf'))) {
      const review = reviewBundle(visit)
      return review.toSign.length > 0
        ? showSign(c, visit, s.stale)
        : showCheck(c, visit, review, ticks, [{ message: s.stale }], 422)
    }
    const outcome = await submitBundle(c, visit, ticks)
    if (outcome.kind === 'submitted') return seeOther(c, `/bundles/${visit.bundle.id}/receipt`)
    const { refusal, review } = outcome
    if (refusal.why === 'changed') {
      // Another click may have been quicker: then everything is there, and its summary is shown.
      const again = await open(c)
      if (again instanceof Response) return again
    }
    if (refusal.why === 'not-signed' || refusal.why === 'signed-by-another')
      return showSign(c, visit, refusal.why === 'signed-by-another' ? s.signOther : undefined)
    return showCheck(c, visit, review, ticks, problemsOf(c, refusal, review, ticks), 422)
  })
}

function ticksOf(text: (name: string) => string): Ticks {
  return {
    acknowledged: text('acknowledge') === 'yes',
    declared: text('declare') === 'yes',
    deliveryAgreed: text('delivery') === 'yes',
  }
}

function problemsOf(
  c: Context<WebEnv>,
  refusal: BundleRefusal,
  review: BundleReview,
  ticks: Ticks,
): readonly PageProblem[] {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const s = submissionMessages[locale]
  switch (refusal.why) {
    case 'closed':
      return [{ message: m.refusedIn(nameOf(refusal.of.visit, locale), s.closedNow) }]
    case 'full':
      return [{ message: m.refusedIn(nameOf(refusal.of.visit, locale), s.full) }]
    case 'already-open':
      return [{ message: m.refusedIn(nameOf(refusal.of.visit, locale), s.alreadyOpen) }]
    case 'draft-changed':
      return [{ message: m.refusedIn(nameOf(refusal.of.visit, locale), s.changedElsewhere) }]
    case 'incomplete':
      return [{ id: 'incomplete', message: s.incompleteTitle(review.blocking) }]
    case 'not-acknowledged':
    case 'not-declared':
    case 'delivery-not-agreed':
      return tickProblems(review, ticks, s)
    default:
      return [{ message: s.changedElsewhere }]
  }
}

function tickProblems(review: BundleReview, ticks: Ticks, s: SubmissionMessages): readonly PageProblem[] {
  return [
    ...(review.warned && !ticks.acknowledged ? [{ id: 'acknowledge', message: s.warningsMissing }] : []),
    ...(review.asksDelivery && !ticks.deliveryAgreed ? [{ id: 'delivery', message: s.deliveryPortalOnly }] : []),
    ...(ticks.declared ? [] : [{ id: 'declare', message: s.declareMissing }]),
  ]
}

async function showCheck(
  c: Context<WebEnv>,
  visit: OpenBundle,
  review: BundleReview,
  ticks: Ticks,
  problems: readonly PageProblem[],
  status?: 422,
): Promise<Response> {
  const locale = c.get('locale')
  const m: BundlesMessages = bundlesMessages[locale]
  const s = submissionMessages[locale]
  const base = `/bundles/${visit.bundle.id}`
  const signs = review.toSign.length > 0
  const each = await Promise.all(
    review.each.map(async ({ visit: own, review: of, own: sections }, at) => ({
      title: m.ownTitle(at + 1, nameOf(own, locale)),
      sections: {
        sections,
        sources: own.draft.body.sources,
        changeHref: (pageId: string, path: string) => `/drafts/${own.draft.id}/pages/${pageId}?back=check#${path}`,
      },
      shown: of.shown,
      ...(of.fee.total > 0 ? { fee: feeOf(of, s, locale) } : {}),
      ...outlookOf(of, s),
      duplicates: (await duplicatesOf(visit.portal, own)).map(({ receiptNumber, arrivedAt }) => ({
        text: s.duplicateOpen(receiptNumber, sayDay(dayOf(arrivedAt), locale)),
      })),
      warnings: of.warnings.map(({ message }) => message),
    })),
  )
  const props: BundleCheckProps = {
    frame: frameOf(c, visit.session),
    m,
    s,
    backHref: base,
    backLabel: m.tasksTitle(visit.drafts.length),
    lead: m.checkLead(visit.drafts.length),
    action: signs ? `${base}/check` : `${base}/submission`,
    hidden: { csrf: csrfToken(c), requestKey: newFormKey() },
    problems,
    told: [...(await goneWords(visit, m, locale)), ...closedWords(visit, m, locale)],
    blocking: review.each.flatMap((one) =>
      one.review.blocking.map(({ problem, pageId }) => ({
        href: placeToFix(visit.bundle.id, review, one, problem, pageId),
        message: problem.message,
        name: nameOf(one.visit, locale),
      })),
    ),
    shared: {
      sections: review.shared,
      sources: {},
      changeHref: (pageId, path) => `${base}/pages/${pageId}?back=check#${path}`,
    },
    each,
    asksDelivery: review.asksDelivery,
    button: signs ? s.sign : m.submit,
    ticked: { acknowledge: ticks.acknowledged, declare: ticks.declared, delivery: ticks.deliveryAgreed },
  }
  return page(c, <BundleCheckPage {...props} />, status === undefined ? {} : { status })
}

async function showSign(c: Context<WebEnv>, visit: OpenBundle, problem?: Words): Promise<Response> {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const s = submissionMessages[locale]
  const base = `/bundles/${visit.bundle.id}`
  const review = reviewBundle(visit)
  if (review.toSign.length === 0 || review.blocking > 0 || !isConfirmed(review)) return seeOther(c, `${base}/check`)
  const signed = await signaturesOf(c, visit, review)
  const all = review.toSign.every(({ visit: { draft } }) => signed.has(draft.id))
  const mine = review.toSign.every(({ visit: own }) => signedBySamePerson(own, signed.get(own.draft.id)?.check.holder))
  const told = problem ?? (all && !mine ? s.signOther : undefined)
  const holder = [...signed.values()][0]?.check.holder?.name ?? ''
  const unsigned = visit.drafts.filter(({ draft }) => !review.toSign.some((each) => each.visit.draft.id === draft.id))
  const tree = (
    <BundleSignPage
      frame={frameOf(c, visit.session)}
      m={m}
      s={s}
      backHref={`${base}/check`}
      texts={review.toSign.map(({ visit: own, text }) => ({
        id: own.draft.id,
        name: own.procedure.definition.name,
        title: m.signText(nameOf(own, locale)),
        text: text.text,
        hash: text.hash,
        printHref: `/drafts/${own.draft.id}/form.pdf`,
      }))}
      {...(unsigned.length === 0 ? {} : { unsigned: namesOf(unsigned, locale) })}
      {...(all && mine ? { signedBy: holder } : {})}
      {...(told === undefined ? {} : { problem: told })}
      action={all && mine ? `${base}/submission` : `${base}/sign`}
      hidden={{ csrf: csrfToken(c), requestKey: newFormKey() }}
    />
  )
  return page(c, tree, told === undefined ? {} : { status: 422 })
}
