import { addDays, type Day, daysBetween } from '../../../civic/day.ts'
import { lastDayOfPeriod } from '../../../civic/period.ts'
import type { NoticeKind } from '../format/notice.ts'

type IsClosedDay = (day: Day) => boolean

/** A last day of a notice, with the law it comes from. `left`: calendar days from today, negative when it has passed. */
export interface MovingDeadline {
  readonly id: 'notice' | 'card' | 'out-online'
  readonly from: Day
  readonly last: Day
  readonly left: number
  readonly article: string
}

/** What the periods of a notice are counted from. */
export interface MovingDays {
  readonly kind: NoticeKind
  readonly movedOn: Day
  readonly plannedOutOn?: Day | undefined
  /** Somebody who moves holds a card; undefined: not known. */
  readonly card?: boolean | undefined
}

/** 14日: the day of the move is not counted (民法140条), a last day on a closed day moves to the next open one (地方自治法4条の2). */
const noticeDays = 14
/** A card replaces the certificate of moving out up to 30 days after the planned day of moving out. */
const cardDays = 30
/** 転出届 over the net: from 30 days before to 10 days after the people begin to live at the new address. */
const onlineOut = { before: 30, after: 10 } as const

/** 住民基本台帳法22条 (moving in) and 23条 (moving within): the last day for the notice at the counter. Undefined for moving out. */
export function lastNoticeDay(kind: NoticeKind, movedOn: Day, isClosedDay: IsClosedDay): Day | undefined {
  if (kind === 'move-out') return undefined
  return lastDayOfPeriod(movedOn, { days: noticeDays, shiftToOpenDay: true }, isClosedDay)
}

/**
 * Last day of moving in by card (住民基本台帳法24条の2): 14 days from the move and 30 days from the planned day of moving out,
 * whichever ends first. It is not moved to an open day: whether it may be is an open point (要確認), and a person who
 * comes earlier is safe either way.
 */
export function lastCardDay(movedOn: Day, plannedOutOn: Day): Day {
  const [earlier = movedOn] = [addDays(movedOn, noticeDays), addDays(plannedOutOn, cardDays)].toSorted()
  return earlier
}

/** Every last day of a notice, earliest first. */
export function movingDeadlines(days: MovingDays, today: Day, isClosedDay: IsClosedDay): readonly MovingDeadline[] {
  const seen = (deadline: Omit<MovingDeadline, 'left'>): MovingDeadline => ({
    ...deadline,
    left: daysBetween(today, deadline.last),
  })
  const { kind, movedOn, plannedOutOn, card } = days
  const last = lastNoticeDay(kind, movedOn, isClosedDay)
  const found: MovingDeadline[] = []
  if (last !== undefined) {
    const article = kind === 'move-in' ? '住民基本台帳法 第22条' : '住民基本台帳法 第23条'
    found.push(seen({ id: 'notice', from: movedOn, last, article }))
  }
  if (kind === 'move-in' && plannedOutOn !== undefined && card !== false) {
    found.push(
      seen({
        id: 'card',
        from: plannedOutOn,
        last: lastCardDay(movedOn, plannedOutOn),
        article: '住民基本台帳法 第24条の2',
      }),
    )
  }
  if (kind === 'move-out') {
    found.push(
      seen({
        id: 'out-online',
        from: movedOn,
        last: addDays(movedOn, onlineOut.after),
        article: '住民基本台帳法 第24条',
      }),
    )
  }
  return found.toSorted((a, b) => a.last.localeCompare(b.last))
}

/** Whether a notice of moving out was filed within the days in which it may come over the net. */
export function outOnlineWindow(movedOn: Day, filedOn: Day): 'within' | 'too-early' | 'too-late' {
  if (filedOn < addDays(movedOn, -onlineOut.before)) return 'too-early'
  return filedOn > addDays(movedOn, onlineOut.after) ? 'too-late' : 'within'
}

/** カード継続利用: within 90 days of the notice of moving in, else the card is void. */
export function lastContinueDay(noticeOn: Day): Day {
  return addDays(noticeOn, 90)
}

/** What follows when somebody did not come, or has not come yet. */
export type NotShownEffect = 'not-moved-yet' | 'in-time' | 'late' | 'card-lost' | 'card-in-time'

/** The effects for a notice with a visit, most pressing first. */
export function notShownEffects(days: MovingDays, today: Day, isClosedDay: IsClosedDay): readonly NotShownEffect[] {
  if (days.kind === 'move-out') return []
  if (days.movedOn > today) return ['not-moved-yet']
  const deadlines = movingDeadlines(days, today, isClosedDay)
  const notice = deadlines.find(({ id }) => id === 'notice')
  const card = deadlines.find(({ id }) => id === 'card')
  return [
    ...(notice === undefined ? [] : [notice.left < 0 ? ('late' as const) : ('in-time' as const)]),
    ...(card === undefined ? [] : [card.left < 0 ? ('card-lost' as const) : ('card-in-time' as const)]),
  ]
}
