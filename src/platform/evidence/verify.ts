import type { Zone } from '../zone.ts'
import { type EventRecord, eventLeafHash, headMessage, type TreeHead } from './entry.ts'
import { GrowingTree, type PlacedHash } from './growing-tree.ts'

/** What can be wrong with evidence. Each says where it is, as narrowly as it can be known. */
export type FindingKind =
  /** The event's row no longer gives the hash of its leaf. */
  | 'event-changed'
  /** A leaf without its event. */
  | 'event-removed'
  /** An event outside the tree that does not wait for it either. */
  | 'event-inserted'
  /** Waiting for the tree for more than a minute, or waiting without being there. */
  | 'event-stalled'
  /** A hole in the positions. */
  | 'leaf-removed'
  /** Leaves after the last signed head. */
  | 'leaf-inserted'
  /** The leaves of this range do not give the signed root: changed, exchanged or put in between. */
  | 'leaves-differ'
  | 'node-changed'
  | 'head-forged'
  /** The chain of heads has a hole. */
  | 'head-removed'
  /** A signed head counts more leaves than there are. */
  | 'truncated'
  /** A head known from outside the database is not, or no longer, in it. */
  | 'rolled-back'
  | 'payload-changed'
  /** Gone, and the stream does not say that it was erased. */
  | 'payload-removed'

export interface Finding {
  readonly kind: FindingKind
  readonly stream?: string
  readonly streamId?: string
  readonly number?: number
  /** Positions in the tree, from and up to (not included). */
  readonly positions?: readonly [from: number, to: number]
}

export interface Entry {
  readonly position: number
  readonly leaf: { readonly stream: string; readonly streamId: string; readonly number: number; readonly hash: Buffer }
  readonly event: EventRecord | null
  /** `unknown` where payloads can't be looked into (a bundle). */
  readonly payload: 'matches' | 'differs' | 'absent' | 'unknown'
}

/** Entries by position; each head after the last entry that it counts. */
export type EvidenceItem = { readonly entry: Entry } | { readonly head: TreeHead } | { readonly finding: Finding }

export interface VerifyOptions {
  readonly zone: Zone
  readonly cityId: string
  /** Heads known from outside: the witness of this installation, one printed in a paper. */
  readonly knownHeads: readonly Pick<TreeHead, 'size' | 'root'>[]
  verifySignature(message: Buffer, keyId: string, signature: Buffer): boolean
  /** The stored hashes of these inner nodes, null for a missing one. Left out where there are none to compare. */
  storedNodes?(nodes: readonly PlacedHash[]): Promise<readonly (Buffer | null)[]>
  /** Called now and then with the number of events checked. */
  progress?(checked: number): void
}

export interface Verdict {
  readonly ok: boolean
  readonly zone: Zone
  readonly cityId: string
  readonly events: number
  readonly heads: number
  readonly latest?: TreeHead
  readonly findings: readonly Finding[]
}

/** More than this many findings say nothing more; the first ones tell where to look. */
const ENOUGH = 1000
const NODE_BATCH = 2000

/** Walks the evidence once, in the order of the tree, and needs memory for the edge of the tree only. */
export async function verifyItems(items: AsyncIterable<EvidenceItem>, options: VerifyOptions): Promise<Verdict> {
  const walk = new Walk(options)
  for await (const item of items) {
    if ('entry' in item) walk.entry(item.entry)
    else if ('head' in item) walk.head(item.head)
    else walk.found(item.finding)
    if (walk.nodes.length >= NODE_BATCH) await walk.compareNodes()
  }
  return walk.finish()
}

class Walk {
  readonly nodes: PlacedHash[] = []
  readonly #options: VerifyOptions
  readonly #findings: Finding[] = []
  readonly #tree = new GrowingTree()
  readonly #known: Pick<TreeHead, 'size' | 'root'>[]
  /** Streams whose payloads are gone without (so far) an event that says so. */
  readonly #gone = new Map<string, Finding>()
  #position = 0
  #intact = true
  #heads = 0
  #latest: TreeHead | undefined

  constructor(options: VerifyOptions) {
    this.#options = options
    this.#known = [...options.knownHeads].sort((a, b) => a.size - b.size)
  }

  found(finding: Finding): void {
    if (this.#findings.length < ENOUGH) this.#findings.push(finding)
  }

  entry(entry: Entry): void {
    if (entry.position !== this.#position) {
      this.found({ kind: 'leaf-removed', positions: [this.#position, entry.position] })
      this.#intact = false
      this.#position = entry.position
    }
    const at: Omit<Finding, 'kind'> = {
      stream: entry.leaf.stream,
      streamId: entry.leaf.streamId,
      number: entry.leaf.number,
      positions: [entry.position, entry.position + 1],
    }
    if (entry.event === null) this.found({ kind: 'event-removed', ...at })
    else this.#event(entry.event, entry, at)
    this.#position++
    this.nodes.push(...this.#tree.append(entry.leaf.hash))
    this.#compareKnown()
    if (this.#position % 10_000 === 0) this.#options.progress?.(this.#position)
  }

  head(head: TreeHead): void {
    this.#heads++
    const { zone, cityId, verifySignature } = this.#options
    const before = this.#latest?.size ?? 0
    if (!verifySignature(headMessage(zone, cityId, head), head.keyId, Buffer.from(head.signature, 'base64'))) {
      this.found({ kind: 'head-forged', positions: [before, head.size] })
    }
    if (head.previousSize !== before) this.found({ kind: 'head-removed', positions: [before, head.size] })
    if (head.size > this.#position) this.found({ kind: 'truncated', positions: [this.#position, head.size] })
    else if (this.#intact && this.#tree.root().toString('hex') !== head.root) {
      this.found({ kind: 'leaves-differ', positions: [before, head.size] })
      // Everything after it stands on other ground; the first place is the one to look at.
      this.#intact = false
    }
    this.#latest = head
  }

  async compareNodes(): Promise<void> {
    const nodes = this.nodes.splice(0)
    if (this.#options.storedNodes === undefined || !this.#intact) return
    const stored = await this.#options.storedNodes(nodes)
    nodes.forEach((node, at) => {
      if (stored[at]?.equals(node.hash) === true) return
      this.found({
        kind: 'node-changed',
        positions: [node.index * 2 ** node.level, (node.index + 1) * 2 ** node.level],
      })
    })
  }

  async finish(): Promise<Verdict> {
    await this.compareNodes()
    const signed = this.#latest?.size ?? 0
    if (this.#position > signed) this.found({ kind: 'leaf-inserted', positions: [signed, this.#position] })
    for (const known of this.#known) this.found({ kind: 'rolled-back', positions: [this.#position, known.size] })
    for (const finding of this.#gone.values()) this.found(finding)
    const { zone, cityId } = this.#options
    return {
      ok: this.#findings.length === 0,
      zone,
      cityId,
      events: this.#position,
      heads: this.#heads,
      ...(this.#latest === undefined ? {} : { latest: this.#latest }),
      findings: this.#findings,
    }
  }

  #event(event: EventRecord, entry: Entry, at: Omit<Finding, 'kind'>): void {
    const { zone, cityId } = this.#options
    const { stream, streamId, number, hash } = entry.leaf
    const isOwn = event.stream === stream && event.streamId === streamId && event.number === number
    if (!isOwn || !eventLeafHash(zone, cityId, event).equals(hash)) this.found({ kind: 'event-changed', ...at })
    const key = JSON.stringify([event.stream, event.streamId])
    if (event.type === 'payloads-erased') this.#gone.delete(key)
    if (event.payloadHash !== null) {
      if (entry.payload === 'differs') this.found({ kind: 'payload-changed', ...at })
      if (entry.payload === 'absent' && !this.#gone.has(key)) this.#gone.set(key, { kind: 'payload-removed', ...at })
    } else if (entry.payload !== 'absent' && entry.payload !== 'unknown') this.found({ kind: 'payload-changed', ...at })
  }

  #compareKnown(): void {
    while (this.#known[0] !== undefined && this.#known[0].size === this.#position) {
      const known = this.#known.shift()
      if (this.#intact && known !== undefined && this.#tree.root().toString('hex') !== known.root) {
        this.found({ kind: 'rolled-back', positions: [0, known.size] })
      }
    }
  }
}
