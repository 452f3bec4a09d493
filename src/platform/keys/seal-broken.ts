/** Why a box, a seal or a wrapped key did not open. Never says anything about what is inside. */
export type SealFault = 'changed' | 'unknown-key' | 'not-a-box' | 'wrong-passphrase'

/** Thrown when something sealed was changed, moved to another place, or made with a key that this ring lacks. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
  readonly fault: SealFault

  constructor(fault: SealFault, what: string) {
    super(`${what}: ${sentences[fault]}`)
    this.fault = fault
  }
}

const sentences: Record<SealFault, string> = {
  changed: 'the bytes were changed or belong to another place',
  'unknown-key': 'the key it was made with is not in this key ring',
  'not-a-box': 'these bytes are too short or of another format',
  'wrong-passphrase': 'the passphrase does not open it, or the bytes were changed',
}
