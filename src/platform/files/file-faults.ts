/** The file store has no ciphertext under this address. */
export class FileMissing extends Error {
  override readonly name = 'FileMissing'

  constructor(address: string) {
    super(`There is no file ${address.slice(0, 12)}….`)
  }
}

/** The bytes are not those that the address names. */
export class WrongAddress extends Error {
  override readonly name = 'WrongAddress'

  constructor(address: string) {
    super(`These are not the bytes of ${address.slice(0, 12)}….`)
  }
}
