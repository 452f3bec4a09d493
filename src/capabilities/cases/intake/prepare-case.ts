import { randomUUID } from 'node:crypto'
import type { IsClosedDay } from '../../../civic/closed-days.ts'
import type { FileReference } from '../../exchange/index.ts'
import type { CityFacts, CompiledProcedure } from '../../procedures/index.ts'
import type { Actor } from '../actor.ts'
import { placedValues } from '../answers-at.ts'
import type { CaseContent, CaseNames } from '../content.ts'
import type { CasesContext } from '../context.ts'
import { type CaseChannel, filingOf } from '../filing.ts'
import { wordsOfCase } from '../search/search-terms.ts'
import { organisationOf } from '../shown-name.ts'
import { type CaseVault, newVault } from '../vault.ts'
import { type FoundCheck, findChecks } from './checks.ts'
import { duplicateTokenOf, ownerCodeOf } from './routing.ts'

/** An application as it came in, by whichever way. */
export interface NewCase {
  readonly procedure: CompiledProcedure
  readonly channel: CaseChannel
  readonly filer: string
  readonly assurance: string
  readonly sentAt: Date
  readonly arrivedAt: Date
  readonly delivery: string
  readonly names: CaseNames
  readonly content: CaseContent
  readonly files: readonly FileReference[]
  readonly place?: {
    readonly register: string
    readonly entry: string
    readonly quantity: number
    readonly standing: string
    readonly at?: string
    readonly preferred?: boolean
  }
  readonly madeBy: 'submission' | 'paper' | 'import'
  /** Name of the portal it was filed at, when it was taken over from there. */
  readonly portal?: string
  /** 支援措置, known when it comes in: nobody without the permission ever sees it. */
  readonly confidential?: true
  readonly by: Actor
}

/** Everything that can be worked out of an application before it has a number and a place among the others. */
export interface PreparedCase {
  readonly caseId: string
  readonly given: NewCase
  readonly vault: CaseVault
  readonly wrapped: Buffer
  readonly names: CaseNames
  readonly facts: CityFacts
  readonly sectionId: string
  readonly place: NewCase['place']
  readonly duplicateToken: Buffer | null
  /** Words under which it is found, without its number. */
  readonly words: readonly string[]
  readonly checks: readonly FoundCheck[]
  /** How many answers do not hold by the definition they were given under. */
  readonly faults: number
  readonly isClosedDay: IsClosedDay
}

/** Works an application out; nothing is written, and no transaction needs to be open. */
export async function prepareCase(ctx: CasesContext, cityId: string, given: NewCase, now: Date): Promise<PreparedCase> {
  const caseId = randomUUID()
  const { procedure, content } = given
  const row = { arrived_at: given.arrivedAt, channel: given.channel, filer: given.filer, assurance: given.assurance }
  const filing = filingOf(row, now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const isClosedDay = await ctx.directory.isClosedDay(cityId)
  const { keys } = ctx.services
  const { vault, wrapped } = newVault(keys, cityId, caseId)
  const placed = placedValues(procedure, content.answers, filing, facts)
  const organisation = organisationOf(placed, procedure.definition.delivery)
  const names: CaseNames = { ...given.names, ...(organisation === undefined ? {} : { organisation }) }
  const owner = ownerCodeOf(procedure, content.answers, filing, facts)
  const section = await ctx.directory.sectionForOwner(cityId, owner, filing.today)
  const [claim] = procedure.capacity(content.answers, filing, facts)
  const problems = procedure.validate(content.answers, filingOf(row, given.arrivedAt), facts)
  return {
    caseId,
    given,
    vault,
    wrapped,
    names,
    facts,
    sectionId: section.id,
    place: given.place && {
      ...given.place,
      at: given.place.at ?? given.arrivedAt.toISOString(),
      ...(claim?.preferred === true ? { preferred: true } : {}),
    },
    duplicateToken: duplicateTokenOf(keys, cityId, procedure, content.answers, filing, facts),
    words: wordsOfCase(placed, names),
    checks: findChecks(procedure, content.answers, filing, facts),
    faults: problems.filter((problem) => problem.severity !== 'warn').length,
    isClosedDay,
  }
}
