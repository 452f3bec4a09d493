import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { AsWritten, Text } from '../../../design/index.ts'
import { page, type WebEnv } from '../../../platform/http/index.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import { csrfToken } from '../../identity/index.ts'
import { bundlesMessages } from '../bundles/messages.ts'
import { findTogether } from '../bundles/store.ts'
import { type FollowUpHere, followUpHref, offeredFollowUps } from '../carried-over/offered.ts'
import { listFiles } from '../drafts/file-store.ts'
import { findDrawOf, findOffer, turnInLine } from '../places/place-store.ts'
import type { KeptDecision } from '../relay.ts'
import { sayDay, sayFullDay, sayMoment, sayYen } from '../shared/dates.ts'
import { ownerOf } from '../shared/owner.ts'
import { frameOf } from '../shared/page-frame.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { comingOf } from '../submission/coming.ts'
import { openSmall } from '../submission/copy.ts'
import { submissionMessages } from '../submission/messages.ts'
import type { KeptAmendment } from './amendment.ts'
import { dueWords } from './due-words.ts'
import type { KeptLetter } from './keep-letter.ts'
import { keptDecision, standingDecision } from './kept-decision.ts'
import { type MailboxMessages, mailboxMessages } from './messages.ts'
import type { OwnView } from './own-view.ts'
import { amendmentPanels, amendmentsOf } from './show-amendments.tsx'
import { cancellationPanel, hearingTodo } from './show-cancellation.tsx'
import { type CorrectionRow, countUnread, type LetterRow, listCorrections, listLetters } from './store.ts'
import { isUndecided, stateWords, timelineOf } from './timeline.ts'
import { ApplicationPage, type ApplicationProps } from './views/application.tsx'

/** One application as its applicant sees it today. */
export async function showApplication(
  c: Context<WebEnv>,
  portal: Portal,
  view: OwnView,
  offerProblem?: string,
): Promise<Response> {
  const locale = c.get('locale')
  const m = mailboxMessages[locale]
  const { row, copy, procedure, session } = view
  const city = c.get('city')
  const { keys } = portal.services
  const db = cityDb(portal, city.id)
  const [corrections, letters, files] = await Promise.all([
    listCorrections(db, row.id),
    listLetters(db, row.id),
    listFiles(db, keys, city.id, row.id),
  ])
  const base = `/applications/${row.id}`
  const offer = view.place === 'offered' ? await findOffer(db, row.receipt_number) : undefined
  const drawn = view.place === undefined ? undefined : await findDrawOf(db, row.receipt_number)
  const unread = session === null ? 0 : await countUnread(db, ownerOf(portal, city.id, session))
  const section = row.section ?? pickText(copy.section, locale).text
  const kept = await keptDecision(portal, city.id, row)
  const today = dayOf(c.get('now'))
  const followUps =
    session === null
      ? []
      : await offeredFollowUps(portal, city, view, await standingDecision(portal, city.id, row), today)
  const shown = { portal, cityId: city.id, view, letters, m, locale, today }
  const [hearing, cancelled] = await Promise.all([hearingTodo(shown), cancellationPanel(shown)])
  const amendments = await amendmentsOf(portal, city.id, row)
  const decided =
    kept &&
    decisionOf(portal, city.id, view, kept, letters, m, locale, { cancelled: cancelled !== undefined, amendments })
  const done = c.req.query('done')
  const finished = ['withdrawn', 'cancelled', 'expired', 'completed', 'notified'].includes(row.state)
  const paid =
    row.paid_at === null || row.payment_total === null
      ? undefined
      : m.paid(sayYen(row.payment_total, locale), sayMoment(row.paid_at, locale))
  const turn = view.place === 'waiting' ? await turnInLine(db, row.receipt_number) : undefined
  const placeWords =
    turn === undefined ? Object.entries(m.places).find(([standing]) => standing === view.place)?.[1] : m.inLine(turn)
  const props: ApplicationProps = {
    frame: frameOf(c, session, unread),
    m,
    name: procedure.definition.name,
    state: stateWords(row.state, m),
    stateHelp: m.stateHelp[row.state] ?? '',
    stateEnded: finished,
    facts: [
      { term: submissionReceipt(locale), value: <span class="mono">{row.receipt_number}</span> },
      { term: m.receivedAt, value: <Text words={sayMoment(row.arrived_at, locale)} /> },
      { term: m.section, value: <Text words={section} /> },
      ...(row.next_by === null || finished
        ? []
        : [{ term: m.nextBy, value: <Text words={m.nextByValue(sayDay(row.next_by, locale))} /> }]),
    ],
    steps: timelineOf(
      { state: row.state, stateAt: row.state_at, arrivedAt: row.arrived_at, nextBy: row.next_by, section },
      m,
      locale,
    ),
    todo: [...hearing, ...todoOf(view, corrections, section, today, m, locale)],
    done: corrections
      .filter(({ answered_at }) => answered_at !== null)
      .map(({ answered_at }) => m.correctionDone(sayMoment(answered_at ?? row.arrived_at, locale))),
    sections: { sections: view.sections, sources: copy.sources, m: submissionMessages[locale] },
    files: files.map(({ id, name }) => ({ href: `${base}/files/${id}`, name })),
    copyHref: `${base}/copy.pdf`,
    ...(offerProblem !== undefined && offer === undefined
      ? { place: offerProblem }
      : placeWords === undefined
        ? {}
        : { place: placeWords }),
    ...(offer?.offer_until
      ? {
          offer: {
            until: sayMoment(offer.offer_until, locale),
            action: `${base}/place`,
            hidden: { csrf: csrfToken(c) },
            ...(offerProblem === undefined ? {} : { problem: offerProblem }),
          },
        }
      : {}),
    ...(drawn === undefined ? {} : { draw: { href: `/draws/${drawn.drawId}`, label: m.drawOf(drawn.entryId) } }),
    ...(paid === undefined ? {} : { paid }),
    ...(await togetherOf(portal, c.get('city').id, row, locale)),
    ...(finished ? {} : { coming: comingOf(view, locale) }),
    ...(decided === undefined ? {} : { decision: decided }),
    ...(cancelled === undefined ? {} : { cancellation: cancelled }),
    followUps: followUps.map((each) => followUpRow(each, row.id, m, locale)),
    amendments: amendmentPanels(amendments, view, letters, m, locale),
    ...(isUndecided(row.state) ? { withdrawHref: `${base}/withdrawal` } : {}),
    ...(row.account_id === null ? { forget: csrfToken(c) } : {}),
    ...(session === null ? {} : { back: { href: '/mailbox', label: m.title } }),
    ...(done === 'withdrawn' ? { notice: m.withdrawDone } : done === 'corrected' ? { notice: m.correctionSent } : {}),
  }
  return page(c, <ApplicationPage {...props} />, offerProblem === undefined ? {} : { status: 422 })
}

/** What was filed in the same act: each goes its own way since. */
async function togetherOf(
  portal: Portal,
  cityId: string,
  row: OwnView['row'],
  locale: Locale,
): Promise<Pick<ApplicationProps, 'together'>> {
  const others = await findTogether(cityDb(portal, cityId), row.id)
  if (others.length === 0) return {}
  const current = await portal.catalogue.current(cityId)
  const rows = others.map((other) => {
    const name = current.find(({ definition }) => definition.id === other.procedure_id)?.definition.name
    return {
      href: `/applications/${other.id}`,
      title: name === undefined ? other.procedure_id : pickText(name, locale).text,
      note: `${other.receipt_number}・${stateWords(other.state, mailboxMessages[locale])}`,
    }
  })
  return { together: { title: bundlesMessages[locale].togetherWith, rows } }
}

function submissionReceipt(locale: Locale): string {
  return mailboxMessages[locale].followNumber
}

function todoOf(
  { row, procedure }: OwnView,
  corrections: readonly CorrectionRow[],
  section: string,
  today: string,
  m: MailboxMessages,
  locale: Locale,
): ApplicationProps['todo'] {
  const open = corrections.filter(({ answered_at }) => answered_at === null)
  const active = isUndecided(row.state)
  return [
    ...(active
      ? open.map((each) => ({
          title: m.correctionTitle,
          href: `/applications/${row.id}/corrections/${each.id}`,
          due: dueWords(each.due_on, today, m, locale),
        }))
      : []),
    ...(row.payment_total !== null && row.paid_at === null && row.state === 'awaiting-payment'
      ? [
          {
            title: m.toPay(sayYen(row.payment_total, locale)),
            text: payWords(procedure.definition.fee?.methods ?? ['cash'], section, m),
          },
        ]
      : []),
  ]
}

/** Every way to pay that the procedure takes, in the order of its definition. */
function payWords(methods: readonly ('cash' | 'ticket' | 'online')[], section: string, m: MailboxMessages): string {
  return methods.map((method) => m.payBy[method](section)).join(m.or)
}

/** What may be filed next: a link that begins it, or the day from which it can be. */
function followUpRow(
  { followUp, name, from, until, open }: FollowUpHere,
  applicationId: string,
  m: MailboxMessages,
  locale: Locale,
): ApplicationProps['followUps'][number] {
  const reason = pickText(followUp.reason, locale).text
  const days = [
    ...(from === undefined ? [] : [m.followUpFrom(sayFullDay(from, locale))]),
    ...(until === undefined ? [] : [m.followUpUntil(sayFullDay(until, locale))]),
    ...(open === 'closed' ? [m.followUpClosed] : []),
  ]
  return {
    title: followUp.title ?? name,
    note: [reason, ...days].join(m.sentenceJoin),
    ...(open === 'open' ? { href: followUpHref(followUp, applicationId) } : {}),
  }
}

function decisionOf(
  portal: Portal,
  cityId: string,
  view: OwnView,
  kept: KeptDecision,
  letters: readonly LetterRow[],
  m: MailboxMessages,
  locale: Locale,
  { cancelled, amendments }: { readonly cancelled: boolean; readonly amendments: readonly KeptAmendment[] },
): NonNullable<ApplicationProps['decision']> {
  const { keys } = portal.services
  // What was put right since holds.
  const amended = amendments.find(({ decisionId }) => decisionId === kept.decisionId)
  const outcome = view.procedure.definition.outcomes.find(({ id }) => id === kept.outcomeId)?.label
  const letter = letters.find(({ id }) => id === kept.letterId)
  const small =
    letter === undefined ? undefined : openSmall<KeptLetter>(keys, cityId, `letter:${letter.id}`, letter.body)
  const note = kept.delivery === 'post' ? [m.byPost] : kept.delivery === 'counter' ? [m.byCounter] : []
  return {
    result: outcome === undefined ? m.results[kept.result] : pickText(outcome, locale).text,
    facts: [
      { term: m.decidedOn, value: <Text words={sayFullDay(kept.decidedOn, locale)} /> },
      ...(kept.documentNumber === undefined
        ? []
        : [{ term: m.documentNumber, value: <AsWritten text={kept.documentNumber} /> }]),
      ...(amended?.facts ?? kept.facts).map((fact) => ({ term: fact.label, value: <Text words={fact.text} /> })),
    ],
    notes: [
      // What was cancelled is no longer sent or handed over, and nobody objects to it.
      ...(cancelled || view.row.state === 'cancelled'
        ? [m.noLongerHolds]
        : [...(kept.adverse ? [m.adverse] : []), ...(letter === undefined ? note : [])]),
      ...(amended === undefined ? [] : [m.wasAmended]),
    ],
    ...(letter === undefined || small === undefined
      ? {}
      : {
          letter: {
            href: `/applications/${view.row.id}/letters/${letter.id}`,
            label: m.openLetter(small.title),
            ...(letter.opened_at === null ? {} : { opened: m.letterOpened(sayMoment(letter.opened_at, locale)) }),
          },
        }),
  }
}
