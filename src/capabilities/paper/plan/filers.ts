import type { Filer, ProcedureDefinition } from '../../procedures/index.ts'

/** Who may file on paper, at the counter or by post. */
export function paperFilers(definition: Pick<ProcedureDefinition, 'filers'>): readonly Filer[] {
  return definition.filers.filter(({ channels }) => channels.some((channel) => channel !== 'online'))
}
