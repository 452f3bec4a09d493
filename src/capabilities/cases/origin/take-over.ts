import { type Kysely, sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { transact } from '../../../platform/database/transact.ts'
import type { FileReference } from '../../exchange/index.ts'
import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import type { Actor } from '../actor.ts'
import { type CasesContext, dbOf } from '../context.ts'
import type { CaseChannel } from '../filing.ts'
import { openFromOutside, prepareOutside } from '../intake/outside.ts'
import { countsChanged } from '../queue/counted.ts'
import type { CasesDb } from '../store/tables.ts'
import { type KnownApplication, knownApplications } from './known.ts'
import { insertOrigins, type NewOrigin } from './store.ts'

/** An application that another portal took in, read and ready to become a case. */
export interface DeliveredApplication extends Omit<NewOrigin, 'takenBy'> {
  readonly procedure: CompiledProcedure
  readonly channel: CaseChannel
  readonly filer: string
  readonly assurance: string
  readonly arrivedAt: Date
  readonly answers: Answers
  readonly files: readonly FileReference[]
  /** Name of the portal, for the history. */
  readonly portal: string
}

export type TakenOver =
  | { readonly outcome: 'made'; readonly caseId: string; readonly receiptNumber: string }
  | KnownApplication

/** What belongs to the applications elsewhere and is written in the same transaction. */
export interface Alongside {
  /** First of all: which of the applications are still to be taken. */
  hold(trx: Transaction<OfficeDb>): Promise<readonly boolean[]>
  /** What became of each; null: not held. */
  settle(trx: Transaction<OfficeDb>, results: readonly (TakenOver | null)[]): Promise<void>
}

/**
 * Makes cases of delivered applications, once each, all of them in one transaction or none. What takes time is worked out
 * before it begins. The senders' numbers are held while it runs, so that two deliveries at the same moment are one case.
 */
export async function takeOver(
  ctx: CasesContext,
  cityId: string,
  given: readonly DeliveredApplication[],
  by: Actor,
  now: Date,
  alongside: Alongside,
): Promise<void> {
  const prepared = await Promise.all(
    given.map((each) => prepareOutside(ctx, cityId, { ...each, madeBy: 'import', by }, now)),
  )
  const made = await transact(dbOf(ctx, cityId), async (trx) => {
    const office = trx as unknown as Transaction<OfficeDb>
    const held = await alongside.hold(office)
    await holdNumbers(trx, given)
    const results = new Array<TakenOver | null>(given.length).fill(null)
    const known = await knownApplications(ctx, trx, cityId, given)
    const seen = new Set<string>()
    const fresh: number[] = []
    for (const [n, each] of given.entries()) {
      if (held[n] !== true) continue
      const there = known[n] ?? null
      // The same number twice in one set: the second is looked at alone, when the first is a case.
      if (there === null && seen.has(numberOf(each))) throw new Error('one number twice in a set')
      seen.add(numberOf(each))
      if (there === null) fresh.push(n)
      else results[n] = there
    }
    const waiting = fresh.flatMap((n) => prepared[n] ?? [])
    const opened = await openFromOutside(ctx, trx, cityId, waiting, now)
    const origins = fresh.flatMap((n, at) => {
      const [of, one, case_] = [given[n], waiting[at], opened[at]]
      if (!of || !one || !case_) return []
      results[n] = { outcome: 'made', ...case_ }
      return [{ vault: one.prepared.vault, origin: { ...of, takenBy: by.name } }]
    })
    await insertOrigins(trx, origins, now)
    await alongside.settle(office, results)
    return fresh.length
  })
  if (made === 0) return
  ctx.services.relay.nudge()
  countsChanged(ctx, cityId)
}

const numberOf = ({ source, senderNumber }: DeliveredApplication): string => `${source}/${senderNumber}`

/** Always in the same order: two deliveries of the same applications never wait for each other in a circle. */
async function holdNumbers(db: Kysely<CasesDb>, given: readonly DeliveredApplication[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(k) from (
    select distinct hashtextextended(current_tenant() || '/' || number, 7) as k
    from unnest(${given.map(numberOf)}::text[]) as number order by 1) l`.execute(db)
}
