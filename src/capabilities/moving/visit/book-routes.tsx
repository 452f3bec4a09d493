import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { residentFrame, sayDay, sayFullDay } from '../../../design/index.ts'
import { createRateLimiter, page, readForm, seeOther, type WebEnv } from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, currentResident } from '../../identity/index.ts'
import { guideFiling } from '../../navigator/index.ts'
import type { GroupAnswers } from '../../procedures/index.ts'
import { lastNoticeDay } from '../rules/deadlines.ts'
import { readSlotValue, slotValue } from '../rules/slots.ts'
import { bookVisit, findBooking } from './booking.ts'
import { dropDraft, saveDraft } from './draft.ts'
import { type FormState, onward, stateOf } from './form-routes.tsx'
import { visitMessages } from './messages.ts'
import { presentBooking } from './present.ts'
import { onlineSeats } from './seats.ts'
import { DonePage } from './views/booked-pages.tsx'
import { CheckPage } from './views/check-page.tsx'
import { TimePage } from './views/time-page.tsx'
import type { Visits } from './visits.ts'

/** A network, which may be a whole town hall or library, books twenty at once and two a minute: seats are scarce. */
const limits = { burst: 20, perMinute: 2 } as const

/** Choosing the time, the last look, and the booking. */
export function bookRoutes(app: Hono<WebEnv>, visits: Visits): void {
  const perNetwork = createRateLimiter(limits)

  app.get('/moving/visit-time', async (c) => {
    const state = await stateOf(c, visits)
    if (state.open >= 0 || state.draft?.body.done !== undefined) return seeOther(c, await onward(c, visits))
    return timePage(c, visits, state, {})
  })

  app.post('/moving/visit-time', async (c) => {
    const state = await stateOf(c, visits)
    if (state.open >= 0 || state.draft === undefined || state.draft.body.done !== undefined)
      return seeOther(c, await onward(c, visits))
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = visitMessages[c.get('locale')]
    const day = form.text('day')
    if (!checkCsrf(c, form.text('csrf'))) return timePage(c, visits, state, { day, problem: m.stale })
    if (form.text('do') === 'day')
      return timePage(c, visits, state, day === '' ? { problem: m.time.missingDay } : { day })
    const chosen = readSlotValue(form.text('slot'))
    if (chosen === undefined) return timePage(c, visits, state, { day, problem: m.time.missing })
    const value = slotValue(chosen)
    const free = await onlineSeats(visits, c.get('city').id, movedOnOf(state), c.get('now'))
    if (!free.some((slot) => slotValue({ ...slot, counter: slot.counter.id }) === value))
      return timePage(c, visits, state, { day: chosen.day, problem: m.time.full })
    const saved = await saveDraft(c, visits, state.draft, { answers: state.answers, slot: value })
    return seeOther(c, saved ? '/moving/visit-check' : await onward(c, visits))
  })

  app.get('/moving/visit-check', async (c) => {
    const state = await stateOf(c, visits)
    if (state.open >= 0 || state.draft?.body.slot === undefined) return seeOther(c, await onward(c, visits))
    return checkPage(c, visits, state)
  })

  app.post('/moving/visit-check', async (c) => {
    const state = await stateOf(c, visits)
    const { draft } = state
    const place = readSlotValue(draft?.body.slot ?? '')
    if (draft === undefined || draft.body.done !== undefined || state.open >= 0 || place === undefined)
      return seeOther(c, await onward(c, visits))
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = visitMessages[c.get('locale')]
    const city = c.get('city')
    const now = c.get('now')
    if (!checkCsrf(c, form.text('csrf'))) return checkPage(c, visits, state, m.stale)
    const network = c.get('clientNetwork')
    if (network !== undefined && !perNetwork.tryTake(`${city.id} ${network}`, now).ok)
      return checkPage(c, visits, state, m.check.tooMany)
    const free = await onlineSeats(visits, city.id, movedOnOf(state), now)
    // The lead time may have passed since the time was chosen.
    const still = free.some((slot) => slotValue({ ...slot, counter: slot.counter.id }) === draft.body.slot)
    const by = { locale: c.get('locale'), session: await currentResident(c, visits.services) }
    if (!still || (await bookVisit(visits, city, draft, place, by, now)) === 'full')
      return timePage(c, visits, state, { day: place.day, problem: m.time.full })
    visits.services.relay.nudge()
    return seeOther(c, '/moving/visit-done')
  })

  app.get('/moving/visit-done', async (c) => {
    const { draft } = await stateOf(c, visits)
    const done = draft?.body.done
    const booking = done && (await findBooking(visits, c.get('city').id, { id: done.bookingId }))
    if (done === undefined || booking === undefined) return seeOther(c, '/moving')
    const shown = await presentBooking(c, visits, booking)
    const frame = residentFrame(c)
    return page(
      c,
      <DonePage
        frame={frame}
        m={visitMessages[c.get('locale')]}
        csrf={csrfToken(c)}
        shown={shown}
        secret={done.secret}
      />,
    )
  })

  app.post('/moving/visit-done', async (c) => {
    const { draft } = await stateOf(c, visits)
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (draft !== undefined && checkCsrf(c, form.text('csrf'))) await dropDraft(c, visits, draft)
    return seeOther(c, '/moving')
  })
}

const moveOf = (state: FormState): GroupAnswers => (state.answers.move ?? {}) as GroupAnswers
const movedOnOf = (state: FormState): string => String(moveOf(state).on ?? state.today)

async function timePage(
  c: Context<WebEnv>,
  visits: Visits,
  state: FormState,
  shown: { readonly day?: string; readonly problem?: string },
): Promise<Response> {
  const locale = c.get('locale')
  const m = visitMessages[locale]
  const movedOn = movedOnOf(state)
  const slots = await onlineSeats(visits, c.get('city').id, movedOn, c.get('now'))
  const chosen = state.draft?.body.slot
  const day = shown.day ?? (chosen === undefined ? undefined : readSlotValue(chosen)?.day)
  const kind = moveOf(state).kind === 'move-within' ? 'move-within' : 'move-in'
  const last = lastNoticeDay(kind, movedOn, (each) => state.facts.isClosedDay(each))
  const before = state.route.at(-1)
  const tree = (
    <TimePage
      frame={residentFrame(c)}
      m={m}
      locale={locale}
      csrf={csrfToken(c)}
      action="/moving/visit-time"
      back={{ href: before === undefined ? '/moving' : `/moving/visit/${before.page.id}`, label: m.back }}
      slots={slots}
      {...(day === undefined ? {} : { day })}
      {...(chosen === undefined ? {} : { chosen })}
      {...(last === undefined ? {} : { last: { day: last, words: sayFullDay(last, locale) } })}
      {...(shown.problem === undefined ? {} : { problem: shown.problem })}
    />
  )
  return page(c, tree, shown.problem === undefined ? {} : { status: 422 })
}

function checkPage(c: Context<WebEnv>, visits: Visits, state: FormState, problem?: string): Response {
  const locale = c.get('locale')
  const slot = readSlotValue(state.draft?.body.slot ?? '')
  const sections = visits.form.questions.summarise(state.answers, guideFiling(dayOf(c.get('now'))), state.facts, locale)
  const tree = (
    <CheckPage
      frame={residentFrame(c)}
      m={visitMessages[locale]}
      csrf={csrfToken(c)}
      visit={slot === undefined ? '' : `${sayDay(slot.day, locale)} ${slot.starts}`}
      sections={sections.map(({ pageId, title, rows }) => ({
        title,
        rows: rows.map(({ label, text }) => ({ label, text, changeHref: `/moving/visit/${pageId}` })),
      }))}
      {...(problem === undefined ? {} : { problem })}
    />
  )
  return page(c, tree, problem === undefined ? {} : { status: 422 })
}
