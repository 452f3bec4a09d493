import { isDeepStrictEqual } from 'node:util'
import type { Transaction } from 'kysely'
import type { OfficeDb } from '../../../../platform/database/generated/office.ts'
import { transact } from '../../../../platform/database/transact.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DatasetDeliveryNews, DeliveryReport } from '../../../exchange/index.ts'
import { type Draft, errorsOf, type Finding } from '../draft/draft.ts'
import { draftOf } from '../draft/store-drafts.ts'

/** Deliveries that are looked at in one turn; those that have ended are not looked at again. */
const atOnce = 200

/**
 * Tells partner systems what became of what they brought, whenever it is something else than what they were told last. Looking at the
 * drafts, instead of being told by each act, misses none of them. Returns how many were told.
 */
export async function tellDeliveries(services: ZoneServices<'office'>, cityId: string): Promise<number> {
  const db = services.db.city<OfficeDb>(cityId)
  const open = await db
    .selectFrom('dataset_delivery')
    .select(['id', 'dataset_id', 'state', 'refusal', 'draft_id', 'told'])
    .where('told_end', '=', false)
    .orderBy('arrived_at')
    .limit(atOnce)
    .execute()
  const ids = open.flatMap(({ draft_id }) => draft_id ?? [])
  const drafts = new Map(
    ids.length === 0
      ? []
      : (await db.selectFrom('dataset_draft').selectAll().where('id', 'in', ids).execute()).map((row) => [
          row.id,
          draftOf(row),
        ]),
  )
  let told = 0
  for (const delivery of open) {
    const report = reportOf(delivery, drafts.get(delivery.draft_id ?? ''))
    if (isDeepStrictEqual(report, delivery.told ?? first)) continue
    told += 1
    await transact(db, (trx) => tell(services, trx, cityId, delivery, report))
  }
  if (told > 0) services.relay.nudge()
  return told
}

/** What a system knows before it was told anything. */
const first: DeliveryReport = { state: 'received' }

const ends: ReadonlySet<DeliveryReport['state']> = new Set(['published', 'refused', 'given-up'])

export function reportOf(
  delivery: { readonly state: 'waiting' | 'taken' | 'refused'; readonly refusal: string | null },
  draft: Draft | undefined,
): DeliveryReport {
  if (delivery.state === 'refused')
    return { state: 'refused', ...(delivery.refusal === null ? {} : { reason: delivery.refusal }) }
  if (delivery.state === 'waiting') return first
  if (draft === undefined || draft.state === 'discarded') return { state: 'given-up' }
  if (draft.state === 'matching') return { state: 'problems', reason: 'headers' }
  if (draft.fault !== undefined) return { state: 'problems', reason: String(JSON.parse(draft.fault).code) }
  if (draft.state === 'reading' || draft.task !== undefined) return { state: 'checking' }
  const { added = 0, changed = 0, removed = 0 } = draft.proposal?.changes ?? {}
  const changes = draft.proposal === undefined ? {} : { changes: { added, changed, removed } }
  const found = { rows: draft.rowCount, problems: problemsOf(draft), ...changes }
  if (draft.state === 'published') return { state: 'published', version: draft.baseNumber + 1, ...found }
  if (draft.state === 'proposed') return { state: 'awaiting-approval', ...found }
  return { state: errorsOf(draft.findings) > 0 ? 'problems' : 'checked', ...found }
}

const worst: Readonly<Record<Finding['level'], number>> = { error: 0, warning: 1, notice: 2 }

function problemsOf({ findings, definition }: Draft): NonNullable<DeliveryReport['problems']> {
  return findings
    .toSorted((a, b) => worst[a.level] - worst[b.level] || b.count - a.count)
    .slice(0, 100)
    .map(({ code, column, level, count }) => {
      const title = definition?.columns.find(({ id }) => id === column)?.title
      return { code, ...(title === undefined ? {} : { column: title }), level, count }
    })
}

async function tell(
  services: ZoneServices<'office'>,
  trx: Transaction<OfficeDb>,
  cityId: string,
  delivery: { readonly id: string; readonly dataset_id: string },
  report: DeliveryReport,
): Promise<void> {
  const at = services.clock.now()
  const { told_number } = await trx
    .updateTable('dataset_delivery')
    .set((eb) => ({
      told: JSON.stringify(report),
      told_end: ends.has(report.state),
      told_number: eb('told_number', '+', 1),
    }))
    .where('id', '=', delivery.id)
    .returning('told_number')
    .executeTakeFirstOrThrow()
  const payload: DatasetDeliveryNews = {
    kind: 'dataset-delivery-news',
    deliveryId: delivery.id,
    number: told_number,
    report,
    at: at.toISOString(),
  }
  await services.relay.send(trx as unknown as Transaction<unknown>, {
    kind: payload.kind,
    to: 'internet',
    cityId,
    procedureId: `dataset:${delivery.dataset_id}`.slice(0, 128),
    versionHash: '',
    receiptNumber: '',
    payload,
    arrivedAt: at,
  })
}
