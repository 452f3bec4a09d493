import { dayOf } from '../../../civic/day.ts'
import { formatShort } from '../../../civic/era.ts'
import type { ClockProps, TagTone } from '../../../design/index.ts'
import type { StaffSession } from '../../identity/index.ts'
import type { ProcedureDefinition } from '../../procedures/index.ts'
import { maySee } from '../actor.ts'
import type { CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { shownName } from '../shown-name.ts'
import { openVault } from '../vault.ts'
import { caseWords } from '../words.ja.ts'
import { clockOf, shortMoment } from '../words.ts'
import { queueMessages as messages } from './messages.ja.ts'
import type { QueueRow } from './query.ts'

/** One line of the list, in finished words. */
export interface QueueLine {
  readonly id: string
  readonly version: number
  readonly receiptNumber: string
  readonly procedure: string
  readonly applicant: string
  readonly channel: string
  readonly state: string
  readonly tone: TagTone
  readonly stage: string
  readonly assignee: string
  readonly updated: string
  readonly clock: ClockProps
  readonly marks: readonly string[]
}

/** Opens the names of the visible lines only, and only to those who work on the case; puts everything into words. */
export async function queueLines(
  ctx: CasesContext,
  staff: StaffSession,
  rows: readonly QueueRow[],
  now: Date,
): Promise<readonly QueueLine[]> {
  const { cityId } = staff
  const isClosedDay = await ctx.directory.isClosedDay(cityId)
  const today = dayOf(now)
  // Neighbouring lines are due on the same days: counting open days to each once is enough.
  const clocks = new Map<string, ClockProps>()
  const clockFor = (row: QueueRow, period: { days: number; counting: 'open-days' | 'calendar-days' }): ClockProps => {
    const key = [
      row.due_on,
      row.paused,
      row.decided_at !== null,
      row.closed_at !== null,
      period.days,
      period.counting,
    ].join()
    const known = clocks.get(key)
    if (known) return known
    const made = clockOf(row, period, today, isClosedDay)
    clocks.set(key, made)
    return made
  }
  const definitions = await definitionsOf(ctx, cityId, rows)
  return rows.map((row) => {
    const definition = definitions.get(row.version_hash)
    return {
      id: row.id,
      version: row.version,
      receiptNumber: row.receipt_number,
      procedure: definition?.name.ja ?? row.procedure_id,
      applicant: maySee(staff, row) ? nameOf(ctx, cityId, row) : messages.nameHidden,
      channel: caseWords.channels[row.channel] ?? row.channel,
      state: caseWords.states[row.state],
      tone: caseWords.tones[row.state],
      stage: stageText(row, definition?.stages?.find((stage) => stage.id === row.stage)?.name.ja),
      assignee: row.assignee_name ?? caseWords.nobody,
      updated: shortMoment(row.updated_at),
      clock: clockFor(row, definition?.processing ?? { days: 0, counting: 'calendar-days' }),
      marks: marksOf(row),
    }
  })
}

/** Of a page of cases most are on the same few versions: each is looked up once. */
async function definitionsOf(
  ctx: CasesContext,
  cityId: string,
  rows: readonly QueueRow[],
): Promise<ReadonlyMap<string, ProcedureDefinition>> {
  const procedures = new Map(rows.map((row) => [row.version_hash, row.procedure_id]))
  const found = new Map<string, ProcedureDefinition>()
  for (const [hash, procedureId] of procedures) {
    const procedure = await ctx.procedures.find(cityId, procedureId, hash)
    if (procedure) found.set(hash, procedure.definition)
  }
  return found
}

function nameOf(ctx: CasesContext, cityId: string, row: QueueRow): string {
  return shownName(openVault(ctx.services.keys, cityId, row.id, row.wrapped_key).open<CaseNames>('name', row.name_box))
}

function stageText(row: QueueRow, stageName: string | undefined): string {
  if (stageName !== undefined) return stageName
  if (row.state === 'submitted') return messages.formCheck
  if (row.state === 'correction' && row.correction_due_on) return messages.until(formatShort(row.correction_due_on))
  if (row.state === 'awaiting-payment' && row.payment_due_on) return messages.until(formatShort(row.payment_due_on))
  if (row.state !== 'received' && row.state !== 'reviewing') return ''
  if (row.checks_total === 0) return ''
  return row.checks_open > 0 ? messages.open(row.checks_open) : messages.checks(row.checks_passed, row.checks_total)
}

function marksOf(row: QueueRow): readonly string[] {
  return [
    ...(row.confidential ? [messages.confidential] : []),
    ...(row.possible_duplicate && row.closed_at === null ? [messages.duplicate] : []),
    ...(row.correction_lapsed && row.closed_at === null ? [messages.lapsed] : []),
  ]
}
