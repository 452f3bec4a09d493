import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { EventRecord, TreeHead } from './entry.ts'
import type { PlacedHash } from './growing-tree.ts'
import type { NodePlace } from './merkle.ts'

/** All SQL of the evidence. Moments and codes are read as the text that PostgreSQL makes of them: that text is hashed. */

const moment = (column: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

const eventColumns = sql`e.stream, e.stream_id, e.number, e.type, e.actor_kind, e.actor_id, e.actor_on_behalf_of, e.actor_role,
  ${moment('e.at')} as at, ${moment('e.recorded_at')} as recorded_at, e.codes::text as codes, e.payload_hash`

export interface EventRow {
  readonly stream: string
  readonly stream_id: string
  readonly number: number
  readonly type: string
  readonly actor_kind: string
  readonly actor_id: string
  readonly actor_on_behalf_of: string | null
  readonly actor_role: string | null
  readonly at: string
  readonly recorded_at: string
  readonly codes: string
  readonly payload_hash: Buffer | null
}

export function toRecord(row: EventRow): EventRecord {
  return {
    stream: row.stream,
    streamId: row.stream_id,
    number: row.number,
    type: row.type,
    actor: [row.actor_kind, row.actor_id, row.actor_on_behalf_of, row.actor_role],
    at: row.at,
    recordedAt: row.recorded_at,
    codes: row.codes,
    payloadHash: row.payload_hash?.toString('hex') ?? null,
  }
}

/** Only one sequencer of a zone and city works at a time; the lock goes with the transaction. */
export async function tryLockSequencer<DB>(trx: Kysely<DB>): Promise<boolean> {
  const { rows } = await sql<{ locked: boolean }>`select pg_try_advisory_xact_lock(
    hashtextextended(current_schema() || '/' || current_tenant() || '/sequencer', 0)) as locked`.execute(trx)
  return rows[0]?.locked === true
}

/** The cities with events that wait for the tree. For the system role: one look for all cities. */
export async function listCitiesPending<DB>(db: Kysely<DB>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ city: string }>`select distinct tenant_id as city from event_pending`.execute(db)
  return new Set(rows.map(({ city }) => city))
}

/** What waits for the tree in these cities together. For the system role: one look for all of them. */
export async function countPendingOf<DB>(
  db: Kysely<DB>,
  cityIds: readonly string[],
): Promise<{ count: number; oldestAt: Date | null }> {
  const { rows } = await sql<{ count: number; oldestAt: Date | null }>`
    select count(*) as count, min(recorded_at) as "oldestAt" from event_pending
    where tenant_id = any(${cityIds})`.execute(db)
  return rows[0] ?? { count: 0, oldestAt: null }
}

export async function listPending<DB>(
  trx: Kysely<DB>,
  limit: number,
): Promise<readonly (EventRow & { ordinal: number })[]> {
  const { rows } = await sql<EventRow & { ordinal: number }>`select p.ordinal, ${eventColumns}
    from (select * from event_pending where tenant_id = current_tenant() order by ordinal limit ${limit}) p
    join event e on e.tenant_id = current_tenant() and e.stream = p.stream and e.stream_id = p.stream_id and e.number = p.number
    order by p.ordinal`.execute(trx)
  return rows
}

export async function removePending<DB>(trx: Kysely<DB>, ordinals: readonly number[]): Promise<void> {
  await sql`delete from event_pending where tenant_id = current_tenant() and ordinal = any(${ordinals}::bigint[])`.execute(
    trx,
  )
}

interface HeadRow {
  readonly size: number
  readonly root: Buffer
  readonly previous_size: number
  readonly at: Date
  readonly key_id: string
  readonly signature: Buffer
}

export function toHead(row: HeadRow): TreeHead {
  return {
    size: row.size,
    root: row.root.toString('hex'),
    previousSize: row.previous_size,
    at: row.at.toISOString(),
    keyId: row.key_id,
    signature: row.signature.toString('base64'),
  }
}

/** Undefined before the first event. */
export async function findLatestHead<DB>(db: Kysely<DB>): Promise<TreeHead | undefined> {
  const { rows } = await sql<HeadRow>`select size, root, previous_size, at, key_id, signature from tree_head
    where tenant_id = current_tenant() order by size desc limit 1`.execute(db)
  return rows[0] === undefined ? undefined : toHead(rows[0])
}

export async function listHeads<DB>(db: Kysely<DB>, after: number, limit: number): Promise<readonly TreeHead[]> {
  const { rows } = await sql<HeadRow>`select size, root, previous_size, at, key_id, signature from tree_head
    where tenant_id = current_tenant() and size > ${after} order by size limit ${limit}`.execute(db)
  return rows.map(toHead)
}

export async function insertHead<DB>(trx: Kysely<DB>, head: TreeHead): Promise<void> {
  await sql`insert into tree_head (size, root, previous_size, at, key_id, signature) values (${head.size},
    ${Buffer.from(head.root, 'hex')}, ${head.previousSize}, ${head.at}::timestamptz, ${head.keyId}, ${Buffer.from(head.signature, 'base64')})`.execute(
    trx,
  )
}

export interface NewLeaf {
  readonly position: number
  readonly stream: string
  readonly streamId: string
  readonly number: number
  readonly hash: Buffer
}

export async function insertLeaves<DB>(
  trx: Kysely<DB>,
  leaves: readonly NewLeaf[],
  nodes: readonly PlacedHash[],
): Promise<void> {
  await sql`insert into event_leaf (position, stream, stream_id, number, hash) select * from unnest(
    ${leaves.map((leaf) => leaf.position)}::bigint[], ${leaves.map((leaf) => leaf.stream)}::text[],
    ${leaves.map((leaf) => leaf.streamId)}::text[], ${leaves.map((leaf) => leaf.number)}::integer[],
    ${leaves.map((leaf) => leaf.hash)}::bytea[])`.execute(trx)
  if (nodes.length === 0) return
  await sql`insert into tree_node (level, index, hash) select * from unnest(${nodes.map((node) => node.level)}::integer[],
    ${nodes.map((node) => node.index)}::bigint[], ${nodes.map((node) => node.hash)}::bytea[])`.execute(trx)
}

/** Hashes of complete subtrees in the order asked, leaves among them; null for one that is missing. */
export async function findNodes<DB>(db: Kysely<DB>, places: readonly NodePlace[]): Promise<readonly (Buffer | null)[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ hash: Buffer | null }>`
    select case when w.level = 0
      then (select hash from event_leaf where tenant_id = current_tenant() and position = w.index)
      else (select hash from tree_node n where n.tenant_id = current_tenant() and n.level = w.level and n.index = w.index) end as hash
    from unnest(${places.map((place) => place.level)}::integer[], ${places.map((place) => place.index)}::bigint[])
      with ordinality as w (level, index, place) order by w.place`.execute(db)
  return rows.map(({ hash }) => hash)
}

/** The same; throws when one is missing: the tree is then damaged. */
export async function readNodes<DB>(db: Kysely<DB>, places: readonly NodePlace[]): Promise<readonly Buffer[]> {
  return (await findNodes(db, places)).map((hash, at) => {
    if (hash === null) throw new Error(`The evidence tree lacks the node ${JSON.stringify(places[at])}.`)
    return hash
  })
}

export interface EntryRow {
  readonly position: number
  readonly leaf: { readonly stream: string; readonly streamId: string; readonly number: number; readonly hash: Buffer }
  /** Null when the event of this leaf is gone. */
  readonly event: EventRecord | null
  readonly box: Buffer | null
}

/** Leaves with their events, by position. */
export async function listEntries<DB>(db: Kysely<DB>, from: number, limit: number): Promise<readonly EntryRow[]> {
  const { rows } = await sql<
    EventRow & {
      position: number
      leaf_stream: string
      leaf_stream_id: string
      leaf_number: number
      hash: Buffer
      present: boolean
      box: Buffer | null
    }
  >`select l.position, l.stream as leaf_stream, l.stream_id as leaf_stream_id, l.number as leaf_number, l.hash,
      e.tenant_id is not null as present, ${eventColumns}, p.box
    from event_leaf l
    left join event e on e.tenant_id = l.tenant_id and e.stream = l.stream and e.stream_id = l.stream_id and e.number = l.number
    left join event_payload p on p.tenant_id = l.tenant_id and p.stream = l.stream and p.stream_id = l.stream_id and p.number = l.number
    where l.tenant_id = current_tenant() and l.position >= ${from} order by l.position limit ${limit}`.execute(db)
  return rows.map((row) => ({
    position: row.position,
    leaf: { stream: row.leaf_stream, streamId: row.leaf_stream_id, number: row.leaf_number, hash: row.hash },
    event: row.present ? toRecord(row) : null,
    box: row.box,
  }))
}

/** Events without a leaf that don't wait for one either: nobody but a forger leaves those. */
export async function listStrayEvents<DB>(
  db: Kysely<DB>,
  limit: number,
): Promise<readonly { stream: string; streamId: string; number: number }[]> {
  const { rows } = await sql<{
    stream: string
    streamId: string
    number: number
  }>`select e.stream, e.stream_id as "streamId", e.number from event e
    where e.tenant_id = current_tenant()
      and not exists (select from event_leaf l where l.tenant_id = e.tenant_id and l.stream = e.stream and l.stream_id = e.stream_id and l.number = e.number)
      and not exists (select from event_pending p where p.tenant_id = e.tenant_id and p.stream = e.stream and p.stream_id = e.stream_id and p.number = e.number)
    limit ${limit}`.execute(db)
  return rows
}

/** Waiting rows whose event is gone, or is in the tree already. */
export async function listStrayPending<DB>(
  db: Kysely<DB>,
  limit: number,
): Promise<readonly { stream: string; streamId: string; number: number }[]> {
  const { rows } = await sql<{
    stream: string
    streamId: string
    number: number
  }>`select p.stream, p.stream_id as "streamId", p.number from event_pending p
    where p.tenant_id = current_tenant()
      and (not exists (select from event e where e.tenant_id = p.tenant_id and e.stream = p.stream and e.stream_id = p.stream_id and e.number = p.number)
        or exists (select from event_leaf l where l.tenant_id = p.tenant_id and l.stream = p.stream and l.stream_id = p.stream_id and l.number = p.number))
    limit ${limit}`.execute(db)
  return rows
}

export async function countPending<DB>(db: Kysely<DB>): Promise<{ count: number; oldestAt: Date | null }> {
  const { rows } = await sql<{
    count: number
    oldestAt: Date | null
  }>`select count(*) as count, min(recorded_at) as "oldestAt"
    from event_pending where tenant_id = current_tenant()`.execute(db)
  return rows[0] ?? { count: 0, oldestAt: null }
}

/** The stored hashes of inner nodes, for the verifier to compare with what it computed. */
export async function findStoredNodes<DB>(
  db: Kysely<DB>,
  places: readonly NodePlace[],
): Promise<readonly (Buffer | null)[]> {
  if (places.length === 0) return []
  const { rows } = await sql<{ hash: Buffer | null }>`select n.hash
    from unnest(${places.map((place) => place.level)}::integer[], ${places.map((place) => place.index)}::bigint[])
      with ordinality as w (level, index, place)
    left join tree_node n on n.tenant_id = current_tenant() and n.level = w.level and n.index = w.index
    order by w.place`.execute(db)
  return rows.map(({ hash }) => hash)
}

/** Nodes over leaves that are not there. */
export async function listStrayNodes<DB>(db: Kysely<DB>, size: number, limit: number): Promise<readonly NodePlace[]> {
  const { rows } = await sql<NodePlace>`select level, index from tree_node where tenant_id = current_tenant()
    and (level > 50 or (index + 1) * (2::numeric ^ level) > ${size}) limit ${limit}`.execute(db)
  return rows
}

/** The events of one stream by number, with their leaves as far as they are in the tree. */
export async function listStreamEvents<DB>(
  db: Kysely<DB>,
  stream: string,
  streamId: string,
): Promise<readonly { event: EventRecord; leaf: { position: number } | null }[]> {
  const { rows } = await sql<EventRow & { position: number | null }>`select ${eventColumns}, l.position
    from event e left join event_leaf l
      on l.tenant_id = e.tenant_id and l.stream = e.stream and l.stream_id = e.stream_id and l.number = e.number
    where e.tenant_id = current_tenant() and e.stream = ${stream} and e.stream_id = ${streamId} order by e.number`.execute(
    db,
  )
  return rows.map((row) => ({ event: toRecord(row), leaf: row.position === null ? null : { position: row.position } }))
}
