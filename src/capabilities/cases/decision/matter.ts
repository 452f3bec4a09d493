import type { Outcome, ProcedureDefinition } from '../../procedures/index.ts'

type Matters = Pick<ProcedureDefinition, 'approval' | 'outcomes'>

/** Row of the 決裁区分 by which an outcome is decided: its own, else the procedure's. */
export function matterOf({ approval }: Matters, outcome: Pick<Outcome, 'matter'> | undefined): string {
  return outcome?.matter ?? approval.matter
}

/** Whether the choice of the outcome also chooses who decides. */
export function mattersDiffer(definition: Matters): boolean {
  return new Set(definition.outcomes.map((outcome) => matterOf(definition, outcome))).size > 1
}
