import { type Kysely, sql } from 'kysely'
import type { Answers } from '../../procedures/index.ts'
import { placedValues, valueAt } from '../answers-at.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'
import { listRevisions } from '../store/answers.ts'
import type { CasesDb } from '../store/tables.ts'
import { openVault } from '../vault.ts'
import type { DeliveredApplication } from './take-over.ts'

export type KnownApplication =
  | { readonly outcome: 'known'; readonly caseId: string; readonly receiptNumber: string }
  /** Another content under the same number: nothing is overwritten. `labels`: the questions whose answers differ. */
  | {
      readonly outcome: 'differs'
      readonly caseId: string
      readonly receiptNumber: string
      readonly labels: readonly string[]
    }

/** What of an application tells whether it is here already. */
export type Recognised = Pick<
  DeliveredApplication,
  'source' | 'senderNumber' | 'contentToken' | 'answers' | 'procedure' | 'filer' | 'channel' | 'assurance' | 'arrivedAt'
>

interface Origin {
  readonly n: number
  readonly case_id: string
  readonly content_token: Buffer
  readonly receipt_number: string
  readonly wrapped_key: Buffer
}

/** What is already here under the number of each, in their order; null when nothing is. */
export async function knownApplications(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  given: readonly Recognised[],
): Promise<readonly (KnownApplication | null)[]> {
  if (given.length === 0) return []
  const { rows } = await sql<Origin>`
    select g.n::int as n, o.case_id, o.content_token, c.receipt_number, c.wrapped_key
    from unnest(${given.map(({ source }) => source)}::text[], ${given.map(({ senderNumber }) => senderNumber)}::text[])
      with ordinality as g (source, sender_number, n)
    join case_origin o on o.source = g.source and o.sender_number = g.sender_number
    join case_file c on c.id = o.case_id`.execute(db)
  const results = new Array<KnownApplication | null>(given.length).fill(null)
  for (const row of rows) {
    const each = given[row.n - 1]
    if (each) results[row.n - 1] = await recognise(ctx, db, cityId, each, row)
  }
  return results
}

async function recognise(
  ctx: CasesContext,
  db: Kysely<CasesDb>,
  cityId: string,
  given: Recognised,
  { case_id: caseId, receipt_number: receiptNumber, ...found }: Origin,
): Promise<KnownApplication> {
  if (given.contentToken.equals(found.content_token)) return { outcome: 'known', caseId, receiptNumber }
  const vault = openVault(ctx.services.keys, cityId, caseId, found.wrapped_key)
  const [first] = await listRevisions(db, vault)
  const labels = await differingLabels(ctx, cityId, given, first?.content.answers ?? {})
  return { outcome: 'differs', caseId, receiptNumber, labels }
}

async function differingLabels(
  ctx: CasesContext,
  cityId: string,
  given: Recognised,
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
