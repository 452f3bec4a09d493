import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { Tag, Text } from '../../../design/index.ts'
import { notFound, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { checkCsrf, csrfToken, currentResident, type ResidentSession } from '../../identity/index.ts'
import { bundlesMessages } from '../bundles/messages.ts'
import { listBundles, type OwnBundle } from '../bundles/store.ts'
import { findFile } from '../drafts/file-store.ts'
import { newFormKey } from '../drafts/present-page.ts'
import { listDrafts } from '../drafts/store.ts'
import { answerOffer } from '../places/offers.ts'
import { findLatestPlace } from '../places/place-store.ts'
import { sayDay } from '../shared/dates.ts'
import { redirectToFile } from '../shared/file-ticket.ts'
import { ownerOf } from '../shared/owner.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { tooLong } from '../shared/too-long.ts'
import { isUuid } from '../shared/uuid.ts'
import { openSmall } from '../submission/copy.ts'
import { recordLetterOpened, withdraw } from './actions.ts'
import { correctionRoutes } from './correction-routes.tsx'
import { dueWords } from './due-words.ts'
import { followUpRoutes } from './follow-up-routes.tsx'
import type { KeptLetter } from './keep-letter.ts'
import { type MailboxMessages, mailboxMessages } from './messages.ts'
import { type OwnView, openOwnView } from './own-view.ts'
import { showApplication } from './show-application.tsx'
import { isOpenHearing } from './show-cancellation.tsx'
import { countUnread, listLetters, listNotices, type MailboxLine, markNoticesRead } from './store.ts'
import { isUndecided, stateWords } from './timeline.ts'
import { MailboxPage } from './views/mailbox.tsx'
import { WithdrawPage } from './views/small-pages.tsx'

/** Letters that the reason of a withdrawal may have. */
const reasonLetters = 500

/** The mailbox, one application with its files and letters, and withdrawing it. */
export function mailboxRoutes(app: Hono<WebEnv>, portal: Portal): void {
  app.get('/mailbox', async (c) => {
    const session = await currentResident(c, portal.services)
    if (session === null) return seeOther(c, `/sign-in?${new URLSearchParams({ to: '/mailbox' })}`)
    return mailboxPage(c, portal, session)
  })

  app.get('/applications/:application', async (c) => {
    const view = await openOwnView(c, portal)
    await markNoticesRead(cityDb(portal, c.get('city').id), view.row.id, c.get('now'))
    return showApplication(c, portal, view)
  })

  app.get('/applications/:application/files/:file', async (c) => {
    const view = await openOwnView(c, portal)
    const fileId = c.req.param('file')
    const cityId = c.get('city').id
    const file = isUuid(fileId)
      ? await findFile(cityDb(portal, cityId), portal.services.keys, cityId, view.row.id, fileId)
      : undefined
    if (file === undefined) throw notFound()
    return redirectToFile(c, portal.services, view.row.id, file.id)
  })

  app.get('/applications/:application/letters/:letter', async (c) => {
    const view = await openOwnView(c, portal)
    const city = c.get('city')
    const letters = await listLetters(cityDb(portal, city.id), view.row.id)
    const letter = letters.find(({ id }) => id === c.req.param('letter'))
    if (letter === undefined) throw notFound()
    const kept = openSmall<KeptLetter>(portal.services.keys, city.id, `letter:${letter.id}`, letter.body)
    const pdf = await portal.services.files.get(city.id, letter.address, Buffer.from(kept.key, 'base64'))
    // Recorded when there is something to read, not before: a notice that could not be shown has not been opened.
    await recordLetterOpened({ portal, city, now: c.get('now') }, view.row, letter.id)
    c.header('content-type', 'application/pdf')
    c.header('content-disposition', `attachment; filename="${view.row.receipt_number}-letter.pdf"`)
    c.header('cache-control', 'no-store')
    return c.body(new Uint8Array(pdf))
  })

  app.get('/applications/:application/withdrawal', async (c) => {
    const view = await openOwnView(c, portal)
    if (!isUndecided(view.row.state)) return seeOther(c, `/applications/${view.row.id}`)
    return withdrawPage(c, view, '')
  })

  app.post('/applications/:application/withdrawal', async (c) => {
    const view = await openOwnView(c, portal)
    const form = await readForm(c, { bodyBytes: 16 * 1024 })
    const locale = c.get('locale')
    const m = mailboxMessages[locale]
    const reason = form.text('reason').trim()
    if (!checkCsrf(c, form.text('csrf'))) return withdrawPage(c, view, reason, { message: m.stale })
    const long = tooLong(reason, reasonLetters, m.withdrawReason, locale)
    if (long !== undefined) return withdrawPage(c, view, reason, { id: 'reason', message: long })
    const done = await withdraw({ portal, city: c.get('city'), now: c.get('now') }, view.row.id, reason)
    if (!done.ok) return withdrawPage(c, view, reason, { message: m.withdrawTooLate })
    return seeOther(c, `/applications/${view.row.id}?done=withdrawn`)
  })

  // An answer that came too late is shown at this address: reloading it leads back to the application.
  app.get('/applications/:application/place', async (c) => {
    const { row } = await openOwnView(c, portal)
    return seeOther(c, `/applications/${row.id}`)
  })

  app.post('/applications/:application/place', async (c) => {
    const view = await openOwnView(c, portal)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const answer = form.text('answer')
    const city = c.get('city')
    const m = mailboxMessages[c.get('locale')]
    const { receipt_number: number } = view.row
    if (!checkCsrf(c, form.text('csrf'))) return showApplication(c, portal, view, m.stale)
    if (answer !== 'accept' && answer !== 'decline') return showApplication(c, portal, view, m.offerAnswerMissing)
    const place = await findLatestPlace(cityDb(portal, city.id), number)
    if (place === undefined) throw notFound()
    const done = await answerOffer(portal.services, portal.catalogue, city.id, number, place, answer, c.get('now'))
    if (done.ok) return seeOther(c, `/applications/${view.row.id}`)
    const fresh = await openOwnView(c, portal)
    return showApplication(c, portal, fresh, m.offerTooLate)
  })

  correctionRoutes(app, portal)
  followUpRoutes(app, portal)
}

async function mailboxPage(c: Context<WebEnv>, portal: Portal, session: ResidentSession): Promise<Response> {
  const locale = c.get('locale')
  const m = mailboxMessages[locale]
  const cityId = c.get('city').id
  const db = cityDb(portal, cityId)
  const now = c.get('now')
  const owner = ownerOf(portal, cityId, session)
  const [notices, unread, drafts, current, bundles] = await Promise.all([
    listNotices(db, owner),
    countUnread(db, owner),
    listDrafts(db, owner, now),
    portal.catalogue.current(cityId),
    listBundles(db, owner),
  ])
  const b = bundlesMessages[locale]
  const bundleOf = (id: string) => bundles.find(({ members }) => members.some((member) => member.id === id))
  const nameOf = (procedureId: string): string => {
    const name = current.find(({ definition }) => definition.id === procedureId)?.definition.name
    return name === undefined ? procedureId : pickText(name, locale).text
  }
  const isDraft = (id: string): boolean => drafts.some((draft) => draft.id === id)
  const isWaiting = (notice: (typeof notices)[number]): boolean =>
    (notice.kind === 'correction-request' && notice.state === 'correction') || isOpenHearing(notice, notices, now)
  const letters = together(notices, bundleOf).map(({ notice, of }) => ({
    href:
      of !== undefined
        ? `/bundles/${of.bundle}/receipt`
        : notice.kind === 'correction-request'
          ? `/applications/${notice.application_id}/corrections/${notice.code.slice('correction:'.length)}`
          : `/applications/${notice.application_id}`,
    title: (
      <Text
        words={
          of === undefined
            ? titleOf(portal, cityId, notice, nameOf(notice.procedure_id), m)
            : b.mailboxSent(of.notices.length)
        }
      />
    ),
    unread: (of?.notices ?? [notice]).some((each) => each.read_at === null),
    about:
      of === undefined
        ? [
            <Text words={notice.section ?? m.city} />,
            <Text words={sayDay(dayOf(notice.at), locale)} />,
            notice.receipt_number,
            ...(bundleOf(notice.application_id) === undefined ? [] : [<Text words={b.mailboxTag} />]),
          ]
        : [
            <Text words={sayDay(dayOf(notice.at), locale)} />,
            ...of.notices.map((each) => (
              <>
                <Text words={nameOf(each.procedure_id)} /> {each.receipt_number}
              </>
            )),
          ],
    ...(isWaiting(notice) && notice.due_on !== null
      ? { tag: <Tag label={dueWords(notice.due_on, dayOf(now), m, locale)} tone="soon" /> }
      : {}),
  }))
  const tree = (
    <MailboxPage
      frame={frameOf(c, session, unread)}
      m={m}
      unread={unread}
      waiting={notices.filter(isWaiting).length}
      letters={letters}
      drafts={[
        ...bundles
          .filter(({ submitted_at: sent, members }) => sent === null && members.some(({ id }) => isDraft(id)))
          .map((bundle) => ({
            href: `/bundles/${bundle.id}`,
            title: b.mailboxDraft(bundle.members.length),
            note: bundle.members.map(({ procedure }) => nameOf(procedure)).join(locale === 'en' ? ', ' : '・'),
          })),
        ...drafts
          .filter(({ id }) => bundleOf(id) === undefined)
          .map((draft) => ({
            href: `/drafts/${draft.id}`,
            title: nameOf(draft.procedure_id),
            note: m.nextByValue(sayDay(dayOf(draft.expires_at), locale)),
          })),
      ]}
    />
  )
  return page(c, tree)
}

type Listed = Awaited<ReturnType<typeof listNotices>>[number]

/** The receipts of what was filed together stand in one line, where the newest of them stood; everything later by itself. */
function together(
  notices: readonly Listed[],
  bundleOf: (applicationId: string) => OwnBundle | undefined,
): readonly {
  readonly notice: Listed
  readonly of?: { readonly bundle: string; readonly notices: readonly Listed[] }
}[] {
  const lines: { notice: Listed; of?: { bundle: string; notices: Listed[] } }[] = []
  for (const notice of notices) {
    const bundle = notice.kind === 'submitted' ? bundleOf(notice.application_id) : undefined
    const known = lines.find(({ of }) => bundle !== undefined && of?.bundle === bundle.id)
    if (known?.of !== undefined) known.of.notices.push(notice)
    else if (bundle?.submitted_at) lines.push({ notice, of: { bundle: bundle.id, notices: [notice] } })
    else lines.push({ notice })
  }
  return lines
}

function titleOf(portal: Portal, cityId: string, notice: MailboxLine, name: string, m: MailboxMessages): string {
  const titles = m.noticeTitles
  switch (notice.kind) {
    case 'submitted':
      return titles.submitted(name)
    case 'correction-request':
      return titles.correction(name)
    case 'correction-answered':
      return titles.correctionAnswered(name)
    case 'decision':
      return titles.decision(name)
    case 'withdrawn':
      return titles.withdrawn(name)
    case 'place':
      return titles.place(name)
    case 'hearing':
      return notice.due_on === null ? titles.hearingEnd(name) : titles.hearing(name)
    case 'amendment':
      return titles.amendment(name)
    case 'cancellation':
      return titles.cancellation(name)
    default: {
      if (notice.body === null) throw new Error('A notice of a status without its words.')
      const place = `notice:${notice.application_id}:${notice.code}`
      const { state } = openSmall<{ state: string }>(portal.services.keys, cityId, place, notice.body)
      return titles.status(name, stateWords(state, m))
    }
  }
}

function withdrawPage(
  c: Context<WebEnv>,
  view: OwnView,
  reason: string,
  problem?: { readonly id?: string; readonly message: string },
): Response {
  const tree = (
    <WithdrawPage
      frame={frameOf(c, view.session)}
      m={mailboxMessages[c.get('locale')]}
      hidden={{ csrf: csrfToken(c), requestKey: newFormKey() }}
      name={view.procedure.definition.name}
      backHref={`/applications/${view.row.id}`}
      action={`/applications/${view.row.id}/withdrawal`}
      reason={{ text: reason, limit: reasonLetters }}
      problems={problem === undefined ? [] : [problem]}
    />
  )
  return page(c, tree, problem === undefined ? {} : { status: 422 })
}
