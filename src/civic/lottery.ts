import { createHash } from 'node:crypto'

/**
 * A draw that anybody can repeat. A secret of 32 random bytes is committed to before entries close, the frozen list of
 * entries is published at closing, and the secret is revealed with the result.
 */

/** SHA-256 of the bytes of the secret, hex: published before closing. */
export function commitmentOf(secretHex: string): string {
  return createHash('sha256')
    .update(Buffer.from(checkedSecret(secretHex), 'hex'))
    .digest('hex')
}

/** Digest of the frozen entries: sorted ids, one a line. */
export function digestOfEntries(ids: readonly string[]): string {
  return sha256([...ids].sort(byText).join('\n'))
}

/** Entries of one slot in drawn order: the first `capacity` win, the rest is the waiting order. */
export function drawEntries(
  secretHex: string,
  drawId: string,
  slotId: string,
  ids: readonly string[],
): readonly string[] {
  return ordered(ids, (id) => `${checkedSecret(secretHex)}|${drawId}|${slotId}|${id}`)
}

export interface GroupEntry {
  readonly id: string
  /** Places wanted together: all or none. */
  readonly places: number
}

export interface RankedEntry extends GroupEntry {
  /** Drawn before the others (市内の方が先). */
  readonly preferred: boolean
}

/** Digest of the frozen entries with what counts in the draw: `id|places|preferred`, sorted, one a line. */
export function digestOfRanked(entries: readonly RankedEntry[]): string {
  return digestOfEntries(entries.map(({ id, places, preferred }) => `${id}|${places}|${preferred ? 1 : 0}`))
}

/**
 * The whole draw: the preferred in drawn order, then the others in drawn order. Each group takes all of its places or
 * none; one that is larger than what is left loses, and the next that fits takes what it left.
 */
export function drawRanked(
  secretHex: string,
  drawId: string,
  slotId: string,
  entries: readonly RankedEntry[],
  seats: number,
): readonly { readonly id: string; readonly result: 'won' | 'lost' }[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const order = drawEntries(secretHex, drawId, slotId, [...known.keys()])
  const ranked = [...order.filter((id) => known.get(id)?.preferred), ...order.filter((id) => !known.get(id)?.preferred)]
  let left = seats
  return ranked.map((id) => {
    const places = known.get(id)?.places ?? 0
    if (places > left) return { id, result: 'lost' }
    left -= places
    return { id, result: 'won' }
  })
}

function ordered(ids: readonly string[], key: (id: string) => string): readonly string[] {
  const keyed = ids.map((id) => ({ id, hash: sha256(key(id)) }))
  return keyed.sort((a, b) => byText(a.hash, b.hash) || byText(a.id, b.id)).map(({ id }) => id)
}

function checkedSecret(secretHex: string): string {
  if (!/^[0-9a-f]{64}$/.test(secretHex)) throw new Error('The secret of a draw is 32 bytes in lower-case hex')
  return secretHex
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
