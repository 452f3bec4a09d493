import type { Transaction } from 'kysely'
import type { LogFacts } from '../log/log-facts.ts'
import { openEnvelope } from './envelope.ts'
import type { Delivery } from './relay.ts'
import type { RelayServices } from './routes.ts'
import { type ArrivedRow, lockNextArrived, markFailed, markHandled } from './store.ts'

export type Handler = (trx: Transaction<unknown>, delivery: Delivery) => Promise<void>

/** Waits before the second, third … attempt. After the last one the envelope is parked. */
export const RETRY_DELAYS_MS: readonly number[] = [200, 1000, 5000, 30_000]

export interface Pace {
  readonly retryDelaysMs: readonly number[]
  /** Waited for before each envelope. */
  readonly giveWay: () => Promise<void>
}

/** Handles what has arrived for one city, in order. Returns how many envelopes were handled. */
export async function handleArrived(
  services: RelayServices,
  cityId: string,
  handlers: ReadonlyMap<string, Handler>,
  pace: Pace,
): Promise<number> {
  let handled = 0
  for (;;) {
    await pace.giveWay()
    const outcome = await handleNext(services, cityId, handlers)
    if (outcome === 'nothing') return handled
    if (outcome === 'handled') handled++
    else await recordFailure(services, cityId, outcome, pace.retryDelaysMs)
  }
}

interface Failure {
  readonly row: ArrivedRow
  readonly error: unknown
}

/** The handler's rows and the mark that it ran are one transaction: both are there, or neither. */
async function handleNext(
  services: RelayServices,
  cityId: string,
  handlers: ReadonlyMap<string, Handler>,
): Promise<'nothing' | 'handled' | Failure> {
  let row: ArrivedRow | undefined
  try {
    return await services.db
      .city<unknown>(cityId)
      .transaction()
      .execute(async (trx) => {
        row = await lockNextArrived(trx)
        if (row === undefined) return 'nothing'
        const handler = handlers.get(row.kind)
        if (handler === undefined)
          throw new Error(`Nothing handles messages of the kind "${row.kind}" in the ${services.zone} zone.`)
        await handler(trx, openEnvelope(services, row))
        await markHandled(trx, row.envelopeId)
        return 'handled'
      })
  } catch (error) {
    if (row === undefined) throw error
    return { row, error }
  }
}

async function recordFailure(
  services: RelayServices,
  cityId: string,
  { row, error }: Failure,
  retryDelaysMs: readonly number[],
): Promise<void> {
  const retryInMs = retryDelaysMs[row.attempts] ?? null
  const facts = {
    zone: services.zone,
    city: cityId,
    envelopeId: row.envelopeId,
    kind: row.kind,
    attempt: row.attempts + 1,
    error,
  } satisfies LogFacts
  if (retryInMs === null) services.log.error('relay.parked', facts)
  else services.log.warn('relay.handler-failed', facts)
  await markFailed(services.db.city<unknown>(cityId), row.envelopeId, faultCode(error), retryInMs)
}

/** A name or SQL state; never a message, which might quote what was in the envelope. */
function faultCode(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}
