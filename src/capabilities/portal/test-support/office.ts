import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import { cityDb } from '../shared/portal.ts'
import type { TestPortal } from './app.ts'

/** Which application a message of the office is about. */
export interface Addressee {
  readonly number: string
  readonly procedureId: string
  readonly versionHash: string
}

/** Delivers a message as if the office had sent it. */
export async function deliverFromOffice(
  portal: TestPortal,
  { number, procedureId, versionHash }: Addressee,
  kind: string,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const header = {
    envelopeId: randomUUID(),
    kind,
    from: 'office' as const,
    to: 'internet' as const,
    cityId: 'yanai',
    procedureId,
    versionHash,
    receiptNumber: number,
    arrivedAt: '2026-11-24T00:00:00.000Z',
    payloadHash: '0'.repeat(64),
    files: [],
  }
  await cityDb(portal.portal, 'yanai')
    .transaction()
    .execute((trx) =>
      portal.services.relay.deliver(trx as unknown as Transaction<unknown>, {
        header,
        payload: { kind, receiptNumber: number, ...payload },
      }),
    )
}
