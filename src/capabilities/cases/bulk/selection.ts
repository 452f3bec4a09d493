import type { StaffSession } from '../../identity/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { maySee } from '../actor.ts'
import { type CasesContext, dbOf } from '../context.ts'
import type { CheckContent } from '../intake/checks.ts'
import { queueColumns } from '../queue/query.ts'
import { type QueueLine, queueLines } from '../queue/view-model.ts'
import { openVault } from '../vault.ts'
import type { BulkTarget } from './job.ts'

export interface SelectedCases {
  /** Only what the person may see; a case that is not theirs is silently not there. */
  readonly cases: readonly (QueueLine & { readonly shownVersion: number })[]
  /** The one procedure of all selected cases; null when they differ. */
  readonly procedure: CompiledProcedure | null
  /** Checklist items that are on every selected case and wait for a person. */
  readonly items: readonly { readonly id: string; readonly label: string }[]
}

/** The selected cases as the preview shows them. Looking at them is written down. */
export async function selectedCases(
  ctx: CasesContext,
  staff: StaffSession,
  targets: readonly BulkTarget[],
  now: Date,
): Promise<SelectedCases> {
  if (targets.length === 0) return { cases: [], procedure: null, items: [] }
  const db = dbOf(ctx, staff.cityId)
  const versions = new Map(targets.map((target) => [target.caseId, target.version]))
  const found = await db
    .selectFrom('case_file')
    .select(queueColumns)
    .where('id', 'in', [...versions.keys()])
    .orderBy('sort_on')
    .orderBy('id')
    .execute()
  const rows = found.filter((row) => maySee(staff, row))
  const lines = await queueLines(ctx, staff, rows, now)
  await ctx.access.record(db, {
    cityId: staff.cityId,
    staffId: staff.staffId,
    purpose: 'bulk',
    caseIds: rows.map((row) => row.id),
    at: now,
  })
  const first = rows[0]
  const same = first !== undefined && rows.every((row) => row.procedure_id === first.procedure_id)
  return {
    cases: lines.map((line) => ({ ...line, shownVersion: versions.get(line.id) ?? 0 })),
    procedure: same ? await ctx.procedures.find(staff.cityId, first.procedure_id, first.version_hash) : null,
    items: same ? await commonItems(ctx, staff.cityId, rows) : [],
  }
}

async function commonItems(
  ctx: CasesContext,
  cityId: string,
  rows: readonly { readonly id: string; readonly wrapped_key: Buffer }[],
): Promise<SelectedCases['items']> {
  const checks = await dbOf(ctx, cityId)
    .selectFrom('case_check')
    .select(['case_id', 'item_id', 'box', 'position'])
    .where(
      'case_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('position')
    .execute()
  const counts = new Map<string, number>()
  for (const check of checks) counts.set(check.item_id, (counts.get(check.item_id) ?? 0) + 1)
  const first = rows[0]
  if (!first) return []
  const vault = openVault(ctx.services.keys, cityId, first.id, first.wrapped_key)
  return checks
    .filter((check) => check.case_id === first.id && counts.get(check.item_id) === rows.length)
    .map((check) => ({ id: check.item_id, label: vault.open<CheckContent>(`check/${check.item_id}`, check.box).label }))
}
