import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { dayOf } from '../../../civic/day.ts'
import type { FileReference } from '../../exchange/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { type Actor, systemActor } from '../actor.ts'
import { placedValues } from '../answers-at.ts'
import { changeCaseIn } from '../change.ts'
import type { CaseContent, CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type CaseChannel, filingOf } from '../filing.ts'
import { askForPayment } from '../payment/ask.ts'
import { feeIsDue } from '../rules/payment.ts'
import { wordsOfCase } from '../search/search-terms.ts'
import { insertSearchTokens } from '../search/tokens.ts'
import { organisationOf } from '../shown-name.ts'
import { insertAttachments } from '../store/attachments.ts'
import type { CasesDb } from '../store/tables.ts'
import { newVault } from '../vault.ts'
import { runChecks } from './checks.ts'
import { duplicateTokenOf, findDuplicates, ownerCodeOf } from './routing.ts'

/** An application as it came in, by whichever way. */
export interface NewCase {
  readonly receiptNumber: string
  readonly procedure: CompiledProcedure
  readonly channel: CaseChannel
  readonly filer: string
  readonly assurance: string
  readonly sentAt: Date
  readonly arrivedAt: Date
  readonly delivery: string
  readonly names: CaseNames
  readonly content: CaseContent
  readonly files: readonly FileReference[]
  readonly place?: {
    readonly register: string
    readonly entry: string
    readonly quantity: number
    readonly standing: string
    readonly at?: string
    readonly preferred?: boolean
  }
  readonly madeBy: 'submission' | 'paper' | 'import'
  /** Name of the portal it was filed at, when it was taken over from there. */
  readonly portal?: string
  /** 支援措置, known when it comes in: nobody without the permission ever sees it. */
  readonly confidential?: true
  readonly by: Actor
}

/**
 * Opens a case in the given transaction: row, encrypted answers, files, search words, checklist, possible duplicates,
 * the events `submitted` and `received`, and what the resident is told. Review begins on arrival (行政手続法7条).
 */
export async function openCase(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  given: NewCase,
  now: Date,
): Promise<{ readonly caseId: string }> {
  const caseId = randomUUID()
  const { procedure, content } = given
  const filing = filingOf(
    { arrived_at: given.arrivedAt, channel: given.channel, filer: given.filer, assurance: given.assurance },
    now,
  )
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const { vault, wrapped } = newVault(ctx.services.keys, cityId, caseId)
  const placed = placedValues(procedure, content.answers, filing, facts)
  const organisation = organisationOf(placed, procedure.definition.delivery)
  const names: CaseNames = { ...given.names, ...(organisation === undefined ? {} : { organisation }) }
  const section = await ctx.directory.sectionForOwner(
    cityId,
    ownerCodeOf(procedure, content.answers, filing, facts),
    filing.today,
  )
  const [claim] = procedure.capacity(content.answers, filing, facts)
  const place = given.place && {
    ...given.place,
    at: given.place.at ?? given.arrivedAt.toISOString(),
    ...(claim?.preferred === true ? { preferred: true } : {}),
  }
  const duplicateToken = duplicateTokenOf(ctx.services.keys, cityId, procedure, content.answers, filing, facts)
  const duplicates = await findDuplicates(trx, procedure, duplicateToken, caseId)
  await trx
    .insertInto('case_file')
    .values({
      id: caseId,
      receipt_number: given.receiptNumber,
      procedure_id: procedure.definition.id,
      version_hash: procedure.hash,
      channel: given.channel,
      filer: given.filer,
      assurance: given.assurance,
      state: 'submitted',
      section_id: section.id,
      sent_at: given.sentAt,
      arrived_at: given.arrivedAt,
      delivery: given.delivery,
      fee_total: content.fee?.total ?? 0,
      place: place ? JSON.stringify(place) : null,
      duplicate_token: duplicateToken,
      possible_duplicate: duplicates.length > 0,
      confidential: given.confidential === true,
      updated_at: now,
      wrapped_key: wrapped,
      name_box: vault.seal('name', names),
      sort_on: dayOf(given.arrivedAt),
    })
    .execute()
  await trx
    .insertInto('case_answers')
    .values({
      case_id: caseId,
      revision: 1,
      made_by: given.madeBy,
      at: given.arrivedAt,
      box: vault.seal('answers/1', content),
    })
    .execute()
  await insertAttachments(trx, vault, given.files, 1)
  await insertSearchTokens(trx, ctx.services.keys, cityId, caseId, wordsOfCase(placed, names, given.receiptNumber))
  const checks = await runChecks(trx, vault, procedure, content.answers, filing, facts)
  await trx.updateTable('case_file').set(checks).where('id', '=', caseId).execute()
  await ctx.evidence.append(trx as unknown as Transaction<unknown>, cityId, {
    stream: 'case',
    streamId: caseId,
    type: 'submitted',
    actor: { kind: given.by.kind === 'approver' ? 'staff' : given.by.kind, id: given.by.id },
    at: given.arrivedAt,
    codes: {
      before: null,
      after: 'submitted',
      channel: given.channel,
      procedure: procedure.definition.id,
      version: procedure.hash,
      receiptNumber: given.receiptNumber,
      ...(given.portal === undefined ? {} : { portal: given.portal }),
      ...(given.confidential ? { confidential: true } : {}),
    },
    payload: { by: given.by.name, content, files: given.files.map(({ key: _key, ...file }) => file) },
  })
  await markReceived(ctx, trx, cityId, caseId, given, checks, duplicates, now)
  return { caseId }
}

/** The form check: answers that hold by the definition they were given under pass, others wait for a person. */
async function markReceived(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  caseId: string,
  given: NewCase,
  checks: { readonly checks_total: number; readonly checks_passed: number; readonly checks_open: number },
  duplicates: readonly string[],
  now: Date,
): Promise<void> {
  const { procedure, content } = given
  const filing = filingOf(
    { arrived_at: given.arrivedAt, channel: given.channel, filer: given.filer, assurance: given.assurance },
    given.arrivedAt,
  )
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const faults = procedure.validate(content.answers, filing, facts).filter((problem) => problem.severity !== 'warn')
  const codes = {
    checks: checks.checks_total,
    passed: checks.checks_passed,
    faults: faults.length,
    duplicates: duplicates.length,
    ...(content.signatureCheck ? { signature: content.signatureCheck.verified } : {}),
  }
  await changeCaseIn(ctx, trx, { cityId, caseId, actor: systemActor, now, action: 'intake' }, async (it) => {
    // Paper, and what another portal took in, has arrived as it is: its faults are put right by a correction. Answers of
    // our own form that do not hold were tampered with, or are of another time: they wait as 申請済 for a person.
    if (faults.length === 0 || given.madeBy !== 'submission') {
      await it.emit('received', codes)
      it.set({ received_at: now })
    } else await it.emit('form-check-failed', codes)
    const payAt = procedure.definition.fee?.payAt
    if (it.situation().state !== 'received' || !feeIsDue(payAt, 'review', content.fee?.total ?? 0, 0)) return
    await askForPayment(ctx, cityId, it)
  })
}
