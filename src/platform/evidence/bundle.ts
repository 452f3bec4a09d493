import { z } from 'zod'
import type { PublicFile } from '../keys/ring-file.ts'
import { verifyDetached } from '../keys/verify-detached.ts'
import { parseJson } from '../parse-json.ts'
import type { ZoneServices } from '../services.ts'
import { zones } from '../zone.ts'
import { type EvidenceItem, type Verdict, verifyItems } from './verify.ts'
import { inTreeOrder } from './verify-database.ts'

/**
 * The evidence of one city as lines of JSON: events without their payloads, leaves and signed heads. It can be checked
 * anywhere, without database and without secrets; the public keys come another way.
 */

const event = z.strictObject({
  stream: z.string(),
  streamId: z.string(),
  number: z.int(),
  type: z.string(),
  actor: z.tuple([z.string(), z.string(), z.string().nullable(), z.string().nullable()]),
  at: z.string(),
  recordedAt: z.string(),
  codes: z.string(),
  payloadHash: z.string().nullable(),
})

const firstLine = z.strictObject({
  yanagi: z.literal('evidence-1'),
  zone: z.enum(zones),
  cityId: z.string(),
  exportedAt: z.string(),
})
const line = z.union([
  z.strictObject({
    position: z.int().min(0),
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    event: event.nullable(),
    at: z.tuple([z.string(), z.string(), z.int()]),
  }),
  z.strictObject({
    head: z.strictObject({
      size: z.int(),
      root: z.string(),
      previousSize: z.int(),
      at: z.string(),
      keyId: z.string(),
      signature: z.string(),
    }),
  }),
  z.strictObject({ end: z.strictObject({ lines: z.int() }) }),
])

/** Streams the bundle, one line at a time, from one consistent view of the database. Each line ends with a newline. */
export async function exportEvidence(
  services: Pick<ZoneServices, 'zone' | 'db'>,
  cityId: string,
  now: Date,
  write: (line: string) => Promise<void>,
): Promise<void> {
  await services.db
    .city<unknown>(cityId)
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      let lines = 0
      const put = (value: unknown) => {
        lines++
        return write(`${JSON.stringify(value)}\n`)
      }
      await put({ yanagi: 'evidence-1', zone: services.zone, cityId, exportedAt: now.toISOString() })
      for await (const item of inTreeOrder(trx)) {
        if ('head' in item) await put({ head: item.head })
        else {
          const { position, leaf } = item.row
          await put({
            position,
            hash: leaf.hash.toString('hex'),
            event: item.row.event,
            at: [leaf.stream, leaf.streamId, leaf.number],
          })
        }
      }
      await put({ end: { lines } })
    })
}

export interface BundleOptions {
  /** The public keys of the zone, received another way than the bundle. */
  readonly publicKeys: PublicFile
  /** A head known from elsewhere, for instance printed. */
  readonly knownHeads?: readonly { readonly size: number; readonly root: string }[]
}

export type BundleVerdict =
  | { readonly readable: true; readonly verdict: Verdict }
  | { readonly readable: false; readonly line: number }

/** Checks a bundle offline. `readable: false` names the first line that is not of a bundle. */
export async function verifyBundle(lines: AsyncIterable<string>, options: BundleOptions): Promise<BundleVerdict> {
  const reader = lines[Symbol.asyncIterator]()
  const head = firstLine.safeParse(parseJson((await reader.next()).value ?? ''))
  if (!head.success || head.data.zone !== options.publicKeys.zone) return { readable: false, line: 1 }
  const { zone, cityId } = head.data
  const keys = options.publicKeys.cities[cityId]?.sign ?? []
  const items = new BundleItems(reader)
  const verdict = await verifyItems(items.read(), {
    zone,
    cityId,
    knownHeads: options.knownHeads ?? [],
    verifySignature: (message, keyId, signature) => {
      const key = keys.find(({ id }) => id === keyId)
      return key !== undefined && verifyDetached(Buffer.from(key.publicKey, 'base64'), message, signature)
    },
  })
  return items.badLine === undefined ? { readable: true, verdict } : { readable: false, line: items.badLine }
}

class BundleItems {
  badLine: number | undefined
  readonly #reader: AsyncIterator<string>

  constructor(reader: AsyncIterator<string>) {
    this.#reader = reader
  }

  async *read(): AsyncGenerator<EvidenceItem> {
    let number = 1
    let size = 0
    for (let next = await this.#reader.next(); !next.done; next = await this.#reader.next()) {
      if (next.value === '') continue
      number++
      const parsed = line.safeParse(parseJson(next.value))
      if (!parsed.success) {
        this.badLine = number
        return
      }
      const item = parsed.data
      if ('end' in item) {
        if (item.end.lines !== number - 1) yield { finding: { kind: 'truncated', positions: [size, size] } }
        return
      }
      if ('head' in item) yield { head: item.head }
      else {
        size = item.position + 1
        const [stream, streamId, count] = item.at
        const leaf = { stream, streamId, number: count, hash: Buffer.from(item.hash, 'hex') }
        yield { entry: { position: item.position, leaf, event: item.event, payload: 'unknown' } }
      }
    }
    yield { finding: { kind: 'truncated', positions: [size, size] } }
  }
}
