import type { PermissionId, StaffSession } from '../../identity/index.ts'
import { staffActor } from '../actor.ts'
import { type ActionRefusal, barredBy, type InputProblem, situationOf } from '../change.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type DecisionDraft, type LookedAt, type NotReady, readyToPropose, routeIsOpen } from '../decision/ready.ts'
import { openVault } from '../vault.ts'
import type { BulkAction, BulkTarget } from './job.ts'

/** What a person needs in a case's section for each act. */
export const permissions: Readonly<Record<BulkAction, PermissionId>> = {
  take: 'cases.review',
  'hand-over': 'cases.review',
  mark: 'cases.review',
  decide: 'approvals.propose',
}

/** Why an act on one case is refused: codes with their sentences beside the case page, or a finished sentence. */
export interface Obstacle {
  readonly codes: readonly string[]
  readonly sentence?: string
}

/** What stands in the way of this one (an open check, an unpaid fee) says more than that something does. */
export function obstacleOf(refused: {
  readonly refusal: ActionRefusal
  readonly problems?: readonly InputProblem[]
  readonly sentence?: string
}): Obstacle {
  const codes = refused.problems?.map((problem) => problem.refusal) ?? []
  return {
    codes: codes.length === 0 ? [refused.refusal] : codes,
    ...(refused.sentence === undefined ? {} : { sentence: refused.sentence }),
  }
}

/**
 * What stands in the way of each case before anything is done, by the checks that the act itself asks. A case with several
 * possible decisions is free when one of them can be proposed. Cases that are free are not in the map.
 */
export async function obstaclesOf(
  ctx: CasesContext,
  staff: StaffSession,
  action: BulkAction,
  targets: readonly BulkTarget[],
  drafts: readonly DecisionDraft[],
  now: Date,
): Promise<ReadonlyMap<string, Obstacle>> {
  const found = new Map<string, Obstacle>()
  if (targets.length === 0) return found
  const db = dbOf(ctx, staff.cityId)
  const actor = staffActor(staff)
  const versions = new Map(targets.map((target) => [target.caseId, target.version]))
  const rows = await db
    .selectFrom('case_file')
    .selectAll()
    .where('id', 'in', [...versions.keys()])
    .execute()
  for (const row of rows) {
    const expectedVersion = versions.get(row.id) ?? 0
    const barred = barredBy(row, { actor, permission: permissions[action], expectedVersion })
    const procedure = await ctx.procedures.find(staff.cityId, row.procedure_id, row.version_hash)
    if (barred !== null || !procedure) {
      found.set(row.id, obstacleOf({ refusal: barred ?? 'definition-unknown' }))
      continue
    }
    const vault = openVault(ctx.services.keys, staff.cityId, row.id, row.wrapped_key)
    const looked: LookedAt = { row, procedure, vault, now, actor, situation: () => situationOf(row) }
    const refused: NotReady[] = []
    for (const draft of drafts) {
      const ready = await readyToPropose(ctx, db, staff.cityId, looked, draft)
      const wrong = ready.ok ? await routeIsOpen(ctx, db, looked, ready) : ready
      if (wrong !== null) refused.push(wrong)
    }
    const [first] = refused
    if (first !== undefined && refused.length === drafts.length) found.set(row.id, obstacleOf(first))
  }
  return found
}
