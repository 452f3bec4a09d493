import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { Words } from '../../../design/index.ts'
import { page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { checkCsrf, csrfToken, findSignedDocument, startSigning } from '../../identity/index.ts'
import { wayOf } from '../drafts/bundled.ts'
import { newFormKey } from '../drafts/present-page.ts'
import { saveDraft } from '../drafts/save.ts'
import { type OpenVisit, turnAway, visitDraft } from '../drafts/visit.ts'
import { viewDeadline } from '../procedure/deadline.ts'
import { countVisit } from '../shared/counted.ts'
import { sayDay, sayYen } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { tokens } from '../shared/tokens.ts'
import { isUuid } from '../shared/uuid.ts'
import { type SubmissionMessages, submissionMessages } from './messages.ts'
import { type Review, reviewDraft } from './review.ts'
import { listOwnDuplicates } from './store.ts'
import { type SubmissionPost, type SubmissionRefusal, signedBySamePerson, submitDraft } from './submit.ts'
import { textToSign } from './text-to-sign.ts'
import { CheckPage, type CheckProps } from './views/check.tsx'
import { SignPage } from './views/sign.tsx'

/** Check your answers, sign, submit. */
export function checkRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/drafts/:draft/check', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).check)
    countVisit(visit, 'check')
    return showCheck(c, portal, visit, reviewDraft(visit), nothingTicked, [])
  })

  // Confirms the text to sign; without a signature the form of the check page goes to `submission` at once.
  app.post('/drafts/:draft/check', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).check)
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const review = reviewDraft(visit)
    const post = postOf(form.text)
    const m = submissionMessages[c.get('locale')]
    if (!checkCsrf(c, form.text('csrf'))) return showCheck(c, portal, visit, review, post, [{ message: m.stale }], 422)
    return confirm(c, portal, visit, review, post)
  })

  app.get('/drafts/:draft/sign', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).check)
    return showSign(c, visit)
  })

  app.post('/drafts/:draft/sign', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).check)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const review = reviewDraft(visit)
    const { bytes, hash } = textToSign(visit, review)
    const here = `/drafts/${visit.draft.id}/sign`
    if (!checkCsrf(c, form.text('csrf'))) return showSign(c, visit, submissionMessages[c.get('locale')].stale)
    if (review.blocking.length > 0 || visit.draft.body.confirmed !== hash)
      return seeOther(c, `/drafts/${visit.draft.id}/check`)
    const started = await startSigning(c, portal.services, {
      subject: visit.draft.id,
      title: visit.procedure.definition.officialName,
      bytes,
      returnTo: here,
    })
    if (started.ok) return c.redirect(started.redirectTo, 303)
    if (started.refusal === 'not-signed-in')
      return turnAway(c, { kind: 'sign-in', level: 'jpki-auth', id: visit.draft.id }, here)
    return showSign(c, visit, submissionMessages[c.get('locale')].signAway)
  })

  // A refused submission is shown at this address: reloading it, or another language, leads back to the check page.
  app.get('/drafts/:draft/submission', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit, `/drafts/${visit.id}/check`)
    return seeOther(c, `/drafts/${visit.draft.id}/check`)
  })

  app.post('/drafts/:draft/submission', async (c) => {
    const id = c.req.param('draft')
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const m = submissionMessages[c.get('locale')]
    const requestKey = form.text('requestKey')
    const post = { ...postOf(form.text), requestKey }
    if (!checkCsrf(c, form.text('csrf')) || !isUuid(requestKey)) return showStale(c, portal, post)
    if (form.text('do') === 'sign') {
      const visit = await visitDraft(c, portal)
      if (visit.kind !== 'open') return turnAway(c, visit, `/drafts/${id}/check`)
      if (visit.draft.body.bundle !== undefined) return seeOther(c, wayOf(visit.draft).check)
      return confirm(c, portal, visit, reviewDraft(visit), post)
    }
    const outcome = await submitDraft(c, portal, id, post)
    if (outcome.kind === 'refused' && outcome.refusal === 'in-bundle')
      return seeOther(c, wayOf(outcome.visit.draft).check)
    if (outcome.kind === 'submitted') return seeOther(c, `/applications/${id}/receipt`)
    if (outcome.kind === 'sign-in') return turnAway(c, outcome, `/drafts/${id}/check`)
    const { visit, review, refusal } = outcome
    if (refusal === 'not-signed' || refusal === 'signed-by-another')
      return showSign(c, visit, refusal === 'signed-by-another' ? m.signOther : undefined)
    const problems = refusalProblems(refusal, review, post, m)
    return showCheck(c, portal, visit, review, post, problems, 422)
  })
}

/** Everything is ticked and stands: the text to sign is made of it. */
async function confirm(
  c: Context<WebEnv>,
  portal: Portal,
  visit: OpenVisit,
  review: Review,
  post: SubmissionPost,
): Promise<Response> {
  const problems = tickProblems(review, post, submissionMessages[c.get('locale')])
  if (review.blocking.length > 0 || problems.length > 0) return showCheck(c, portal, visit, review, post, problems, 422)
  const { hash } = textToSign(visit, review)
  await saveDraft(visit, (body) => ({ ok: true, body: { ...body, confirmed: hash } }))
  return seeOther(c, `/drafts/${visit.draft.id}/sign`)
}

/** The page that was old, again with what was ticked on it: nothing has been submitted. */
async function showStale(c: Context<WebEnv>, portal: Portal, post: SubmissionPost): Promise<Response> {
  const visit = await visitDraft(c, portal)
  if (visit.kind !== 'open') return turnAway(c, visit, `/drafts/${c.req.param('draft')}/check`)
  const { stale } = submissionMessages[c.get('locale')]
  const review = reviewDraft(visit)
  return review.signature === 'required'
    ? showSign(c, visit, stale)
    : showCheck(c, portal, visit, review, post, [{ message: stale }], 422)
}

const nothingTicked: SubmissionPost = { requestKey: '', acknowledged: false, declared: false, deliveryAgreed: false }

function postOf(text: (name: string) => string): SubmissionPost {
  return {
    requestKey: '',
    acknowledged: text('acknowledge') === 'yes',
    declared: text('declare') === 'yes',
    deliveryAgreed: text('delivery') === 'yes',
  }
}

interface PageProblem {
  readonly id?: string
  readonly message: Words
}

function tickProblems(review: Review, post: SubmissionPost, m: SubmissionMessages): readonly PageProblem[] {
  return [
    ...(review.warnings.length > 0 && !post.acknowledged ? [{ id: 'acknowledge', message: m.warningsMissing }] : []),
    ...(review.delivery === 'portal' && !post.deliveryAgreed
      ? [{ id: 'delivery', message: m.deliveryPortalOnly }]
      : []),
    ...(post.declared ? [] : [{ id: 'declare', message: m.declareMissing }]),
  ]
}

function refusalProblems(
  refusal: SubmissionRefusal,
  review: Review,
  post: SubmissionPost,
  m: SubmissionMessages,
): readonly PageProblem[] {
  if (refusal === 'full') return [{ message: m.full }]
  if (refusal === 'already-open') return [{ message: m.alreadyOpen }]
  if (refusal === 'closed') return [{ message: m.closedNow }]
  if (refusal === 'draft-changed') return [{ message: m.changedElsewhere }]
  if (refusal === 'incomplete') return [{ id: 'incomplete', message: m.incompleteTitle(review.blocking.length) }]
  return tickProblems(review, post, m)
}

async function showCheck(
  c: Context<WebEnv>,
  portal: Portal,
  visit: OpenVisit,
  review: Review,
  post: SubmissionPost,
  problems: readonly PageProblem[],
  status?: 422,
): Promise<Response> {
  const locale = c.get('locale')
  const m = submissionMessages[locale]
  const { draft } = visit
  const base = `/drafts/${draft.id}`
  const change = (pageId: string, path: string): string => `${base}/pages/${pageId}?back=check#${path}`
  const fix = (pageId: string | undefined, path: string): string =>
    pageId === undefined ? base : `${base}/pages/${pageId}?back=check&show=problems#${path}`
  const duplicates = await duplicatesOf(portal, visit)
  const props: CheckProps = {
    frame: frameOf(c, visit.session),
    m,
    backHref: base,
    action: review.signature === 'required' ? `${base}/check` : `${base}/submission`,
    hidden: { csrf: csrfToken(c), requestKey: newFormKey() },
    sections: { sections: review.sections, sources: draft.body.sources, changeHref: change },
    blocking: review.blocking.map(({ problem, pageId }) => ({
      href: fix(pageId, problem.path),
      message: problem.message,
    })),
    problems,
    warnings: review.warnings.map(({ message }) => message),
    duplicates: duplicates.map(({ receiptNumber, arrivedAt }) => ({
      text: m.duplicateOpen(receiptNumber, sayDay(dayOf(arrivedAt), locale)),
    })),
    shown: review.shown,
    ...(review.fee.total > 0 ? { fee: feeOf(review, m, locale) } : {}),
    ...outlookOf(review, m),
    asksDelivery: review.delivery === 'portal',
    button: review.signature === 'required' ? m.sign : m.submit,
    offersSignature: review.signature === 'offered',
    ticked: { acknowledge: post.acknowledged, declare: post.declared, delivery: post.deliveryAgreed },
  }
  return page(c, <CheckPage {...props} />, status === undefined ? {} : { status })
}

async function showSign(c: Context<WebEnv>, visit: OpenVisit, problem?: Words): Promise<Response> {
  const locale = c.get('locale')
  const m = submissionMessages[locale]
  const { draft, procedure, portal } = visit
  const base = `/drafts/${draft.id}`
  const review = reviewDraft(visit)
  const { text, bytes, hash } = textToSign(visit, review)
  if (review.signature === 'none' || review.blocking.length > 0 || draft.body.confirmed !== hash)
    return seeOther(c, `${base}/check`)
  const signed = await findSignedDocument(c, portal.services, draft.id, bytes)
  const valid = signed?.check.result === 'valid' && signedBySamePerson(visit, signed.check.holder)
  const told = problem ?? (signed === null || valid ? undefined : problemOf(signed.check.result, m))
  const deadline = procedure.deadline(draft.body.answers, visit.filing, visit.facts)
  const seen = deadline === undefined ? undefined : viewDeadline(deadline, visit.today)
  const tree = (
    <SignPage
      frame={frameOf(c, visit.session)}
      m={m}
      backHref={`${base}/check`}
      text={text}
      hash={hash}
      {...(valid ? { signedBy: signed?.check.holder?.name ?? '' } : {})}
      {...(told === undefined ? {} : { problem: told })}
      signAction={`${base}/sign`}
      submitAction={`${base}/submission`}
      hidden={{ csrf: csrfToken(c), requestKey: newFormKey() }}
      printHref={`${base}/form.pdf`}
      paper={
        review.signature === 'offered'
          ? [m.signNotNeeded]
          : [
              procedure.definition.guide.unableToSign ?? m.cannotSignDefault,
              ...(seen !== undefined && seen.kind === 'in-time' ? [m.cannotSignRule(sayDay(seen.due, locale))] : []),
            ]
      }
    />
  )
  return page(c, tree, told === undefined ? {} : { status: 422 })
}

function problemOf(result: string, m: SubmissionMessages): Words {
  if (result === 'valid') return m.signOther
  const known = Object.entries(m.signFailed).find(([each]) => each === result)
  return known === undefined ? m.signFailed.unknown : known[1]
}

export async function duplicatesOf(portal: Portal, visit: OpenVisit) {
  const { procedure, draft, filing, facts, city } = visit
  const key = procedure.duplicateKey(draft.body.answers, filing, facts)
  if (key === undefined) return []
  const { id } = procedure.definition
  const token = tokens.duplicate(portal.services.keys, city.id, id, key)
  const owner = { accountId: draft.accountId, contactToken: draft.contactToken }
  return listOwnDuplicates(cityDb(portal, city.id), id, token, owner)
}

export function feeOf(
  review: Review,
  m: SubmissionMessages,
  locale: 'ja' | 'easy' | 'en',
): NonNullable<CheckProps['fee']> {
  return {
    lines: sameLines(review.fee.lines).map(({ label, amount, quantity }) => ({
      label: pickText(label, locale).text,
      amount: m.feeAmount(sayYen(amount, locale), quantity, sayYen(amount * quantity, locale)),
    })),
    total: sayYen(review.fee.total, locale),
  }
}

/** Lines of one name and price as one: four people at 800円 are one line. */
function sameLines(lines: Review['fee']['lines']): Review['fee']['lines'] {
  const joined = new Map<string, Review['fee']['lines'][number]>()
  for (const line of lines) {
    const key = `${line.id}\0${line.amount}`
    joined.set(key, { ...line, quantity: line.quantity + (joined.get(key)?.quantity ?? 0) })
  }
  return [...joined.values()]
}

export function outlookOf(review: Review, m: SubmissionMessages): Pick<CheckProps, 'outlook'> {
  if (review.outlook === 'waiting') return { outlook: { title: m.waitTitle, text: m.waitText } }
  if (review.outlook === 'lottery') return { outlook: { text: m.lotteryText } }
  return review.outlook === 'full' ? { outlook: { text: m.full } } : {}
}
