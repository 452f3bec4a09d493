import sodium from 'sodium-native'
import { SealBroken } from '../keys/seal-broken.ts'

/** libsodium's secretstream over chunks of 64 KiB: order, end and every byte are authenticated. */
const CHUNK = 64 * 1024
const OVERHEAD = sodium.crypto_secretstream_xchacha20poly1305_ABYTES
const HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES
const {
  crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: MESSAGE,
  crypto_secretstream_xchacha20poly1305_TAG_FINAL: FINAL,
} = sodium

export function newFileKey(): Buffer {
  const key = Buffer.alloc(sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES)
  sodium.crypto_secretstream_xchacha20poly1305_keygen(key)
  return key
}

/** The ciphertext of `plaintext`, piece by piece. An empty file has one empty final piece. */
export async function* encryptStream(
  key: Uint8Array,
  plaintext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const state = Buffer.alloc(sodium.crypto_secretstream_xchacha20poly1305_STATEBYTES)
  const header = Buffer.alloc(HEADER)
  sodium.crypto_secretstream_xchacha20poly1305_init_push(state, header, key)
  yield header
  const seal = (chunk: Buffer, tag: number): Buffer => {
    const out = Buffer.allocUnsafe(chunk.length + OVERHEAD)
    sodium.crypto_secretstream_xchacha20poly1305_push(state, out, chunk, null, tag)
    return out
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of plaintext) {
    rest = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    // One chunk is always kept back: the last one carries the tag that says so.
    for (; rest.length > CHUNK; rest = rest.subarray(CHUNK)) yield seal(rest.subarray(0, CHUNK), MESSAGE)
  }
  yield seal(rest, FINAL)
}

/** Throws `SealBroken` when a byte was changed, a piece is missing, or the end was cut off. */
export async function* decryptStream(
  key: Uint8Array,
  ciphertext: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  const state = Buffer.alloc(sodium.crypto_secretstream_xchacha20poly1305_STATEBYTES)
  const tag = Buffer.alloc(1)
  let started = false
  let ended = false
  const open = (chunk: Buffer): Buffer => {
    if (ended || chunk.length < OVERHEAD) throw new SealBroken('changed', 'File')
    const out = Buffer.allocUnsafe(chunk.length - OVERHEAD)
    try {
      sodium.crypto_secretstream_xchacha20poly1305_pull(state, out, tag, chunk, null)
    } catch {
      throw new SealBroken('changed', 'File')
    }
    ended = tag[0] === FINAL
    return out
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const piece of ciphertext) {
    rest = rest.length === 0 ? Buffer.from(piece) : Buffer.concat([rest, piece])
    if (!started && rest.length >= HEADER) {
      sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, rest.subarray(0, HEADER), key)
      started = true
      rest = rest.subarray(HEADER)
    }
    for (; started && rest.length > CHUNK + OVERHEAD; rest = rest.subarray(CHUNK + OVERHEAD))
      yield open(rest.subarray(0, CHUNK + OVERHEAD))
  }
  if (!started) throw new SealBroken('not-a-box', 'File')
  const last = open(rest)
  if (!ended) throw new SealBroken('changed', 'File')
  yield last
}
