import { followUpTargetProblems, type ProcedureDefinition, type Reporter } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

/**
 * Follow-ups that begin another procedure of the city have to find their places there. A procedure that this city does not
 * have is advice, since nobody is led to it; so is what others begin here with and would no longer find.
 * @param others the definitions in force, by id
 */
export function checkFollowUpsFit(
  definition: ProcedureDefinition,
  others: ReadonlyMap<string, ProcedureDefinition>,
  report: Reporter,
): void {
  const all = new Map(others).set(definition.id, definition)
  for (const { path, sentence } of followUpTargetProblems(definition, all)) {
    const elsewhere = path[path.length - 1] === 'procedure'
    if (elsewhere) report.warning(path, 'follow-up-target', sentence)
    else report.error(path, 'follow-up-target', sentence)
  }
  for (const other of others.values()) {
    if (other.id === definition.id) continue
    const leading = {
      ...other,
      followUps: (other.followUps ?? []).filter(({ procedure }) => procedure === definition.id),
    }
    for (const { sentence } of followUpTargetProblems(leading, all))
      report.warning(['id'], 'follow-up-source', messages.followUpLost(other.name.ja, sentence))
  }
}
