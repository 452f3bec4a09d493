import type { Context, Hono } from 'hono'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { type ApplicantCopy, renderApplicantCopy } from '../../documents/index.ts'
import { csrfToken } from '../../identity/index.ts'
import { cityOnPaper, setFilledForm } from '../../paper/index.ts'
import { turnAway, visitDraft } from '../drafts/visit.ts'
import { type OwnView, openOwnView } from '../mailbox/own-view.ts'
import { opinionMessages } from '../opinion/messages.ts'
import { procedureMessages } from '../procedure/messages.ts'
import { sayDay, sayMoment, sayYen } from '../shared/dates.ts'
import { frameOf } from '../shared/page-frame.ts'
import type { Portal } from '../shared/portal.ts'
import { comingOf } from './coming.ts'
import { submissionMessages } from './messages.ts'
import { paperOf } from './pdf.ts'
import { ReceiptPage } from './views/receipt.tsx'

/** The receipt, the applicant's copy, and the form for paper. */
export function receiptRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/applications/:application/receipt', async (c) => {
    const view = await openOwnView(c, portal)
    return receiptPage(c, view)
  })

  app.get('/applications/:application/copy.pdf', async (c) => {
    const view = await openOwnView(c, portal)
    const { row, copy, procedure } = view
    const m = submissionMessages.ja
    const data = paperOf({
      city: c.get('city').name,
      name: procedure.definition.name,
      officialName: procedure.definition.officialName,
      sections: view.sections,
      head: [
        { label: '受け付けた日時', text: sayMoment(row.arrived_at, 'ja') },
        { label: '担当', text: copy.section.ja },
        ...(copy.feeTotal > 0 ? [{ label: m.feeTitle, text: sayYen(copy.feeTotal, 'ja') }] : []),
        ...(row.account_id === null ? [{ label: m.receiptSecretTitle, text: copy.secret }] : []),
      ],
      notes: copy.signedBy === undefined ? [] : [m.receiptSigned(copy.signedBy)],
      receiptNumber: row.receipt_number,
    })
    return sendPdf(c, portal, data, `${row.receipt_number}.pdf`)
  })

  app.get('/drafts/:draft/form.pdf', async (c) => {
    const visit = await visitDraft(c, portal)
    if (visit.kind !== 'open') return turnAway(c, visit)
    const { procedure, draft, filing, facts, city } = visit
    const pdf = await setFilledForm(
      portal.services.typesetter,
      procedure,
      { answers: draft.body.answers, filing, facts },
      cityOnPaper(city, procedure.definition.owner, 'ja'),
    )
    return answerPdf(c, pdf, `${procedure.definition.id}.pdf`)
  })
}

/** A character that the font can't draw becomes 〓, and the copy says so: the city has it as it was typed. */
export async function sendPdf(
  c: Context<WebEnv>,
  portal: Portal,
  data: ApplicantCopy,
  name: string,
): Promise<Response> {
  const { typesetter } = portal.services
  let set = await renderApplicantCopy(typesetter, data, c.get('now'))
  if (!set.ok && set.refusal === 'missing-glyphs')
    set = await renderApplicantCopy(typesetter, withGeta(data, set.characters), c.get('now'))
  if (!set.ok) throw new Error(`The copy could not be set: ${set.refusal}`)
  return answerPdf(c, set.pdf, name)
}

function answerPdf(c: Context<WebEnv>, pdf: Buffer, name: string): Response {
  c.header('content-type', 'application/pdf')
  c.header('content-disposition', `attachment; filename="${name}"`)
  c.header('cache-control', 'no-store')
  return c.body(new Uint8Array(pdf))
}

function withGeta(data: ApplicantCopy, missing: readonly string[]): ApplicantCopy {
  const replaced = JSON.parse(
    missing.reduce(
      (text, character) => text.replaceAll(JSON.stringify(character).slice(1, -1), '〓'),
      JSON.stringify(data),
    ),
  ) as ApplicantCopy
  return { ...replaced, notes: [...replaced.notes, submissionMessages.ja.copyGeta] }
}

function receiptPage(c: Context<WebEnv>, view: OwnView): Response {
  const locale = c.get('locale')
  const m = submissionMessages[locale]
  const { row, copy, procedure, place } = view
  const { definition } = procedure
  const section = pickText(copy.section, locale).text
  const base = `/applications/${row.id}`
  const say = definition.fee?.methods?.includes('ticket') ? m.receiptPayTickets : m.receiptPay
  const now = [
    ...(place === 'waiting' ? [m.receiptWaiting] : []),
    ...(place === 'lottery' ? [m.receiptLottery] : []),
    ...(place === 'reserved' ? [m.receiptReserved] : []),
    // Who has to pay is not told that there is nothing to do.
    copy.feeTotal > 0 ? say(sayYen(copy.feeTotal, locale)) : m.receiptNothing,
  ]
  const hasMailbox = row.account_id !== null || row.contact_token !== null
  const told = [
    ...(hasMailbox ? [{ term: m.receiptToldMailbox, value: m.receiptToldMailboxValue }] : []),
    ...(row.account_id === null ? [{ term: m.receiptToldFollow, value: m.receiptToldFollowValue }] : []),
    ...(copy.email === undefined ? [] : [{ term: m.receiptToldMail, value: masked(copy.email) }]),
    ...(copy.delivery === 'post' ? [{ term: m.receiptToldPost, value: m.receiptToldPostValue }] : []),
    ...(copy.delivery === 'counter' ? [{ term: m.receiptToldCounter, value: m.receiptToldCounterValue }] : []),
  ]
  return page(
    c,
    <ReceiptPage
      frame={frameOf(c, view.session)}
      m={m}
      title={m.receiptDone(pickText(definition.name, locale).text)}
      number={row.receipt_number}
      note={`${sayMoment(row.arrived_at, locale)}　${definition.officialName}`}
      now={now}
      {...(row.account_id === null ? { secret: copy.secret } : {})}
      steps={[
        { title: m.receiptStepDone, note: sayMoment(row.arrived_at, locale), status: 'done' },
        {
          title: m.receiptStepReview(section),
          status: 'now',
          ...(row.next_by === null ? {} : { note: m.receiptStepReviewUntil(sayDay(row.next_by, locale)) }),
        },
        { title: m.receiptStepResult, status: 'later' },
      ]}
      coming={comingOf(view, locale)}
      told={told.map(({ term, value }) => ({ term, value }))}
      copyHref={`${base}/copy.pdf`}
      viewHref={base}
      hasMailbox={hasMailbox}
      {...(row.account_id === null ? { forget: csrfToken(c) } : {})}
      {...(row.opinion_given
        ? {}
        : { opinion: { m: opinionMessages[locale], action: `${base}/opinion`, csrf: csrfToken(c) } })}
      next={view.next.map(({ procedure: id, reason, name }) => ({
        href: `/procedures/${id}`,
        title: name,
        note: reason,
      }))}
      nextTitle={procedureMessages[locale].nextProcedures}
    />,
  )
}

/** h*****o@example.jp: enough to recognise one's own. */
export function masked(email: string): string {
  const at = email.lastIndexOf('@')
  const name = email.slice(0, at)
  return `${name.slice(0, 1)}*****${name.length > 2 ? name.slice(-1) : ''}${email.slice(at)}`
}
