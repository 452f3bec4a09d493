import type { ProcedureDefinition, Reporter } from '../../procedures/index.ts'
import { messages } from './messages.ja.ts'

/** What a definition has to fit into, beyond its own text. */
export interface CitySurroundings {
  /** Codes of the sections of today. */
  readonly sections: ReadonlySet<string>
  /** Matters of the 決裁区分 table that hold today. */
  readonly matters: ReadonlySet<string>
  readonly registers: ReadonlySet<string>
  /** Two letters of receipt numbers -> the other procedure that uses them. */
  readonly prefixes: ReadonlyMap<string, string>
}

/** A procedure whose section, matter or register is not there would strand its cases. */
export function checkFitsTheCity(
  definition: ProcedureDefinition,
  procedureId: string,
  city: CitySurroundings,
  report: Reporter,
): void {
  if (definition.id !== procedureId) report.error(['id'], 'other-id', messages.otherId(procedureId))
  const other = city.prefixes.get(definition.receiptPrefix)
  if (other !== undefined) {
    report.error(['receiptPrefix'], 'prefix-taken', messages.prefixTaken(definition.receiptPrefix, other))
  }
  if (!city.sections.has(definition.owner)) report.error(['owner'], 'no-section', messages.owner(definition.owner))
  definition.routing?.forEach(({ section }, i) => {
    if (!city.sections.has(section)) report.error(['routing', i, 'section'], 'no-section', messages.owner(section))
  })
  // What another system carries has no case, and so no decision.
  if (definition.carriedBy === undefined && !city.matters.has(definition.approval.matter)) {
    report.error(['approval', 'matter'], 'no-matter', messages.matter(definition.approval.matter))
  }
  definition.registers?.forEach((id, i) => {
    if (!city.registers.has(id)) report.error(['registers', i], 'no-register', messages.register(id))
  })
}
