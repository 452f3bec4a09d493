import type { Context } from 'hono'
import { dayOf } from '../../../civic/day.ts'
import type { WebEnv } from '../../../platform/http/index.ts'
import type { ResidentSession } from '../../identity/index.ts'
import { guideAnswers } from '../../navigator/index.ts'
import type { AnswerValue, CompiledProcedure, Deadline, FilerKind } from '../../procedures/index.ts'
import { prefill } from '../drafts/prefill.ts'
import { onlineFiling } from '../shared/catalogue.ts'
import { cityDb, type Portal } from '../shared/portal.ts'
import { inOrder } from './rules/order.ts'
import { filersOf, type Sorted, sortOut } from './rules/who.ts'

/** A procedure that may be filed together with others, with what is known of it before it begins. */
export interface Planned {
  readonly procedure: CompiledProcedure
  /** Ids and days for the order. */
  readonly definition: CompiledProcedure['definition']
  readonly due?: string
  readonly deadline?: Deadline
  /** Answers from the guide's questions, for the draft. */
  readonly known: ReadonlyMap<string, AnswerValue>
}

export interface Plan extends Sorted<Planned> {
  readonly filers: readonly FilerKind[]
  readonly filer: FilerKind
}

/**
 * What becomes of the gathered procedures when this person files them as `wanted`: which go together, in which order,
 * and which do not and why. Ids that no published procedure has are left out silently: the basket may be old.
 */
export async function planOf(
  c: Context<WebEnv>,
  portal: Portal,
  ids: readonly string[],
  session: ResidentSession | null,
  wanted: string | undefined,
): Promise<Plan> {
  const city = c.get('city')
  const now = c.get('now')
  const today = dayOf(now)
  const all = await portal.catalogue.current(city.id)
  const facts = await portal.catalogue.facts(city.id, today)
  const procedures = ids.flatMap((id) => all.filter(({ definition }) => definition.id === id))
  const filers = filersOf(procedures)
  const filer = filers.find((kind) => kind === wanted) ?? filers[0] ?? 'self'
  const planned = await Promise.all(
    procedures.map(async (procedure): Promise<Planned> => {
      const whole = await portal.places.facts(cityDb(portal, city.id), city.id, procedure, facts, now)
      const known = guideAnswers(c, portal.services, procedure, whole)
      const filing = onlineFiling(today, filer, session?.assurance ?? 'none')
      const deadline = procedure.deadline(prefill(procedure, filer, session, known).answers, filing, whole)
      const { definition } = procedure
      return { procedure, definition, known, ...(deadline === undefined ? {} : { deadline, due: deadline.last }) }
    }),
  )
  const { taken, leftOut } = sortOut(inOrder(planned), { filer, assurance: session?.assurance, today, facts })
  return { taken, leftOut, filers, filer }
}
