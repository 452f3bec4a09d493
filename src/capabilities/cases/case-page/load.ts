import { dayOf } from '../../../civic/day.ts'
import type { StaffSession } from '../../identity/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { mayKnowOf, maySee } from '../actor.ts'
import type { CaseRow } from '../change.ts'
import type { CaseNames } from '../content.ts'
import { type CasesContext, dbOf, type RecordedEvent } from '../context.ts'
import { deadlineNow } from '../deadline-now.ts'
import { statesOfDuplicates } from '../intake/routing.ts'
import type { CaseOrigin } from '../origin/origin.ts'
import { findOrigin } from '../origin/store.ts'
import type { Deadline } from '../rules/deadline.ts'
import { shownName } from '../shown-name.ts'
import { type AmendmentRecord, listAmendments } from '../store/amendments.ts'
import { type AnswersRevision, listRevisions } from '../store/answers.ts'
import { type Attachment, listAttachments } from '../store/attachments.ts'
import { type CancellationRecord, listCancellations } from '../store/cancellations.ts'
import { type CheckRecord, listChecks } from '../store/checks.ts'
import { type ConsultationRecord, listConsultations } from '../store/consultations.ts'
import { type CorrectionRecord, listCorrections } from '../store/corrections.ts'
import { type DecisionRecord, type LetterRecord, listDecisions, listLetters } from '../store/decisions.ts'
import { listNotes, type NoteRecord } from '../store/notes.ts'
import { listPayments, type PaymentRecord } from '../store/payments.ts'
import { type CaseVault, openVault } from '../vault.ts'
import { type FiledTogether, listFiledTogether } from './filed-together.ts'
import { inspectedOf } from './inspection.ts'

/** Everything a clerk sees of one case, opened. */
export interface LoadedCase {
  readonly row: CaseRow
  readonly vault: CaseVault
  readonly procedure: CompiledProcedure
  readonly names: CaseNames
  readonly deadline: Deadline
  readonly revisions: readonly AnswersRevision[]
  readonly checks: readonly CheckRecord[]
  readonly attachments: readonly Attachment[]
  readonly corrections: readonly CorrectionRecord[]
  readonly consultations: readonly ConsultationRecord[]
  readonly payments: readonly PaymentRecord[]
  readonly decisions: readonly DecisionRecord[]
  readonly cancellations: readonly CancellationRecord[]
  readonly amendments: readonly AmendmentRecord[]
  readonly letters: readonly LetterRecord[]
  readonly notes: readonly NoteRecord[]
  readonly history: readonly RecordedEvent[]
  readonly duplicates: readonly DuplicateCase[]
  /** Cases that were filed in the same act, only those the person may see. */
  readonly together: readonly FiledTogether[]
  readonly sectionName: string
  /** Where it was filed when that was another portal. */
  readonly origin: CaseOrigin | null
}

export interface DuplicateCase {
  readonly id: string
  readonly receiptNumber: string
  readonly name: string
  readonly state: CaseRow['state']
  readonly arrivedAt: Date
}

/** The row through the person's authority; null outside their scope: it is then not there. */
export async function findCaseForStaff(
  ctx: CasesContext,
  staff: StaffSession,
  caseId: string,
): Promise<CaseRow | null> {
  const row = await dbOf(ctx, staff.cityId)
    .selectFrom('case_file')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row) return null
  const seen = maySee(staff, row) || (mayKnowOf(staff, row) && (await hasInspected(ctx, staff, row.id)))
  return seen ? row : null
}

async function hasInspected(ctx: CasesContext, staff: StaffSession, caseId: string): Promise<boolean> {
  const inspected = await inspectedOf(dbOf(ctx, staff.cityId), staff.staffId, [caseId], ctx.services.clock.now())
  return inspected.has(caseId)
}

/** A case that the person may know of and not look into without a reason; null when it is not there or open to them. */
export async function findOutline(ctx: CasesContext, staff: StaffSession, caseId: string): Promise<CaseRow | null> {
  const row = await dbOf(ctx, staff.cityId)
    .selectFrom('case_file')
    .selectAll()
    .where('id', '=', caseId)
    .executeTakeFirst()
  if (!row || !mayKnowOf(staff, row) || maySee(staff, row)) return null
  return (await hasInspected(ctx, staff, caseId)) ? null : row
}

/** Opens a case for its page. Null when it is not there for this person. Throws when its definition version is lost. */
export async function loadCase(
  ctx: CasesContext,
  staff: StaffSession,
  caseId: string,
  now: Date,
): Promise<LoadedCase | null> {
  const { cityId } = staff
  const row = await findCaseForStaff(ctx, staff, caseId)
  if (!row) return null
  const procedure = await ctx.procedures.find(cityId, row.procedure_id, row.version_hash)
  if (!procedure) throw new Error(`The definition of case ${caseId} is not known here.`)
  const db = dbOf(ctx, cityId)
  const vault = openVault(ctx.services.keys, cityId, row.id, row.wrapped_key)
  const [deadline, revisions, checks, attachments, corrections, consultations] = await Promise.all([
    deadlineNow(ctx, db, cityId, row, procedure, now),
    listRevisions(db, vault),
    listChecks(db, vault),
    listAttachments(db, vault),
    listCorrections(db, vault),
    listConsultations(db, vault),
  ])
  const [payments, decisions, cancellations, amendments, letters, notes, history, duplicates, origin] =
    await Promise.all([
      listPayments(db, row.id),
      listDecisions(db, vault),
      listCancellations(db, vault),
      listAmendments(db, vault),
      listLetters(db, vault),
      listNotes(db, vault),
      ctx.evidence.list(db, cityId, row.id),
      listDuplicates(ctx, staff, row, procedure),
      findOrigin(db, vault),
    ])
  const together = await listFiledTogether(ctx, staff, revisions[0]?.content.together ?? [])
  const sections = await ctx.directory.sections(cityId, dayOf(now))
  return {
    row,
    vault,
    procedure,
    names: vault.open<CaseNames>('name', row.name_box),
    deadline,
    revisions,
    checks,
    attachments,
    corrections,
    consultations,
    payments,
    decisions,
    cancellations,
    amendments,
    letters,
    notes,
    history,
    duplicates,
    origin,
    together,
    sectionName: sections.find((section) => section.id === row.section_id)?.name ?? '',
  }
}

/** Other cases of the same matter, only those the person may see. */
async function listDuplicates(
  ctx: CasesContext,
  staff: StaffSession,
  row: CaseRow,
  procedure: CompiledProcedure,
): Promise<readonly DuplicateCase[]> {
  if (row.duplicate_token === null) return []
  const rows = await dbOf(ctx, staff.cityId)
    .selectFrom('case_file')
    .select(['id', 'receipt_number', 'state', 'arrived_at', 'section_id', 'confidential', 'wrapped_key', 'name_box'])
    .where('duplicate_token', '=', row.duplicate_token)
    .where('id', '<>', row.id)
    .where('state', 'in', [...statesOfDuplicates(procedure)])
    .orderBy('arrived_at', 'desc')
    .limit(10)
    .execute()
  return rows
    .filter((other) => maySee(staff, other))
    .map((other) => ({
      id: other.id,
      receiptNumber: other.receipt_number,
      name: shownName(
        openVault(ctx.services.keys, staff.cityId, other.id, other.wrapped_key).open<CaseNames>('name', other.name_box),
      ),
      state: other.state,
      arrivedAt: other.arrived_at,
    }))
}
