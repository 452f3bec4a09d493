import type { Zone } from '../zone.ts'
import type { OpenedIn, SealedFor } from './sealed.ts'

/** What a symmetric key is for. Each city and purpose has keys of its own; old ones stay for reading. */
export type KeyPurpose = 'draft' | 'copy' | 'profile' | 'case' | 'evidence' | 'search' | 'session' | 'credential'

/** The keys of one zone, kept outside the database. Nothing here ever returns a secret key. */
export interface KeyRing<Z extends Zone = Zone> {
  readonly zone: Z
  /** Authenticated encryption (XChaCha20-Poly1305). `context` is bound as additional data: row id, column. */
  encrypt(cityId: string, purpose: KeyPurpose, plaintext: Uint8Array, context: string): Buffer
  /** Throws `SealBroken` when the box was changed, moved to another context, or its key is unknown. */
  decrypt(cityId: string, purpose: KeyPurpose, box: Uint8Array, context: string): Buffer
  /** A fresh 32-byte data key (one a case), and the same wrapped for storing; dropping the wrapped key erases the data. */
  newDataKey(cityId: string, context: string): { readonly key: Buffer; readonly wrapped: Buffer }
  unwrapDataKey(cityId: string, wrapped: Uint8Array, context: string): Buffer
  /** Seals to another zone's public key: whoever sealed it can't open it a moment later (`seal.ts`). */
  sealTo<To extends Zone>(zone: To, cityId: string, plaintext: Uint8Array): SealedFor<To>
  /** Throws `SealBroken` when it was changed or sealed for another zone or city. Bytes from a column: `asSealedFor`. */
  openSealed(cityId: string, box: SealedFor<Z>): OpenedIn<Z>
  /** Ed25519 signature as this zone of this city, with the key's id. */
  sign(cityId: string, message: Uint8Array): { readonly keyId: string; readonly signature: Buffer }
  verify(zone: Zone, cityId: string, message: Uint8Array, keyId: string, signature: Uint8Array): boolean
  /** Keyed hash (BLAKE2b-256) for equality search and look-ups; not reversible without the key. */
  token(cityId: string, purpose: KeyPurpose, text: string): Buffer
}
