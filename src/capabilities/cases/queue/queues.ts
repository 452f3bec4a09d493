import { type RawBuilder, sql } from 'kysely'
import { addDays, type Day } from '../../../civic/day.ts'
import type { CaseChannel } from '../filing.ts'
import { nearDays } from '../rules/deadline.ts'
import { type CaseState, caseStates } from '../rules/states.ts'

/** The lists of the office, each with an address of its own. */
export const queueIds = ['section', 'mine', 'new', 'waiting', 'approving', 'soon', 'overdue', 'all'] as const
export type QueueId = (typeof queueIds)[number]

export function readQueueId(text: string | undefined): QueueId {
  return queueIds.find((id) => id === text) ?? 'section'
}

/** What else narrows a list. Nothing personal stands here: names are looked for by a saved search. */
export interface QueueFilter {
  readonly procedureId?: string
  readonly channel?: CaseChannel
  readonly state?: CaseState
  readonly assigneeId?: string
  readonly arrivedFrom?: Day
  readonly arrivedTo?: Day
}

/** All lists but one show open cases only; asked for apart, so that the index of open cases answers alone. */
export function isOpenOnly(queue: QueueId): boolean {
  return queue !== 'all'
}

/**
 * The condition of a queue over `case_file c`, beside being open. One place, so that lists and counts can't differ.
 * Only columns of the index of open cases stand here.
 */
export function queueCondition(queue: QueueId, staffId: string, today: Day): RawBuilder<boolean> {
  switch (queue) {
    case 'all':
    case 'section':
      return sql`true`
    case 'mine':
      return sql`c.assignee_id = ${staffId}`
    case 'new':
      return sql`c.assignee_id is null and c.state in ('submitted', 'received', 'reviewing')`
    case 'waiting':
      return sql`c.state in ('correction', 'consulting', 'awaiting-payment')`
    case 'approving':
      return sql`c.state = 'approving'`
    case 'soon':
      return sql`not c.paused and c.sort_on >= ${today}::date and c.sort_on <= ${addDays(today, nearDays)}::date`
    case 'overdue':
      return sql`not c.paused and c.sort_on < ${today}::date`
  }
}

export function filterCondition(filter: QueueFilter): RawBuilder<boolean> {
  const parts: RawBuilder<boolean>[] = [sql`true`]
  if (filter.procedureId) parts.push(sql`c.procedure_id = ${filter.procedureId}`)
  if (filter.channel) parts.push(sql`c.channel = ${filter.channel}`)
  if (filter.state) parts.push(sql`c.state = ${filter.state}`)
  if (filter.assigneeId) parts.push(sql`c.assignee_id = ${filter.assigneeId}::uuid`)
  // A day in Japan, as moments: the column is never wrapped, so that its index stays of use.
  if (filter.arrivedFrom) parts.push(sql`c.arrived_at >= ${`${filter.arrivedFrom}T00:00:00+09:00`}::timestamptz`)
  if (filter.arrivedTo) parts.push(sql`c.arrived_at < ${`${addDays(filter.arrivedTo, 1)}T00:00:00+09:00`}::timestamptz`)
  return sql.join(parts, sql` and `)
}

export function readState(text: string | undefined): CaseState | undefined {
  return caseStates.find((state) => state === text)
}
