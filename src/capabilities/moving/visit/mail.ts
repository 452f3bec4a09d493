import { sayFullDay, withReadingsInBrackets } from '../../../design/index.ts'
import type { City } from '../../../platform/cities.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import type { OutgoingMail } from '../../../platform/mail/mailer.ts'
import type { Counter } from '../rules/slots.ts'
import type { Booking } from './booking.ts'
import { visitMessages } from './messages.ts'

/** A mail about a booked visit: what happened, when, with which number. It names nobody and holds no link. */
export function visitMail(
  city: City,
  to: string,
  booking: Pick<Booking, 'id' | 'receiptNumber' | 'slot' | 'box' | 'version'>,
  occasion: 'booked' | 'changed' | 'cancelled' | 'moved-by-office' | 'cancelled-by-office' | 'not-shown',
  counter?: Counter,
): OutgoingMail {
  const { locale } = booking.box
  const m = visitMessages[locale]
  const name = { ja: city.name, easy: city.nameEasy, en: city.nameEn }[locale]
  const { day, starts } = booking.slot
  const at = counter === undefined ? '' : pickText(counter.label, locale).text
  const text = [
    m.mail[occasion],
    '',
    ...(occasion === 'cancelled' || occasion === 'cancelled-by-office'
      ? []
      : [m.mailWhen(`${sayFullDay(day, locale)} ${starts}`), ...(at === '' ? [] : [m.mailWhere(at)])]),
    m.mailNumber(booking.receiptNumber),
    '',
    m.mailHow(name),
    m.mailPhone(city.phone),
    '',
  ].join('\n')
  return {
    cityId: city.id,
    to,
    subject: withReadingsInBrackets(m.mailSubject[occasion]),
    text: withReadingsInBrackets(text),
    idempotencyKey: `moving:${booking.id}:${booking.version}:${occasion}`,
  }
}
