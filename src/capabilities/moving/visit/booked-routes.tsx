import { timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import { readReceiptNumber } from '../../../civic/receipt-number.ts'
import { residentFrame, sayFullDay, type Words } from '../../../design/index.ts'
import {
  clearHostCookie,
  page,
  readForm,
  readHostCookie,
  seeOther,
  setHostCookie,
  type WebEnv,
} from '../../../platform/http/index.ts'
import { checkCsrf, csrfToken, currentResident, residentSignInPath } from '../../identity/index.ts'
import { ownerOf, readCode } from '../../portal/index.ts'
import { lastNoticeDay } from '../rules/deadlines.ts'
import { readSlotValue } from '../rules/slots.ts'
import { countGuess } from './attempts.ts'
import { type Booking, cancelBooking, changeBooking, findBooking, listOwnBookings, secretToken } from './booking.ts'
import { visitMessages } from './messages.ts'
import { presentBooking } from './present.ts'
import { onlineSeats } from './seats.ts'
import { BookedPage, CancelPage, EnterPage } from './views/booked-pages.tsx'
import { TimePage } from './views/time-page.tsx'
import type { Visits } from './visits.ts'

const cookie = 'moving-booking'
const context = 'moving booking cookie'
/** How long a browser that named number and secret may look. */
const openMinutes = 30

/** One's own booking: opened by number and secret, then by a cookie that this city has encrypted. */
export function bookedRoutes(app: Hono<WebEnv>, visits: Visits): void {
  app.get('/moving/booking', async (c) => {
    return (await opened(c, visits)) === undefined ? enterPage(c, visits, '', []) : seeOther(c, '/moving/booked')
  })

  app.post('/moving/booking', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = visitMessages[c.get('locale')]
    const typed = form.text('number').slice(0, 40)
    if (!checkCsrf(c, form.text('csrf'))) return enterPage(c, visits, typed, [{ message: m.stale }])
    const own = form.text('own')
    if (own !== '') {
      const mine = (await ownBookings(c, visits)).find(({ id }) => id === own)
      // The session has ended meanwhile, or it is somebody else's: number and secret open it.
      if (mine === undefined) return enterPage(c, visits, '', [{ message: m.stale }])
      return openFor(c, visits, mine.id)
    }
    const problems = [
      ...(typed.trim() === '' ? [{ id: 'number', message: m.booked.numberMissing }] : []),
      ...(form.text('secret').trim() === '' ? [{ id: 'secret', message: m.booked.secretMissing }] : []),
    ]
    if (problems.length > 0) return enterPage(c, visits, typed, problems)
    const number = readReceiptNumber(typed)
    const secret = readCode('secret', form.text('secret'))
    await countGuess(c, visits, number.ok ? number.text : undefined)
    const cityId = c.get('city').id
    const booking = number.ok ? await findBooking(visits, cityId, { receiptNumber: number.text }) : undefined
    // A number that is not there takes as long as one that is, and is answered alike.
    const wanted = secretToken(visits, cityId, number.ok ? number.text : '', secret ?? '')
    if (booking === undefined || !timingSafeEqual(wanted, booking.secretToken))
      return enterPage(c, visits, typed, [{ id: 'number', message: m.booked.wrong }])
    return openFor(c, visits, booking.id)
  })

  app.get('/moving/booked', async (c) => {
    const booking = await opened(c, visits)
    if (booking === undefined) return seeOther(c, '/moving/booking')
    const said = c.req.query('said') === 'changed' ? visitMessages[c.get('locale')].booked.changed : undefined
    return bookedPage(c, visits, booking, said)
  })

  app.get('/moving/booked/time', async (c) => {
    const booking = await opened(c, visits)
    if (booking === undefined) return seeOther(c, '/moving/booking')
    return isChangeable(booking) ? timePage(c, visits, booking, {}) : seeOther(c, '/moving/booked')
  })

  app.post('/moving/booked/time', async (c) => {
    const booking = await opened(c, visits)
    if (booking === undefined) return seeOther(c, '/moving/booking')
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    const m = visitMessages[c.get('locale')]
    const day = form.text('day')
    if (!checkCsrf(c, form.text('csrf'))) return timePage(c, visits, booking, { day, problem: m.stale })
    if (form.text('do') === 'day')
      return timePage(c, visits, booking, day === '' ? { problem: m.time.missingDay } : { day })
    const place = readSlotValue(form.text('slot'))
    if (place === undefined) return timePage(c, visits, booking, { day, problem: m.time.missing })
    const free = await onlineSeats(visits, c.get('city').id, booking.box.movedOn, c.get('now'))
    const offered = free.some(
      (slot) => slot.counter.id === place.counter && slot.day === place.day && slot.starts === place.starts,
    )
    const outcome = offered ? await changeBooking(visits, c.get('city'), booking, place, c.get('now')) : 'full'
    if (outcome === 'full') return timePage(c, visits, booking, { day: place.day, problem: m.time.full })
    visits.services.relay.nudge()
    if (outcome === 'meanwhile') return again(c, visits)
    return seeOther(c, '/moving/booked?said=changed')
  })

  app.get('/moving/booked/cancellation', async (c) => {
    const booking = await opened(c, visits)
    if (booking === undefined) return seeOther(c, '/moving/booking')
    if (!isChangeable(booking)) return seeOther(c, '/moving/booked')
    const shown = await presentBooking(c, visits, booking)
    return page(
      c,
      <CancelPage frame={residentFrame(c)} m={visitMessages[c.get('locale')]} csrf={csrfToken(c)} shown={shown} />,
    )
  })

  app.post('/moving/booked/cancellation', async (c) => {
    const booking = await opened(c, visits)
    if (booking === undefined) return seeOther(c, '/moving/booking')
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (!checkCsrf(c, form.text('csrf'))) return seeOther(c, '/moving/booked/cancellation')
    const outcome = await cancelBooking(visits, c.get('city'), booking, c.get('now'))
    visits.services.relay.nudge()
    return outcome === 'meanwhile' ? again(c, visits) : seeOther(c, '/moving/booked')
  })

  app.get('/moving/booked/leave', (c) => seeOther(c, '/moving'))

  app.post('/moving/booked/leave', async (c) => {
    const form = await readForm(c, { bodyBytes: 8 * 1024 })
    if (checkCsrf(c, form.text('csrf'))) clearHostCookie(c, cookie)
    return seeOther(c, '/moving')
  })
}

/** Opens a booking for this browser, for half an hour. */
function openFor(c: Context<WebEnv>, visits: Visits, id: string): Response {
  const until = c.get('now').getTime() + openMinutes * 60_000
  const plain = Buffer.from(JSON.stringify({ id, until }), 'utf8')
  const box = visits.services.keys.encrypt(c.get('city').id, 'session', plain, context)
  setHostCookie(c, cookie, box.toString('base64url'), { maxAgeSeconds: openMinutes * 60, sameSite: 'Strict' })
  return seeOther(c, '/moving/booked')
}

/** What was booked while this person was signed in. */
async function ownBookings(c: Context<WebEnv>, visits: Visits): Promise<readonly Booking[]> {
  const session = await currentResident(c, visits.services)
  const cityId = c.get('city').id
  return session === null ? [] : listOwnBookings(visits, cityId, ownerOf(visits, cityId, session))
}

const isChangeable = ({ state }: Booking): boolean => state === 'booked' || state === 'not-shown'

/** The booking that this browser has opened in the last half hour. */
async function opened(c: Context<WebEnv>, visits: Visits): Promise<Booking | undefined> {
  const text = readHostCookie(c, cookie)
  if (text === undefined || text.length > 400 || !/^[A-Za-z0-9_-]+$/.test(text)) return undefined
  const cityId = c.get('city').id
  let held: { id: string; until: number }
  try {
    const plain = visits.services.keys.decrypt(cityId, 'session', Buffer.from(text, 'base64url'), context)
    held = JSON.parse(plain.toString('utf8')) as { id: string; until: number }
  } catch {
    return undefined
  }
  return held.until > c.get('now').getTime() ? findBooking(visits, cityId, { id: held.id }) : undefined
}

/** What happened meanwhile is shown as it stands now. */
async function again(c: Context<WebEnv>, visits: Visits): Promise<Response> {
  const booking = await opened(c, visits)
  if (booking === undefined) return seeOther(c, '/moving/booking')
  return bookedPage(c, visits, booking, visitMessages[c.get('locale')].booked.meanwhile)
}

async function bookedPage(c: Context<WebEnv>, visits: Visits, booking: Booking, said?: string): Promise<Response> {
  const props = { frame: residentFrame(c), m: visitMessages[c.get('locale')], csrf: csrfToken(c) }
  const shown = await presentBooking(c, visits, booking)
  return page(
    c,
    <BookedPage
      {...props}
      shown={shown}
      changeable={isChangeable(booking)}
      {...(said === undefined ? {} : { said })}
    />,
  )
}

async function enterPage(
  c: Context<WebEnv>,
  visits: Visits,
  number: string,
  problems: readonly { readonly id?: string; readonly message: Words }[],
): Promise<Response> {
  const locale = c.get('locale')
  const props = { frame: residentFrame(c), m: visitMessages[locale], csrf: csrfToken(c) }
  const own = (await ownBookings(c, visits)).map(({ id, receiptNumber, slot }) => ({
    id,
    number: receiptNumber,
    when: `${sayFullDay(slot.day, locale)} ${slot.starts}`,
  }))
  const signIn = residentSignInPath('contact', '/moving/booking')
  return page(
    c,
    <EnterPage {...props} number={number} own={own} signIn={signIn} problems={problems} />,
    problems.length > 0 ? { status: 422 } : {},
  )
}

async function timePage(
  c: Context<WebEnv>,
  visits: Visits,
  booking: Booking,
  shown: { readonly day?: string; readonly problem?: string },
): Promise<Response> {
  const locale = c.get('locale')
  const m = visitMessages[locale]
  const cityId = c.get('city').id
  const { kind, movedOn } = booking.box
  const slots = await onlineSeats(visits, cityId, movedOn, c.get('now'))
  const facts = await visits.catalogue.facts(cityId, dayOf(c.get('now')))
  const last = lastNoticeDay(kind, movedOn, (day) => facts.isClosedDay(day))
  const tree = (
    <TimePage
      frame={residentFrame(c)}
      m={m}
      locale={locale}
      csrf={csrfToken(c)}
      action="/moving/booked/time"
      back={{ href: '/moving/booked', label: m.booked.title }}
      slots={slots}
      {...(shown.day === undefined ? {} : { day: shown.day })}
      {...(last === undefined ? {} : { last: { day: last, words: sayFullDay(last, locale) } })}
      {...(shown.problem === undefined ? {} : { problem: shown.problem })}
    />
  )
  return page(c, tree, shown.problem === undefined ? {} : { status: 422 })
}
