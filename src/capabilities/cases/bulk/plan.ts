import type { StaffSession } from '../../identity/index.ts'
import type { CompiledProcedure, Outcome } from '../../procedures/index.ts'
import type { CasesContext } from '../context.ts'
import type { CasePost } from '../posting.tsx'
import type { BulkAction, BulkTarget } from './job.ts'
import { bulkMessages as messages } from './messages.ja.ts'
import { type Obstacle, obstaclesOf } from './obstacles.ts'
import { type SelectedCases, selectedCases } from './selection.ts'

/** How many cases one act takes. */
const most = 500

/** An act on cases as it stands before it is done. */
export interface BulkPlan {
  readonly action: BulkAction
  readonly selected: SelectedCases
  readonly obstacles: ReadonlyMap<string, Obstacle>
  /** Why nothing can be done at all, or empty. */
  readonly standing: string
}

/** Opens the cases and asks for each what stands in its way: of the chosen decision, or of every possible one before. */
export async function planOf(
  ctx: CasesContext,
  staff: StaffSession,
  action: BulkAction,
  given: readonly BulkTarget[],
  post: CasePost,
  now: Date,
): Promise<BulkPlan> {
  const targets = [...new Map(given.map((target) => [target.caseId, target])).values()]
  const standing = targets.length === 0 ? messages.nothing : targets.length > most ? messages.tooMany : ''
  const selected = await selectedCases(ctx, staff, targets.slice(0, most), now)
  const outcomes = action === 'decide' ? simpleOutcomes(selected.procedure) : []
  const chosen = outcomes.filter((outcome) => outcome.id === post.text('outcomeId').trim())
  const drafts = (chosen.length > 0 ? chosen : outcomes).map(({ id }) => ({
    outcomeId: id,
    grounds: '',
    typed: () => '',
  }))
  const shown = selected.cases.map(({ id, shownVersion }) => ({ caseId: id, version: shownVersion }))
  const obstacles = await obstaclesOf(ctx, staff, action, shown, drafts, now)
  return { action, selected, obstacles, standing }
}

/** Outcomes that need no values and harm nobody: simple matters. */
export function simpleOutcomes(procedure: CompiledProcedure | null): readonly Outcome[] {
  return (procedure?.outcomes() ?? []).filter(
    (outcome) => !outcome.adverse && (outcome.fields ?? []).every((field) => field.required === false),
  )
}
