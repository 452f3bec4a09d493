/** Where ciphertexts of files live. The address is the SHA-256 of the ciphertext; the key travels in the envelope. */
export interface FileStore {
  /** Encrypts with a fresh key (secretstream) and stores; nothing of the plaintext touches the disk. */
  put(cityId: string, plaintext: Uint8Array): Promise<StoredFile>
  /** Throws `FileMissing` or `SealBroken`. */
  get(cityId: string, address: string, key: Uint8Array): Promise<Buffer>
  has(cityId: string, address: string): Promise<boolean>
  /** The ciphertext as it travels between zones; `putCiphertext` refuses bytes that do not match the address. */
  getCiphertext(cityId: string, address: string): Promise<Buffer>
  putCiphertext(cityId: string, address: string, ciphertext: Uint8Array): Promise<void>
  remove(cityId: string, address: string): Promise<void>
  list(cityId: string): AsyncIterable<string>
  /** Removes what broke off while it was being stored before that moment. Returns how many pieces. */
  removeUnfinished(cityId: string, before: Date): Promise<number>
  /** When it was stored; undefined when it is not there. */
  storedAt(cityId: string, address: string): Promise<Date | undefined>
}

export interface StoredFile {
  /** SHA-256 of the ciphertext, hex. */
  readonly address: string
  /** 32-byte key of this one file. */
  readonly key: Buffer
  readonly bytes: number
  /** SHA-256 of the plaintext, hex: evidence of the untouched original. */
  readonly sha256: string
}
