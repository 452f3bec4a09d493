import sodium from 'sodium-native'

/** Checks an Ed25519 signature with a public key at hand: for verifiers that have no key ring. */
export function verifyDetached(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.byteLength !== sodium.crypto_sign_BYTES || publicKey.byteLength !== sodium.crypto_sign_PUBLICKEYBYTES)
    return false
  return sodium.crypto_sign_verify_detached(signature, message, publicKey)
}
