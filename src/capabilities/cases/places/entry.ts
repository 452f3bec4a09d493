import { dayOf } from '../../../civic/day.ts'
import type { CapacityTerms, CompiledProcedure, RegisterEntry } from '../../procedures/index.ts'
import type { CasesContext } from '../context.ts'

/** A register entry with places, and the procedure that gives them. */
export interface PlacedEntry {
  readonly register: string
  readonly entry: RegisterEntry & { readonly capacity: number }
  readonly procedure: CompiledProcedure
  readonly terms: CapacityTerms
  /** Last day of application; undefined: always open. */
  readonly closesOn?: string
}

/**
 * Whether who gets no place waits for one on this day: the definition keeps a line, and the register's last day of moving up
 * is not over.
 */
export function keepsLine({ procedure, terms }: Pick<PlacedEntry, 'procedure' | 'terms'>, today: string): boolean {
  if (procedure.definition.capacity?.waitingList !== true) return false
  return terms.promoteUntil === undefined || today <= terms.promoteUntil
}

/** Every entry with a limited number of places, of all procedures in force. */
export async function listPlacedEntries(ctx: CasesContext, cityId: string, now: Date): Promise<readonly PlacedEntry[]> {
  const today = dayOf(now)
  const facts = await ctx.procedures.facts(cityId, today)
  return (await ctx.procedures.current(cityId)).flatMap((procedure) => {
    const register = procedure.definition.capacity?.register
    if (register === undefined) return []
    return (facts.everyEntry?.(register) ?? facts.register(register)).flatMap((entry): PlacedEntry[] => {
      if (entry.capacity === undefined) return []
      const terms = procedure.capacityTerms(entry, today, facts)
      const closesOn = terms.closesOn ?? entry.to
      const limited = { ...entry, capacity: entry.capacity }
      return [{ register, entry: limited, procedure, terms, ...(closesOn === undefined ? {} : { closesOn }) }]
    })
  })
}

export async function findPlacedEntry(
  ctx: CasesContext,
  cityId: string,
  register: string,
  entryId: string,
  now: Date,
): Promise<PlacedEntry | undefined> {
  const all = await listPlacedEntries(ctx, cityId, now)
  return all.find((each) => each.register === register && each.entry.id === entryId)
}
