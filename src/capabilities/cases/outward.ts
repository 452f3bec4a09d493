import type { Transaction } from 'kysely'
import { dayOf } from '../../civic/day.ts'
import type { OutgoingMessage } from '../../platform/relay/relay.ts'
import type { CaseStatusMessage } from '../exchange/index.ts'
import type { CaseRow } from './change.ts'
import type { CasesContext } from './context.ts'
import type { CaseState } from './rules/states.ts'
import type { CasesDb } from './store/tables.ts'

/** States that only the office sees are told as 審査中. */
export function toldState(state: CaseState): CaseState {
  return state === 'consulting' || state === 'approving' ? 'reviewing' : state
}

/** Day by which the resident can expect, or has to do, the next thing. */
export function nextBy(
  row: Pick<CaseRow, 'state' | 'correction_due_on' | 'payment_due_on' | 'decided_at' | 'closed_at' | 'due_on'>,
): string | undefined {
  if (row.state === 'correction') return row.correction_due_on ?? undefined
  if (row.state === 'awaiting-payment') return row.payment_due_on ?? undefined
  return row.decided_at === null && row.closed_at === null ? (row.due_on ?? undefined) : undefined
}

/** What the resident sees of a case, as one text: when it stays the same, nothing is sent. */
export function toldOf(row: CaseRow): string {
  const state = toldState(row.state)
  return JSON.stringify([
    state,
    row.stage,
    nextBy(row) ?? null,
    row.section_id,
    row.fee_total,
    row.paid_at?.getTime() ?? null,
  ])
}

/** What is told of a case: the columns that make it up. */
type ToldRow = Pick<
  CaseRow,
  | 'receipt_number'
  | 'status_version'
  | 'state'
  | 'stage'
  | 'section_id'
  | 'fee_total'
  | 'paid_at'
  | 'due_on'
  | 'correction_due_on'
  | 'payment_due_on'
  | 'decided_at'
  | 'closed_at'
>

/** Sends the status outward in this transaction. The version counts up, so that an older one never wins. */
export async function tellResident(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  row: CaseRow,
  now: Date,
): Promise<void> {
  await sendOutward(ctx, trx, cityId, row, now, await statusMessage(ctx, cityId, row, now))
}

/** The status of a case as it is told outward. */
export async function statusMessage(
  ctx: CasesContext,
  cityId: string,
  row: ToldRow,
  now: Date,
): Promise<CaseStatusMessage> {
  const section = await sectionOf(ctx, cityId, row.section_id, now)
  const by = nextBy(row)
  return {
    kind: 'case-status',
    receiptNumber: row.receipt_number,
    version: row.status_version,
    state: toldState(row.state),
    ...(row.stage === null ? {} : { stage: row.stage }),
    at: now.toISOString(),
    ...(by === undefined ? {} : { nextBy: by }),
    section: section.name,
    sectionPhone: section.phone,
    ...(row.fee_total > 0
      ? { payment: { total: row.fee_total, ...(row.paid_at ? { paidAt: row.paid_at.toISOString() } : {}) } }
      : {}),
  }
}

/** Puts any outward message about a case into the transaction. */
export async function sendOutward(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  row: OfCase,
  now: Date,
  payload: { readonly kind: string },
  files: readonly string[] = [],
): Promise<void> {
  await ctx.services.relay.send(
    trx as unknown as Transaction<unknown>,
    outwardMessage(cityId, row, now, payload, files),
  )
}

type OfCase = Pick<CaseRow, 'procedure_id' | 'version_hash' | 'receipt_number'>

/** The envelope of a message about a case, before it is sealed. */
export function outwardMessage(
  cityId: string,
  row: OfCase,
  now: Date,
  payload: { readonly kind: string },
  files: readonly string[] = [],
): OutgoingMessage {
  return {
    kind: payload.kind,
    to: 'internet',
    cityId,
    procedureId: row.procedure_id,
    versionHash: row.version_hash,
    receiptNumber: row.receipt_number,
    arrivedAt: now,
    payload,
    files,
  }
}

export async function sectionOf(
  ctx: CasesContext,
  cityId: string,
  sectionId: string,
  now: Date,
): Promise<{ readonly name: string; readonly phone: string }> {
  const city = ctx.services.cities.find((each) => each.id === cityId)
  const sections = await ctx.directory.sections(cityId, dayOf(now))
  const section = sections.find((each) => each.id === sectionId)
  return { name: section?.name ?? city?.name ?? '', phone: section?.phone || (city?.phone ?? '') }
}
