import { createHash } from 'node:crypto'
import { dayOf } from '../../../civic/day.ts'
import { sayFullDay, withoutReadings } from '../../../design/index.ts'
import type { City } from '../../../platform/cities.ts'
import { type Locale, pickText } from '../../../platform/i18n/local-text.ts'
import type { NavigatorMessages } from '../messages.ts'
import { isLate, type ListedItem } from '../rules/make-list.ts'
import { calendarText } from './icalendar.ts'

/** Days before the last day on which the calendar reminds; the second only where there is that much time. */
const alarms = [3, 14]

/**
 * Whether an item has a day in the calendar: one to come, or one that the law set and that has passed. What is advised for
 * today means “soon”, on whatever day the list is made.
 */
export function hasCalendarDay(item: ListedItem): boolean {
  const { due } = item
  return due !== undefined && (isLate(item) || due.left > 0 || (due.left === 0 && !due.advised))
}

/** The last days of a list as a calendar file; what is overdue stands at today. `officeName` says who is in charge. */
export function listCalendar(
  list: {
    readonly city: City
    readonly guideId: string
    readonly title: string
    readonly items: readonly ListedItem[]
    readonly officeName: (item: ListedItem) => string
  },
  m: NavigatorMessages,
  locale: Locale,
  now: Date,
): string {
  const { city, guideId, items } = list
  const origin = city.origins.portal
  const say = (text: ListedItem['name']): string => withoutReadings(pickText(text, locale).text)
  const days = items.flatMap((item) => {
    const { due } = item
    const late = isLate(item)
    if (due === undefined || !hasCalendarDay(item)) return []
    const name = say(item.name)
    return [
      {
        uid: uidOf(city, guideId, item),
        day: late ? dayOf(now) : due.last,
        summary: withoutReadings(
          late ? m.calendarLate(name) : due.advised ? m.calendarAdvised(name) : m.calendarLast(name),
        ),
        description: [
          withoutReadings(m.calendarUntil(sayFullDay(due.last, locale))),
          say(item.how),
          list.officeName(item),
        ].join('\n'),
        ...(item.procedure === undefined || origin === undefined
          ? {}
          : { url: `${origin}/procedures/${item.procedure.id}` }),
        alarmDaysBefore: alarms.filter((before) => before <= due.left),
      },
    ]
  })
  return calendarText(list.title, days, now)
}

/**
 * The same city, guide, item and day counted from give the same id: a file made again renews its events, and the next
 * event of the same kind (another birth, another move) has events of its own.
 */
export function uidOf(city: Pick<City, 'id'>, guideId: string, { id, due }: Pick<ListedItem, 'id' | 'due'>): string {
  const about = [city.id, guideId, id, due?.from ?? due?.last ?? ''].join('\0')
  return `${createHash('sha256').update(about).digest('hex').slice(0, 32)}@${city.id}.yanagi`
}
