import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import { csrfToken } from '../../identity/index.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import { bundlesMessages } from './messages.ts'
import { oftenTogether } from './rules/often.ts'
import type { OftenProps } from './views/often.tsx'

const remembered = new WeakMap<readonly CompiledProcedure[], Map<string, readonly CompiledProcedure[]>>()

/** What a procedure's page offers to file with it; of procedures that are closed today none. */
export function oftenOf(
  c: Context<WebEnv>,
  procedure: CompiledProcedure,
  all: readonly CompiledProcedure[],
  facts: CityFacts,
): { readonly often?: OftenProps } {
  const today = dayOf(c.get('now'))
  const { id, next = [] } = procedure.definition
  const others = nearTo(procedure, all).filter((other) => other.acceptance(today, facts).open)
  if (others.length === 0) return {}
  const m = bundlesMessages[c.get('locale')]
  return {
    often: {
      m,
      csrf: csrfToken(c),
      id,
      others: others.map(({ definition }) => {
        const reason = next.find(({ procedure: named }) => named === definition.id)?.reason
        return { id: definition.id, name: definition.name, ...(reason === undefined ? {} : { note: reason }) }
      }),
    },
  }
}

/** Worked out once for each state of the catalogue: it compares every procedure with every other. */
function nearTo(procedure: CompiledProcedure, all: readonly CompiledProcedure[]): readonly CompiledProcedure[] {
  const known = remembered.get(all) ?? new Map<string, readonly CompiledProcedure[]>()
  remembered.set(all, known)
  const near = known.get(procedure.hash) ?? oftenTogether(procedure.definition, all)
  known.set(procedure.hash, near)
  return near
}
