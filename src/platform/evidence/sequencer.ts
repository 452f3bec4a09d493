import type { Kysely } from 'kysely'
import { every, type Repeating } from '../jobs/every.ts'
import type { ZoneServices } from '../services.ts'
import { eventLeafHash, headMessage, type TreeHead } from './entry.ts'
import { GrowingTree, type PlacedHash } from './growing-tree.ts'
import { coverage } from './merkle.ts'
import {
  findLatestHead,
  insertHead,
  insertLeaves,
  listCitiesPending,
  listPending,
  type NewLeaf,
  readNodes,
  removePending,
  toRecord,
  tryLockSequencer,
} from './store.ts'
import { type HeadWitness, rememberHead } from './witness.ts'

const BATCH = 1000
/** A head is at most a second behind its events; looking twice a second leaves room for the work itself. */
const LOOK_EVERY_MS = 500

export type SequencerServices = Pick<ZoneServices, 'zone' | 'db' | 'keys' | 'log' | 'cities'>

export interface SequencerOptions {
  /** Where the last head of each city is kept outside the database: a rolled-back database is then noticed. */
  readonly witness?: HeadWitness
  readonly lookEveryMs?: number
}

export interface Sequencer {
  /** Puts everything that waits into the trees, then keeps looking. Await it before serving anybody. */
  start(): Promise<void>
  stop(): Promise<void>
  /** One round now. Returns how many events were put into trees. */
  run(): Promise<number>
}

/** Puts new events of every city into the zone's trees and signs the heads. Many may run; one works at a time. */
export function createSequencer(services: SequencerServices, options: SequencerOptions = {}): Sequencer {
  let work: Repeating | undefined
  let running: Promise<number> | undefined
  const run = (): Promise<number> => {
    running ??= sequenceAll(services, options).finally(() => {
      running = undefined
    })
    return running
  }
  return {
    run,
    start: async () => {
      await run()
      const pauseMs = options.lookEveryMs ?? LOOK_EVERY_MS
      const turn = async () => {
        await run()
        return { more: false }
      }
      // Never slower after a fault: one city whose tree can't go on must not make the heads of the others late.
      work = every(`evidence ${services.zone}`, pauseMs, services.log, turn, pauseMs)
    },
    stop: async () => {
      await work?.stop()
      await running?.catch(() => 0)
    },
  }
}

async function sequenceAll(services: SequencerServices, options: SequencerOptions): Promise<number> {
  let total = 0
  let failure: unknown
  const pending = await listCitiesPending(services.db.system<unknown>('which cities have events to sequence'))
  for (const city of services.cities) {
    if (!pending.has(city.id)) continue
    try {
      for (;;) {
        const count = await sequenceCity(services, city.id, options.witness)
        total += count
        if (count < BATCH) break
      }
    } catch (error) {
      // One city's trouble must not stop the evidence of the others.
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
  return total
}

/** One batch of one city: leaves, nodes and signed head come into being together or not at all. */
async function sequenceCity(
  services: SequencerServices,
  cityId: string,
  witness: HeadWitness | undefined,
): Promise<number> {
  const done = await services.db
    .city<unknown>(cityId)
    .transaction()
    .execute(async (trx) => {
      if (!(await tryLockSequencer(trx))) return undefined
      return appendBatch(trx, services, cityId)
    })
  if (done === undefined) return 0
  if (witness !== undefined) await rememberHead(witness, services.zone, cityId, done.head)
  return done.count
}

async function appendBatch(
  trx: Kysely<unknown>,
  services: SequencerServices,
  cityId: string,
): Promise<{ head: TreeHead; count: number } | undefined> {
  const pending = await listPending(trx, BATCH)
  if (pending.length === 0) return undefined
  const before = await findLatestHead(trx)
  const tree = await openTree(trx, before)
  const leaves: NewLeaf[] = []
  const nodes: PlacedHash[] = []
  for (const row of pending) {
    const event = toRecord(row)
    const hash = eventLeafHash(services.zone, cityId, event)
    leaves.push({ position: tree.size, stream: event.stream, streamId: event.streamId, number: event.number, hash })
    nodes.push(...tree.append(hash))
  }
  const open = {
    size: tree.size,
    root: tree.root().toString('hex'),
    previousSize: before?.size ?? 0,
    // The moment of a head is real time: a head may not be dated by a rehearsal's clock.
    at: new Date().toISOString(),
  }
  const { keyId, signature } = services.keys.sign(cityId, headMessage(services.zone, cityId, open))
  const head = { ...open, keyId, signature: signature.toString('base64') }
  await insertLeaves(trx, leaves, nodes)
  await insertHead(trx, head)
  await removePending(
    trx,
    pending.map((row) => row.ordinal),
  )
  return { head, count: pending.length }
}

/** Refuses to build upon a tree that no longer has the root that was signed. */
async function openTree(trx: Kysely<unknown>, head: TreeHead | undefined): Promise<GrowingTree> {
  if (head === undefined) return new GrowingTree()
  const places = coverage(0, head.size)
  const hashes = await readNodes(trx, places)
  const tree = new GrowingTree(
    head.size,
    places.map(({ level }, at) => ({ level, hash: hashes[at] ?? Buffer.alloc(32) })),
  )
  if (tree.root().toString('hex') !== head.root) {
    throw new Error(`The evidence tree at size ${head.size} differs from its signed head: run "yanagi audit verify".`)
  }
  return tree
}
