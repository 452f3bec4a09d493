import type { Kysely } from 'kysely'
import type { InternetDb } from '../../../../platform/database/generated/internet.ts'
import type { ZoneServices } from '../../../../platform/services.ts'
import type { DeliveryReport } from '../../../exchange/index.ts'

export interface KeptDelivery {
  readonly deliveryId: string
  readonly datasetId: string
  readonly sha256: string
  readonly receivedAt: Date
  readonly changedAt: Date
  readonly report: DeliveryReport
}

/** One of a partner system's own deliveries of a dataset; undefined when it has none of this id. */
export async function findDelivery(
  services: ZoneServices,
  cityId: string,
  wanted: { readonly clientId: string; readonly datasetId: string; readonly deliveryId: string },
): Promise<KeptDelivery | undefined> {
  const row = await own(services.db.city<InternetDb>(cityId), wanted)
    .where('id', '=', wanted.deliveryId)
    .executeTakeFirst()
  return row && keptOf(row)
}

/** The newest delivery of a system for a dataset, when it is the same file and has not come to nothing: a request that is sent again. */
export async function sameDelivery(
  db: Kysely<InternetDb>,
  wanted: { readonly clientId: string; readonly datasetId: string; readonly sha256: string },
): Promise<KeptDelivery | undefined> {
  const row = await own(db, wanted).orderBy('received_at', 'desc').limit(1).executeTakeFirst()
  const ended = row?.state === 'refused' || row?.state === 'given-up'
  return row === undefined || ended || row.sha256 !== wanted.sha256 ? undefined : keptOf(row)
}

function own(
  db: Kysely<InternetDb>,
  { clientId, datasetId }: { readonly clientId: string; readonly datasetId: string },
) {
  return db
    .selectFrom('open_delivery')
    .select(['id', 'dataset_id', 'sha256', 'state', 'report', 'received_at', 'changed_at'])
    .where('client_id', '=', clientId)
    .where('dataset_id', '=', datasetId)
}

type Row = Awaited<ReturnType<ReturnType<typeof own>['executeTakeFirstOrThrow']>>

function keptOf(row: Row): KeptDelivery {
  return {
    deliveryId: row.id,
    datasetId: row.dataset_id,
    sha256: row.sha256,
    receivedAt: row.received_at,
    changedAt: row.changed_at,
    report: { state: row.state, ...(row.report as Omit<DeliveryReport, 'state'>) },
  }
}
