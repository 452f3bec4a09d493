import sodium from 'sodium-native'
import type { NamedKey } from './box.ts'
import { SealBroken } from './seal-broken.ts'

const FORMAT = 2
const ID_BYTES = 4
const ONCE_BYTES = sodium.crypto_box_PUBLICKEYBYTES
const NONCE_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
const TAG_BYTES = sodium.crypto_aead_xchacha20poly1305_ietf_ABYTES
const HEAD_BYTES = 1 + ID_BYTES + ONCE_BYTES
const SEAL_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES

/** How long what was sealed could still be opened by whoever reads this process's memory: a moment in which it was there anyway. */
const keptMs = 500

/** A key pair of which only the public half outlives the moment, and the key that it makes with the receiver's. */
interface Fleeting {
  readonly publicKey: Buffer
  readonly key: Buffer
}

/**
 * Seals for holders of public keys: format byte, id of the receiver's key, a public key made for this moment, nonce,
 * XChaCha20-Poly1305 ciphertext; everything before the nonce is authenticated with it. The key is BLAKE2b-256 of the
 * X25519 secret and both public keys. All that is sealed for one receiver within half a second shares the pair, since making
 * one costs ten times what the rest does and a rush seals hundreds a second; then its secrets are wiped.
 */
export class Sealer {
  readonly #fleeting = new Map<Uint8Array, Fleeting>()

  seal(to: NamedKey, plaintext: Uint8Array): Buffer {
    const { publicKey, key } = this.#fleetingFor(to)
    const sealed = Buffer.allocUnsafe(SEAL_BYTES + plaintext.byteLength)
    sealed[0] = FORMAT
    sealed.write(to.id, 1, ID_BYTES, 'hex')
    sealed.set(publicKey, 1 + ID_BYTES)
    const nonce = sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES)
    sodium.randombytes_buf(nonce)
    sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
      sealed.subarray(HEAD_BYTES + NONCE_BYTES),
      plaintext,
      sealed.subarray(0, HEAD_BYTES),
      null,
      nonce,
      key,
    )
    return sealed
  }

  #fleetingFor(to: NamedKey): Fleeting {
    const known = this.#fleeting.get(to.key)
    if (known !== undefined) return known
    const publicKey = Buffer.alloc(ONCE_BYTES)
    const secretKey = Buffer.alloc(sodium.crypto_box_SECRETKEYBYTES)
    sodium.crypto_box_keypair(publicKey, secretKey)
    const made = { publicKey, key: sharedKey(secretKey, to.key, publicKey, to.key) }
    sodium.sodium_memzero(secretKey)
    this.#fleeting.set(to.key, made)
    setTimeout(() => {
      this.#fleeting.delete(to.key)
      sodium.sodium_memzero(made.key)
    }, keptMs).unref()
    return made
  }
}

/** The id of the key that these bytes were sealed for. Throws `SealBroken` when they are no seal. */
export function sealKeyId(sealed: Buffer): string {
  if (sealed.length < SEAL_BYTES || sealed[0] !== FORMAT) throw new SealBroken('not-a-box', 'Seal')
  return sealed.toString('hex', 1, 1 + ID_BYTES)
}

/** Throws `SealBroken` when it was changed, or sealed for another pair. */
export function openSeal(
  pair: { readonly publicKey: Uint8Array; readonly secretKey: Uint8Array },
  sealed: Buffer,
): Buffer {
  sealKeyId(sealed)
  const plaintext = Buffer.allocUnsafe(sealed.length - SEAL_BYTES)
  try {
    const once = sealed.subarray(1 + ID_BYTES, HEAD_BYTES)
    sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      plaintext,
      null,
      sealed.subarray(HEAD_BYTES + NONCE_BYTES),
      sealed.subarray(0, HEAD_BYTES),
      sealed.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES),
      sharedKey(pair.secretKey, once, once, pair.publicKey),
    )
  } catch {
    throw new SealBroken('changed', 'Seal')
  }
  return plaintext
}

/** Throws when `theirs` is a point of small order, with which anybody would share a key. */
function sharedKey(mine: Uint8Array, theirs: Uint8Array, once: Uint8Array, receiver: Uint8Array): Buffer {
  const shared = Buffer.alloc(32)
  sodium.crypto_scalarmult(shared, mine, theirs)
  const key = Buffer.alloc(32)
  sodium.crypto_generichash(key, Buffer.concat([once, receiver]), shared)
  sodium.sodium_memzero(shared)
  return key
}
