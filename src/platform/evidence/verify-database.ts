import type { Kysely } from 'kysely'
import type { ZoneServices } from '../services.ts'
import { payloadMatches } from './append-event.ts'
import {
  countPending,
  type EntryRow,
  findStoredNodes,
  listEntries,
  listHeads,
  listStrayEvents,
  listStrayNodes,
  listStrayPending,
} from './store.ts'
import { type Entry, type EvidenceItem, type Verdict, verifyItems } from './verify.ts'
import { type HeadWitness, recallHead } from './witness.ts'

const PAGE = 1000
const STRAY_LIMIT = 100
const STALLED_AFTER_MS = 60_000

export interface VerifyDatabaseOptions {
  readonly witness?: HeadWitness
  /** A head from elsewhere, for instance printed: `{ size, root }` (hex). */
  readonly knownHeads?: readonly { readonly size: number; readonly root: string }[]
  progress?(checked: number): void
}

/** Proves the evidence of one city in this zone against its events, payloads, signed heads and the witness. */
export async function verifyEvidence(
  services: Pick<ZoneServices, 'zone' | 'db' | 'keys'>,
  cityId: string,
  options: VerifyDatabaseOptions = {},
): Promise<Verdict> {
  // The witness first: it is never ahead of the database, so what is read afterwards has to contain it.
  const witnessed = options.witness === undefined ? undefined : await recallHead(options.witness, services.zone, cityId)
  const knownHeads = [...(options.knownHeads ?? []), ...(witnessed === undefined ? [] : [witnessed])]
  return services.db
    .city<unknown>(cityId)
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute((trx) => verifyWithin(trx, services, cityId, { ...options, knownHeads }))
}

/** The same within a transaction at hand, which has to see one consistent state. The witness is not asked. */
export function verifyWithin(
  trx: Kysely<unknown>,
  services: Pick<ZoneServices, 'zone' | 'keys'>,
  cityId: string,
  options: Pick<VerifyDatabaseOptions, 'knownHeads' | 'progress'>,
): Promise<Verdict> {
  return verifyItems(readItems(trx, services, cityId), {
    zone: services.zone,
    cityId,
    knownHeads: options.knownHeads ?? [],
    verifySignature: (message, keyId, signature) =>
      services.keys.verify(services.zone, cityId, message, keyId, signature),
    storedNodes: (nodes) => findStoredNodes(trx, nodes),
    ...(options.progress === undefined ? {} : { progress: options.progress }),
  })
}

async function* readItems(
  trx: Kysely<unknown>,
  services: Pick<ZoneServices, 'keys'>,
  cityId: string,
): AsyncGenerator<EvidenceItem> {
  const scope = { keys: services.keys, cityId }
  let position = 0
  for await (const item of inTreeOrder(trx)) {
    if ('head' in item) {
      yield item
      continue
    }
    position = item.row.position + 1
    yield {
      entry: toEntry(item.row, (hash, box) =>
        payloadMatches(scope, item.row.leaf.stream, item.row.leaf.streamId, hash, box),
      ),
    }
  }
  yield* strays(trx, position)
}

/** Entries and heads as they lie in the database, each head after the last entry that it counts. */
export async function* inTreeOrder(
  trx: Kysely<unknown>,
): AsyncGenerator<{ readonly row: EntryRow } | Extract<EvidenceItem, { head: unknown }>> {
  const rows = entriesFrom(trx)
  let next = await rows.next()
  for await (const head of allHeads(trx)) {
    while (!next.done && next.value.position < head.size) {
      yield { row: next.value }
      next = await rows.next()
    }
    yield { head }
  }
  for (; !next.done; next = await rows.next()) yield { row: next.value }
}

async function* entriesFrom(trx: Kysely<unknown>): AsyncGenerator<EntryRow, undefined> {
  for (let from = 0; ; ) {
    const rows = await listEntries(trx, from, PAGE)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    from = last.position + 1
  }
}

async function* allHeads(trx: Kysely<unknown>) {
  for (let after = 0; ; ) {
    const heads = await listHeads(trx, after, PAGE)
    yield* heads
    const last = heads.at(-1)
    if (last === undefined || heads.length < PAGE) return
    after = last.size
  }
}

function toEntry(row: EntryRow, matches: (hash: Buffer, box: Buffer) => boolean): Entry {
  const hash = row.event?.payloadHash
  const payload =
    row.box === null ? 'absent' : hash != null && matches(Buffer.from(hash, 'hex'), row.box) ? 'matches' : 'differs'
  return { position: row.position, leaf: row.leaf, event: row.event, payload }
}

/** What lies beside the tree and should not. */
async function* strays(trx: Kysely<unknown>, size: number): AsyncGenerator<EvidenceItem> {
  for (const stray of await listStrayEvents(trx, STRAY_LIMIT)) yield { finding: { kind: 'event-inserted', ...stray } }
  for (const stray of await listStrayPending(trx, STRAY_LIMIT)) yield { finding: { kind: 'event-stalled', ...stray } }
  for (const { level, index } of await listStrayNodes(trx, size, STRAY_LIMIT)) {
    yield { finding: { kind: 'node-changed', positions: [index * 2 ** level, (index + 1) * 2 ** level] } }
  }
  const { oldestAt } = await countPending(trx)
  if (oldestAt !== null && Date.now() - oldestAt.getTime() > STALLED_AFTER_MS)
    yield { finding: { kind: 'event-stalled' } }
}
