import { type Kysely, sql, type Transaction } from 'kysely'
import type { OfficeDb } from '../../../platform/database/generated/office.ts'
import { transact } from '../../../platform/database/transact.ts'
import type { FileReference } from '../../exchange/index.ts'
import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import type { Actor } from '../actor.ts'
import { placedValues, valueAt } from '../answers-at.ts'
import { type CasesContext, dbOf } from '../context.ts'
import { type CaseChannel, filingOf } from '../filing.ts'
import { openFromOutside } from '../intake/outside.ts'
import { countsChanged } from '../queue/counted.ts'
import { listRevisions } from '../store/answers.ts'
import type { CasesDb } from '../store/tables.ts'
import { openVault } from '../vault.ts'
import { insertOrigin, type NewOrigin } from './store.ts'

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

export type KnownApplication =
  | { readonly outcome: 'known'; readonly caseId: string; readonly receiptNumber: string }
  /** Another content under the same number: nothing is overwritten. `labels`: the questions whose answers differ. */
  | {
      readonly outcome: 'differs'
      readonly caseId: string
      readonly receiptNumber: string
      readonly labels: readonly string[]
    }

/**
 * Makes a case of a delivered application, once: the sender's number is held while this transaction runs, so that two
 * deliveries at the same moment are one case. `also` writes what belongs to it in the same transaction.
 */
export async function takeOver(
  ctx: CasesContext,
  cityId: string,
  given: DeliveredApplication,
  by: Actor,
  now: Date,
  also: (trx: Transaction<OfficeDb>, result: TakenOver) => Promise<void>,
): Promise<TakenOver> {
  const result = await transact(dbOf(ctx, cityId), async (trx): Promise<TakenOver> => {
    await sql`select pg_advisory_xact_lock(hashtextextended(current_tenant() || ${`/${given.source}/${given.senderNumber}`}, 7))`.execute(
      trx,
    )
    const known = await knownApplication(ctx, trx, cityId, given)
    const taken = known ?? (await openNew(ctx, trx, cityId, given, by, now))
    await also(trx as unknown as Transaction<OfficeDb>, taken)
    return taken
  })
  if (result.outcome === 'made') {
    ctx.services.relay.nudge()
    countsChanged(ctx, cityId)
  }
  return result
}

async function openNew(
  ctx: CasesContext,
  trx: Transaction<CasesDb>,
  cityId: string,
  given: DeliveredApplication,
  by: Actor,
  now: Date,
): Promise<TakenOver> {
  const opened = await openFromOutside(ctx, trx, cityId, { ...given, madeBy: 'import', by }, now)
  const row = await trx
    .selectFrom('case_file')
    .select('wrapped_key')
    .where('id', '=', opened.caseId)
    .executeTakeFirstOrThrow()
  const vault = openVault(ctx.services.keys, cityId, opened.caseId, row.wrapped_key)
  await insertOrigin(trx, vault, { ...given, takenBy: by.name }, now)
  return { outcome: 'made', ...opened }
}

/** What is already here under this number of this source; null when nothing is. */
export async function knownApplication(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  given: Pick<
    DeliveredApplication,
    | 'source'
    | 'senderNumber'
    | 'contentToken'
    | 'answers'
    | 'procedure'
    | 'filer'
    | 'channel'
    | 'assurance'
    | 'arrivedAt'
  >,
): Promise<KnownApplication | null> {
  const found = await db
    .selectFrom('case_origin as o')
    .innerJoin('case_file as c', 'c.id', 'o.case_id')
    .select(['o.case_id', 'o.content_token', 'c.receipt_number', 'c.wrapped_key', 'c.arrived_at'])
    .where('o.source', '=', given.source)
    .where('o.sender_number', '=', given.senderNumber)
    .executeTakeFirst()
  if (!found) return null
  const { case_id: caseId, receipt_number: receiptNumber } = found
  if (given.contentToken.equals(found.content_token)) return { outcome: 'known', caseId, receiptNumber }
  const vault = openVault(ctx.services.keys, cityId, caseId, found.wrapped_key)
  const [first] = await listRevisions(db, vault)
  const labels = await differingLabels(ctx, cityId, given, first?.content.answers ?? {})
  return { outcome: 'differs', caseId, receiptNumber, labels }
}

async function differingLabels(
  ctx: CasesContext,
  cityId: string,
  given: Pick<DeliveredApplication, 'answers' | 'procedure' | 'filer' | 'channel' | 'assurance' | 'arrivedAt'>,
  before: Answers,
): Promise<readonly string[]> {
  const row = { ...given, arrived_at: given.arrivedAt }
  const filing = filingOf(row, given.arrivedAt)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  const labels = new Map<string, string>()
  for (const answers of [before, given.answers])
    for (const { path, field, group, item } of placedValues(given.procedure, answers, filing, facts)) {
      if (JSON.stringify(valueAt(before, path)) === JSON.stringify(valueAt(given.answers, path))) continue
      const place = item === undefined ? '' : `${(group.repeat?.item ?? group.title).ja}${item + 1}　`
      labels.set(path, `${place}${field.label.ja}`)
    }
  return [...labels.values()]
}
