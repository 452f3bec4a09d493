import { type Day, daysBetween } from '../../../civic/day.ts'
import { formatEra, formatEraWithWeekday } from '../../../civic/era.ts'
import type { TagTone } from '../../../design/index.ts'
import type { MovingState } from '../rules/states.ts'
import type { NoticeRow } from '../store/notices.ts'
import { messages } from './messages.ja.ts'

export const stateTone: Readonly<Record<MovingState, TagTone>> = {
  received: 'now',
  matched: 'plain',
  prepared: 'plain',
  visited: 'now',
  done: 'done',
  'not-shown': 'wrong',
  cancelled: 'calm',
  expired: 'calm',
}

/** 「令和8年12月1日（火）10:00」 */
export function visitWords(row: Pick<NoticeRow, 'visit_day' | 'visit_starts' | 'kind'>): string {
  if (row.visit_day === null) return row.kind === 'move-out' ? '' : messages.noVisit
  return `${formatEraWithWeekday(row.visit_day)} ${row.visit_starts ?? ''}`
}

/** 「令和8年12月8日　あと7日」 */
export function lastWords(last: Day | null, today: Day): string {
  return last === null ? '' : `${formatEra(last)}　${messages.left(daysBetween(today, last))}`
}
