import type { ProcedureDefinition } from '../../../procedures/index.ts'
import { sharedQuestions } from './questions.ts'

type Known = Pick<ProcedureDefinition, 'id' | 'next' | 'lifeEvents' | 'filers' | 'pages' | 'carriedBy'>

/** How many are offered on a procedure's page. */
const most = 5

/**
 * Procedures that are often filed together with one, nearest first: it leads to them or they lead to it (`next`), or they
 * belong to the same events of life. Only those that the same person may file online and that have a question in common:
 * nothing is won by putting others together.
 */
export function oftenTogether<T extends { readonly definition: ProcedureDefinition }>(
  one: ProcedureDefinition,
  all: readonly T[],
): readonly T[] {
  return all
    .filter(({ definition }) => definition.id !== one.id && definition.carriedBy === undefined)
    .map((each) => ({ each, nearness: nearness(one, each.definition) }))
    .filter(({ each, nearness: near }) => near > 0 && haveCommon(one, each.definition))
    .sort((a, b) => b.nearness - a.nearness)
    .slice(0, most)
    .map(({ each }) => each)
}

/** `next` counts more than any number of events: it is said of this very procedure. */
function nearness(one: Known, other: Known): number {
  const leads = (from: Known, to: Known): boolean => (from.next ?? []).some(({ procedure }) => procedure === to.id)
  const events = one.lifeEvents.filter((event) => other.lifeEvents.includes(event)).length
  return (leads(one, other) ? 100 : 0) + (leads(other, one) ? 50 : 0) + events
}

function haveCommon(one: ProcedureDefinition, other: ProcedureDefinition): boolean {
  const online = ({ filers }: Known) =>
    filers.filter(({ channels }) => channels.includes('online')).map(({ kind }) => kind)
  return online(one).some(
    (filer) =>
      online(other).includes(filer) &&
      sharedQuestions([
        { id: 'one', definition: one, filer },
        { id: 'other', definition: other, filer },
      ]).length > 0,
  )
}
