import type { Day } from '../../../civic/day.ts'
import { type Words, withReadingsInBrackets } from '../../../design/index.ts'
import type { City } from '../../../platform/cities.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import type { OutgoingMail } from '../../../platform/mail/mailer.ts'
import { sayDay, sayMoment } from '../shared/dates.ts'
import { type MailMessages, mailMessages } from './messages.ts'

/** What happened to an application, as its mail tells it. */
export type Occasion = Exclude<keyof MailMessages, 'subject' | 'opening' | 'look' | 'closing'>

export interface News {
  readonly occasion: Occasion
  /** Until when the person has to do something: a day, or a moment. */
  readonly by?: Day | Date | undefined
}

/**
 * A mail about one application: what happened, what to do next and until when, where to read more. It names the procedure
 * and the receipt number, and nothing else of the person: no name, no answer, no result, no link.
 */
export function noticeMail(given: {
  readonly city: City
  readonly to: string
  readonly locale: Locale
  readonly procedure: Words
  readonly receiptNumber: string
  /** Whether there is a mailbox that this person can open; else the number and the secret open it. */
  readonly hasMailbox: boolean
  readonly news: News
  readonly idempotencyKey: string
}): OutgoingMail {
  const { city, locale, procedure, receiptNumber, news } = given
  const m = mailMessages[locale]
  const name = typeof procedure === 'string' ? procedure : pickText(procedure, locale).text
  const cityName = { ja: city.name, easy: city.nameEasy, en: city.nameEn }[locale]
  const { what } = m[news.occasion]
  const end = locale === 'en' ? '.' : '。'
  const text = [
    m.opening(name, receiptNumber),
    '',
    `${what}${end}`,
    nextOf(m, news, locale),
    '',
    (given.hasMailbox ? m.look.mailbox : m.look.number)(cityName),
    m.closing,
    '',
  ].join('\n')
  return {
    cityId: city.id,
    to: given.to,
    subject: withReadingsInBrackets(m.subject(what, receiptNumber)),
    text: withReadingsInBrackets(text),
    idempotencyKey: given.idempotencyKey,
  }
}

function nextOf(m: MailMessages, { occasion, by }: News, locale: Locale): string {
  const said = m[occasion]
  if (typeof said.next === 'string') return said.next
  if (by !== undefined) return said.next(typeof by === 'string' ? sayDay(by, locale) : sayMoment(by, locale))
  return 'nextAnyTime' in said ? said.nextAnyTime : m.other.next
}
