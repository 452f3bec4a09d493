import type { Transaction } from 'kysely'
import type { NewEvent } from '../../../platform/evidence/evidence.ts'
import type { OutgoingMessage } from '../../../platform/relay/relay.ts'
import { systemActor } from '../actor.ts'
import type { CasesContext } from '../context.ts'
import { outwardMessage, statusMessage } from '../outward.ts'
import { receiptWord } from '../search/search-terms.ts'
import { insertSearchTokens } from '../search/tokens.ts'
import { insertAttachments } from '../store/attachments.ts'
import type { CasesDb } from '../store/tables.ts'
import { type Arrival, arrivalOf } from './arrival.ts'
import { insertChecks } from './checks.ts'
import { type NewCase, type PreparedCase, prepareCase } from './prepare-case.ts'
import { findDuplicates } from './routing.ts'

/** A prepared case with the number it got, and what else is told outward with it. */
export interface NumberedCase {
  readonly prepared: PreparedCase
  readonly receiptNumber: string
  readonly tell?: { readonly kind: string }
}

/** Opens one case in the given transaction. */
export async function openCase(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  { receiptNumber, ...given }: NewCase & { readonly receiptNumber: string },
  now: Date,
): Promise<void> {
  const prepared = await prepareCase(ctx, cityId, given, now)
  await openCases(ctx, trx, cityId, [{ prepared, receiptNumber }], now)
}

/**
 * Opens cases in the given transaction, a statement for all rows of a kind: rows, encrypted answers, files, search words,
 * checklists, possible duplicates, the events `submitted` and `received`, and what the residents are told. Review begins on
 * arrival (行政手続法7条).
 */
export async function openCases(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  cases: readonly NumberedCase[],
  now: Date,
): Promise<void> {
  if (cases.length === 0) return
  const duplicates = await findDuplicates(
    trx,
    cases.map(({ prepared }) => prepared),
  )
  const opened = cases.map((each) => ({ ...each, arrival: arrivalOf(each.prepared, now) }))
  await trx
    .insertInto('case_file')
    .values(opened.map((each) => rowOf(each, duplicates.marked.has(each.prepared.caseId), now)))
    .execute()
  await trx
    .insertInto('case_answers')
    .values(
      opened.map(({ prepared: { caseId, vault, given } }) => ({
        case_id: caseId,
        revision: 1,
        made_by: given.madeBy,
        at: given.arrivedAt,
        box: vault.seal('answers/1', given.content),
      })),
    )
    .execute()
  await insertAttachments(
    trx,
    opened.map(({ prepared: { vault, given } }) => ({ vault, files: given.files })),
    1,
  )
  await insertSearchTokens(
    trx,
    ctx.services.keys,
    cityId,
    opened.map(({ prepared: { caseId, words }, receiptNumber }) => ({
      caseId,
      words: [receiptWord(receiptNumber), ...words],
    })),
  )
  await insertChecks(
    trx,
    opened.map(({ prepared }) => prepared),
  )
  const waits = opened.flatMap(({ prepared: { caseId }, arrival: { wait } }) =>
    wait === null ? [] : [{ case_id: caseId, number: 1, state: wait, started_at: now }],
  )
  if (waits.length > 0) await trx.insertInto('case_wait').values(waits).execute()
  await ctx.evidence.appendAll(
    trx as unknown as Transaction<unknown>,
    cityId,
    opened.flatMap((each) => eventsOf(each, duplicates.of.get(each.prepared.caseId)?.length ?? 0, now)),
  )
  const told = await Promise.all(opened.map((each) => messagesOf(ctx, cityId, each, now)))
  await ctx.services.relay.sendAll(trx as unknown as Transaction<unknown>, told.flat())
}

type Opened = NumberedCase & { readonly arrival: Arrival }

/** Version 2, told once: it came in, and then it was received. */
function rowOf({ prepared, receiptNumber, arrival }: Opened, possibleDuplicate: boolean, now: Date) {
  const { caseId, given, vault, place } = prepared
  return {
    id: caseId,
    receipt_number: receiptNumber,
    procedure_id: given.procedure.definition.id,
    version_hash: given.procedure.hash,
    channel: given.channel,
    filer: given.filer,
    assurance: given.assurance,
    section_id: prepared.sectionId,
    version: 2,
    status_version: 1,
    sent_at: given.sentAt,
    arrived_at: given.arrivedAt,
    delivery: given.delivery,
    fee_total: given.content.fee?.total ?? 0,
    place: place ? JSON.stringify(place) : null,
    checks_total: prepared.checks.length,
    checks_passed: prepared.checks.filter(({ outcome }) => outcome === 'pass').length,
    checks_open: prepared.checks.filter(({ outcome }) => outcome === 'person').length,
    duplicate_token: prepared.duplicateToken,
    possible_duplicate: possibleDuplicate,
    confidential: given.confidential === true,
    updated_at: now,
    wrapped_key: prepared.wrapped,
    name_box: vault.seal('name', prepared.names),
    ...arrival.columns,
  }
}

function eventsOf({ prepared, receiptNumber, arrival }: Opened, duplicates: number, now: Date): readonly NewEvent[] {
  const { caseId, given, checks, faults } = prepared
  const { content, by } = given
  const stream = { stream: 'case', streamId: caseId }
  const found = {
    checks: checks.length,
    passed: checks.filter(({ outcome }) => outcome === 'pass').length,
    faults,
    duplicates,
    ...(content.signatureCheck ? { signature: content.signatureCheck.verified } : {}),
  }
  return [
    {
      ...stream,
      type: 'submitted',
      actor: { kind: by.kind === 'approver' ? 'staff' : by.kind, id: by.id },
      at: given.arrivedAt,
      codes: {
        before: null,
        after: 'submitted',
        channel: given.channel,
        procedure: given.procedure.definition.id,
        version: given.procedure.hash,
        receiptNumber,
        ...(given.portal === undefined ? {} : { portal: given.portal }),
        ...(given.confidential ? { confidential: true } : {}),
      },
      payload: { by: by.name, content, files: given.files.map(({ key: _key, ...file }) => file) },
    },
    ...arrival.events.map(({ type, before, after, codes }, n) => ({
      ...stream,
      type,
      actor: { kind: systemActor.kind, id: systemActor.id },
      at: now,
      codes: { before, after, ...(n === 0 ? found : {}), ...codes },
      payload: { by: systemActor.name },
    })),
  ]
}

async function messagesOf(
  ctx: CasesContext,
  cityId: string,
  { prepared, receiptNumber, arrival, tell }: Opened,
  now: Date,
): Promise<readonly OutgoingMessage[]> {
  const { given, sectionId } = prepared
  const row = {
    procedure_id: given.procedure.definition.id,
    version_hash: given.procedure.hash,
    receipt_number: receiptNumber,
    section_id: sectionId,
    status_version: 1,
    stage: null,
    fee_total: given.content.fee?.total ?? 0,
    paid_at: null,
    correction_due_on: null,
    decided_at: null,
    closed_at: null,
    ...arrival.columns,
  }
  const status = await statusMessage(ctx, cityId, row, now)
  return [status, ...(tell ? [tell] : [])].map((payload) => outwardMessage(cityId, row, now, payload))
}
