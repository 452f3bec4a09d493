import type { Context, Hono } from 'hono'
import { Text, withoutReadings } from '../../../design/index.ts'
import { notFound, page, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import { csrfToken } from '../../identity/index.ts'
import { turnAway } from '../drafts/visit.ts'
import { mailboxMessages } from '../mailbox/messages.ts'
import { type OwnView, viewOf } from '../mailbox/own-view.ts'
import { markNoticesRead } from '../mailbox/store.ts'
import { stateWords } from '../mailbox/timeline.ts'
import { sayDay, sayMoment, sayYen } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { submissionMessages } from '../submission/messages.ts'
import { sendPdf } from '../submission/receipt-routes.tsx'
import { type BundlesMessages, bundlesMessages } from './messages.ts'
import { BundleReceiptPage } from './views/receipt.tsx'
import { type SentBundle, visitBundle } from './visit.ts'

/** The summary of what was filed together: a page, and a document to keep. */
export function bundleReceiptRoutes(app: Hono<WebEnv>, portal: Portal): void {
  const open = async (c: Context<WebEnv>): Promise<{ visit: SentBundle; views: readonly OwnView[] } | Response> => {
    const visit = await visitBundle(c, portal)
    if (visit.kind === 'sign-in') return turnAway(c, visit)
    if (visit.kind === 'open') return seeOther(c, `/bundles/${visit.bundle.id}`)
    // Long after, when the copies have been erased, there is nothing to show.
    if (visit.applications.length === 0) throw notFound()
    const cityId = c.get('city').id
    const views = await Promise.all(visit.applications.map((row) => viewOf(portal, cityId, row, visit.session)))
    return { visit, views }
  }

  app.get('/bundles/:bundle/receipt', async (c) => {
    const opened = await open(c)
    if (opened instanceof Response) return opened
    const { visit, views } = opened
    const db = cityDb(portal, c.get('city').id)
    // What the summary says is read with it; anything newer is read where it stands.
    for (const { row } of views) if (row.state === 'submitted') await markNoticesRead(db, row.id, c.get('now'))
    return receiptPage(c, visit, views)
  })

  app.get('/bundles/:bundle/summary.pdf', async (c) => {
    const opened = await open(c)
    if (opened instanceof Response) return opened
    const { visit, views } = opened
    const m = bundlesMessages.ja
    const city = c.get('city').name
    const at = visit.bundle.submittedAt ?? c.get('now')
    const numbers = views.map(({ row }) => row.receipt_number)
    const account = visit.bundle.accountId !== undefined
    const data = {
      city,
      lang: 'ja' as const,
      title: m.summaryTitle,
      legalName: '',
      numberLabel: m.receiptNumber,
      number: numbers.join('、'),
      head: [
        { label: m.summaryWhen, text: sayMoment(at, 'ja') },
        { label: m.summaryCount, text: m.summaryCountValue(views.length) },
        ...(account ? [] : [{ label: m.receiptSecretTitle, text: visit.bundle.body.secret }]),
      ],
      notes: [m.receiptAfter],
      sections: views.map((view, place) => ({
        title: withoutReadings(m.ownTitle(place + 1, view.procedure.definition.name.ja)),
        rows: [
          ...factsOf(view, m, 'ja').map(({ term, text }) => ({ label: term, text })),
          ...view.procedure.definition.guide.afterwards.map((step, at) => ({
            label: at === 0 ? submissionMessages.ja.receiptFlow : '',
            text: withoutReadings(step.ja),
          })),
        ],
      })),
      footer: `${city}　${m.summaryTitle}`,
    }
    return sendPdf(c, portal, data, `${numbers[0] ?? 'summary'}-summary.pdf`)
  })
}

/** What is said of one application of the summary. */
function factsOf({ row, copy }: OwnView, m: BundlesMessages, locale: Locale) {
  return [
    { term: m.receiptNumber, text: row.receipt_number },
    { term: m.receiptSection, text: pickText(copy.section, locale).text },
    {
      term: m.receiptNext,
      text: row.next_by === null ? m.receiptReviewOpen : m.receiptReview(sayDay(row.next_by, locale)),
    },
    ...(copy.feeTotal > 0 ? [{ term: m.receiptFee, text: m.receiptPay(sayYen(copy.feeTotal, locale)) }] : []),
    ...(row.state === 'submitted'
      ? []
      : [{ term: m.receiptState, text: stateWords(row.state, mailboxMessages[locale]) }]),
    ...(copy.signedBy === undefined ? [] : [{ term: m.signedLabel, text: copy.signedBy }]),
  ]
}

function receiptPage(c: Context<WebEnv>, { bundle, session }: SentBundle, views: readonly OwnView[]): Response {
  const locale = c.get('locale')
  const m = bundlesMessages[locale]
  const hasAccount = bundle.accountId !== undefined
  const tree = (
    <BundleReceiptPage
      frame={frameOf(c, session)}
      m={m}
      s={submissionMessages[locale]}
      title={m.receiptDone(views.length)}
      when={sayMoment(bundle.submittedAt ?? bundle.savedAt, locale)}
      each={views.map((view, place) => ({
        title: m.ownTitle(place + 1, pickText(view.procedure.definition.name, locale).text),
        facts: factsOf(view, m, locale).map(({ term, text }) => ({ term, value: <Text words={text} /> })),
        receiptHref: `/applications/${view.row.id}/receipt`,
        copyHref: `/applications/${view.row.id}/copy.pdf`,
      }))}
      {...(hasAccount ? {} : { secret: bundle.body.secret, forget: csrfToken(c) })}
      summaryHref={`/bundles/${bundle.id}/summary.pdf`}
      hasMailbox={hasAccount || bundle.contactToken !== undefined}
    />
  )
  return page(c, tree)
}
