import type { DatasetDefinition } from '../../language/dataset.ts'
import type { DraftProblem, DraftRow, RepairFilter } from './draft.ts'

/** Whether a problem is one of those whose proposal is wanted. */
export function isWanted({ code, column, sure, proposal }: DraftProblem, filter: RepairFilter): boolean {
  return (
    proposal !== undefined &&
    (filter.code === undefined || filter.code === code) &&
    (filter.column === undefined || filter.column === column) &&
    (filter.sure !== true || sure === true)
  )
}

/** The cells with the wanted proposals put in. A proposal for the place of a row is `latitude longitude`. */
export function repairRow(definition: DatasetDefinition, row: DraftRow, filter: RepairFilter): readonly string[] {
  const cells = [...row.cells]
  const put = (column: string, text: string): void => {
    const at = definition.columns.findIndex(({ id }) => id === column)
    if (at >= 0) cells[at] = text
  }
  for (const problem of row.problems) {
    if (!isWanted(problem, filter) || problem.proposal === undefined) continue
    if (problem.column !== undefined) put(problem.column, problem.proposal)
    else if (definition.geometry?.lat !== undefined) {
      const [lat = '', lon = ''] = problem.proposal.split(' ')
      put(definition.geometry.lat, lat)
      put(definition.geometry.lon, lon)
    }
  }
  return cells
}
