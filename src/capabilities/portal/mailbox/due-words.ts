import { daysBetween } from '../../../civic/day.ts'
import type { Locale } from '../../../platform/i18n/local-text.ts'
import { sayDay } from '../shared/dates.ts'
import type { MailboxMessages } from './messages.ts'

/** 12月4日（金）まで・あと4日 */
export function dueWords(dueOn: string, today: string, m: MailboxMessages, locale: Locale): string {
  return `${m.dueBy(sayDay(dueOn, locale))}・${m.correctionLeft(daysBetween(today, dueOn))}`
}
