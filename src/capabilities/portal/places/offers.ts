import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { InternetDb } from '../../../platform/database/generated/internet.ts'
import { appendEvent } from '../../../platform/evidence/append-event.ts'
import { every, type Repeating } from '../../../platform/jobs/every.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { PlaceMessage, PlaceStanding } from '../../exchange/index.ts'
import { type CapacityTerms, catalogueOf } from '../../procedures/index.ts'
import { findApplicationByReceipt } from '../mailbox/store.ts'
import { tell } from '../mailbox/tell.ts'
import type { Occasion } from '../mails/notice-mail.ts'
import type { Catalogue } from '../shared/catalogue.ts'
import {
  changePlace,
  findPlace,
  isBeingDrawn,
  listLapsed,
  listPromising,
  offerFree,
  type PlaceRow,
} from './place-store.ts'

const pauseMs = 30_000
const hourMs = 3_600_000

type Trx = Transaction<InternetDb>
type Services = ZoneServices

/** Lets offers lapse and offers what is free, every half minute; what sets a place free also looks at once. */
export function startOffers(services: Services): Repeating {
  return every('portal.places', pauseMs, services.log, async () => {
    for (const city of services.cities) await turnPlaces(services, catalogueOf(services), city.id, services.clock.now())
    return { more: false }
  })
}

/** One turn for one city: lapsed offers first, then everything that is free. */
export async function turnPlaces(services: Services, catalogue: Catalogue, cityId: string, now: Date): Promise<void> {
  const db = services.db.city<InternetDb>(cityId)
  for (const row of await listLapsed(db, now))
    await db.transaction().execute(async (trx) => {
      const place = { register: row.register, entry: row.entry, receiptNumber: row.receipt_number }
      // Answered in the meantime: then it stands otherwise and nothing happens here.
      if (!(await changePlace(trx, place, 'lapsed', ['offered']))) return
      await report(services, trx, cityId, place, now)
    })
  for (const { register, entry } of await listPromising(db))
    await db.transaction().execute((trx) => offerPlaces(services, catalogue, trx, cityId, register, entry, now))
  services.relay.nudge()
}

/**
 * Offers the free places of an entry in the order of the line, in the given transaction. Nobody is asked after the last day
 * of moving up: there would be no time to prepare.
 */
export async function offerPlaces(
  services: Services,
  catalogue: Catalogue,
  trx: Trx,
  cityId: string,
  register: string,
  entry: string,
  now: Date,
): Promise<void> {
  const terms = await termsOf(catalogue, cityId, register, entry, now)
  const until = terms && offerUntil(terms, now)
  if (until === undefined || (await isBeingDrawn(trx, register, entry))) return
  for (const receiptNumber of await offerFree(trx, register, entry, until))
    await report(services, trx, cityId, { register, entry, receiptNumber }, now)
}

/** End of an offer made now; undefined inside the cutoff. An offer never outlasts the last day of moving up. */
export function offerUntil(terms: CapacityTerms, now: Date): Date | undefined {
  const until = new Date(now.getTime() + terms.offerHours * hourMs)
  if (terms.promoteUntil === undefined) return until
  if (dayOf(now) > terms.promoteUntil) return undefined
  const lastMoment = new Date(`${terms.promoteUntil}T23:59:59+09:00`)
  return until < lastMoment ? until : lastMoment
}

async function termsOf(
  catalogue: Catalogue,
  cityId: string,
  register: string,
  entryId: string,
  now: Date,
): Promise<CapacityTerms | undefined> {
  const today = dayOf(now)
  const facts = await catalogue.facts(cityId, today)
  const entry = (facts.everyEntry?.(register) ?? facts.register(register)).find(({ id }) => id === entryId)
  const procedure = (await catalogue.current(cityId)).find(
    ({ definition }) => definition.capacity?.register === register && definition.capacity.waitingList,
  )
  return entry && procedure?.capacityTerms(entry, today, facts)
}

/** Answers an offer once: yes holds the place for good, no gives it to the next. */
export async function answerOffer(
  services: Services,
  catalogue: Catalogue,
  cityId: string,
  receiptNumber: string,
  offer: PlaceRow,
  answer: 'accept' | 'decline',
  now: Date,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: 'too-late' }> {
  const db = services.db.city<InternetDb>(cityId)
  const { register, entry } = offer
  const done = await db.transaction().execute(async (trx) => {
    const place = await findPlace(trx, register, entry, receiptNumber)
    const wanted = answer === 'accept' ? 'reserved' : 'declined'
    if (place?.standing === wanted) return true
    if (answer === 'accept' && (place?.offer_until ?? now) <= now) return false
    if (!(await changePlace(trx, { register, entry, receiptNumber }, wanted, ['offered']))) return false
    await report(services, trx, cityId, { register, entry, receiptNumber }, now, true)
    if (answer === 'decline') await offerPlaces(services, catalogue, trx, cityId, register, entry, now)
    return true
  })
  services.relay.nudge()
  return done ? { ok: true } : { ok: false, refusal: 'too-late' }
}

/** What a mail says of a place. How a draw went for somebody is not for a mail. */
const occasions: Readonly<Partial<Record<PlaceStanding, Occasion>>> = {
  offered: 'place-offered',
  reserved: 'place-reserved',
  waiting: 'place-waiting',
  won: 'place-drawn',
  lost: 'place-drawn',
  lapsed: 'place-lapsed',
  released: 'place-ended',
  declined: 'place-ended',
  full: 'place-ended',
}

/**
 * Says to everybody concerned how a place stands now: the person (notice and mail), the office, and the evidence.
 * @param byResident true when the person did it: then they know
 */
export async function report(
  services: Services,
  trx: Trx,
  cityId: string,
  place: { readonly register: string; readonly entry: string; readonly receiptNumber: string },
  now: Date,
  byResident = false,
): Promise<void> {
  const { register, entry, receiptNumber } = place
  const stands = await findPlace(trx, register, entry, receiptNumber)
  const row = await findApplicationByReceipt(trx, receiptNumber)
  const standing = (stands?.standing ?? 'full') as PlaceStanding
  const until = stands?.offer_until ?? undefined
  const message: PlaceMessage = {
    kind: 'place',
    receiptNumber,
    register,
    entry,
    quantity: stands?.quantity ?? 0,
    standing,
    pot: stands?.pot === 'office' ? 'office' : 'online',
    version: stands?.version ?? 0,
    at: now.toISOString(),
    ...(until === undefined ? {} : { until: until.toISOString() }),
  }
  await services.relay.send(trx, {
    kind: 'place',
    to: 'office',
    cityId,
    procedureId: row?.procedure_id ?? `place:${register}`.slice(0, 128),
    versionHash: row?.version_hash ?? '',
    receiptNumber,
    payload: message,
    arrivedAt: now,
  })
  await appendEvent(
    trx,
    { keys: services.keys, cityId },
    {
      stream: 'place',
      streamId: `${register}/${entry}`,
      type: `place-${standing}`,
      actor: byResident ? { kind: 'resident', id: row?.account_id ?? row?.id ?? '' } : { kind: 'system', id: 'places' },
      at: now,
      codes: { receiptNumber, standing, quantity: message.quantity, version: message.version },
    },
  )
  if (byResident || row === undefined || row.state === 'withdrawn') return
  const code = `place:${register}:${entry}:${standing}:${message.version}`
  await tell(services, trx, cityId, row, {
    code,
    kind: 'place',
    at: now,
    dueOn: until === undefined ? null : dayOf(until),
    content: { standing },
    news: { occasion: occasions[standing] ?? 'other', by: until },
  })
}
