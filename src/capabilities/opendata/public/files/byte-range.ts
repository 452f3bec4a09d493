/** Bytes of a file from the first to the last, both included. */
export interface ByteRange {
  readonly from: number
  readonly to: number
}

/**
 * The part of a file that a `Range` asks for (RFC 9110 14.1.2). Undefined: none, several, or one that is not understood, and the whole is sent.
 * `outside`: the file has no such part.
 */
export function byteRangeOf(header: string | undefined, length: number): ByteRange | 'outside' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '')
  if (match === null || match[0] === 'bytes=-') return undefined
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  if (first !== '' && last !== '' && Number(first) > Number(last)) return undefined
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(Number(last), length - 1)
  return from > to || from >= length ? 'outside' : { from, to }
}

/** The wanted bytes of what is made piece by piece; nothing is made any more once they are there. */
export async function* cutOut(
  pieces: AsyncIterable<string | Uint8Array>,
  { from, to }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let at = 0
  for await (const each of pieces) {
    const piece = typeof each === 'string' ? Buffer.from(each) : each
    const part = piece.subarray(Math.max(0, from - at), Math.max(0, to + 1 - at))
    at += piece.byteLength
    if (part.byteLength > 0) yield part
    if (at > to) return
  }
}

export async function countBytes(pieces: AsyncIterable<string | Uint8Array>): Promise<number> {
  let count = 0
  for await (const piece of pieces) count += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength
  return count
}
