import { withReadingsInBrackets } from '../../../design/index.ts'
import { pickText } from '../../../platform/i18n/local-text.ts'
import { prepareMail } from '../../../platform/mail/create-mailer.ts'
import { mailMessages } from '../mails/messages.ts'
import { sayDay } from '../shared/dates.ts'
import { contactOf } from '../submission/review.ts'
import type { Reviewed } from './check.ts'
import { bundlesMessages } from './messages.ts'
import type { OpenBundle } from './visit.ts'

/**
 * One mail about everything that was filed together: procedures, receipt numbers, days, what comes next. Like any other
 * it has no name, no answer and no link. Undefined: no address is known.
 */
export function bundleMail(
  visit: OpenBundle,
  filed: readonly (Reviewed & { readonly receiptNumber: string; readonly nextBy: string | undefined })[],
): ReturnType<typeof prepareMail> | undefined {
  const { bundle, city, portal, session } = visit
  const to = filed.map((each) => contactOf(each.visit).email).find((email) => email !== undefined) ?? session?.email
  if (to === undefined) return undefined
  const { locale } = bundle.body
  const m = bundlesMessages[locale]
  const common = mailMessages[locale]
  const cityName = { ja: city.name, easy: city.nameEasy, en: city.nameEn }[locale]
  const hasMailbox = bundle.accountId !== undefined || bundle.contactToken !== undefined
  const lines = filed.flatMap(({ visit: { procedure }, review, receiptNumber, nextBy }) => [
    m.mailLine(pickText(procedure.definition.name, locale).text, receiptNumber),
    ...(nextBy === undefined ? [] : [m.mailBy(sayDay(nextBy, locale))]),
    ...(review.fee.total > 0 ? [m.mailFee] : []),
  ])
  const text = [
    m.mailOpening(filed.length),
    '',
    ...lines,
    '',
    m.mailNext,
    '',
    (hasMailbox ? common.look.mailbox : common.look.number)(cityName),
    common.closing,
    '',
  ].join('\n')
  return prepareMail(portal.services, {
    cityId: city.id,
    to,
    subject: withReadingsInBrackets(m.mailSubject(filed.length)),
    text: withReadingsInBrackets(text),
    idempotencyKey: `receipt:${bundle.id}`,
  })
}
