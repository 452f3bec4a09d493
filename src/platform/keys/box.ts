import sodium from 'sodium-native'
import { SealBroken } from './seal-broken.ts'

const FORMAT = 1
const ID_BYTES = 4
const NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
const TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
const HEADER_BYTES = 1 + ID_BYTES + NONCE_BYTES

/** A symmetric key and the eight hex digits that name it in the head of every box. */
export interface NamedKey {
  readonly id: string
  readonly key: Uint8Array
}

/**
 * A box: format byte, key id, nonce, XChaCha20-Poly1305 ciphertext. The head and `context` are authenticated with it,
 * so a box moved to another row or column does not open.
 */
export function sealBox(key: NamedKey, plaintext: Uint8Array, context: string): Buffer {
  const box = Buffer.allocUnsafe(HEADER_BYTES + plaintext.byteLength + TAG_BYTES)
  box[0] = FORMAT
  box.write(key.id, 1, ID_BYTES, 'hex')
  const nonce = box.subarray(1 + ID_BYTES, HEADER_BYTES)
  sodium.randombytes_buf(nonce)
  sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    box.subarray(HEADER_BYTES),
    plaintext,
    additional(box, context),
    null,
    nonce,
    key.key,
  )
  return box
}

/** The id of the key that a box was made with. Throws `SealBroken` when these bytes are no box. */
export function boxKeyId(box: Uint8Array): string {
  if (box.byteLength < HEADER_BYTES + TAG_BYTES || box[0] !== FORMAT) throw new SealBroken('not-a-box', 'Box')
  return view(box).toString('hex', 1, 1 + ID_BYTES)
}

/** Throws `SealBroken` when the box was changed, or sealed for another context or with another key. */
export function openBox(key: Uint8Array, box: Uint8Array, context: string): Buffer {
  boxKeyId(box)
  const bytes = view(box)
  const plaintext = Buffer.allocUnsafe(bytes.length - HEADER_BYTES - TAG_BYTES)
  try {
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      plaintext,
      null,
      bytes.subarray(HEADER_BYTES),
      additional(bytes, context),
      bytes.subarray(1 + ID_BYTES, HEADER_BYTES),
      key,
    )
  } catch {
    throw new SealBroken('changed', 'Box')
  }
  return plaintext
}

function additional(box: Buffer, context: string): Buffer {
  const bytes = Buffer.allocUnsafe(1 + ID_BYTES + Buffer.byteLength(context))
  bytes.set(box.subarray(0, 1 + ID_BYTES))
  bytes.write(context, 1 + ID_BYTES)
  return bytes
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
