import { openBox, sealBox } from './box.ts'

/** Names "the data key at hand" in the head of a box: which one it is, the row knows. */
const DATA_KEY_ID = '00000000'

/** Encrypts with a data key from `KeyRing.newDataKey`. `context` names the place: row id, column. */
export function encryptWithDataKey(key: Uint8Array, plaintext: Uint8Array, context: string): Buffer {
  return sealBox({ id: DATA_KEY_ID, key }, plaintext, context)
}

/** Throws `SealBroken` when the box was changed or moved, or the data key is another one. */
export function decryptWithDataKey(key: Uint8Array, box: Uint8Array, context: string): Buffer {
  return openBox(key, box, context)
}
