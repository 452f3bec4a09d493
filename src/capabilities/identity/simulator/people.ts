import type { CertificateHolder } from '../card/signature.ts'
import type { ResidentSeed } from '../seeds/city-people.ts'

/** Tries before a card locks, as on the real card: 利用者証明用 3, 署名用 5. */
export const pinTries = 3
export const signTries = 5

/** The address in one line, as the register and the certificate write it. */
export function addressLine(address: ResidentSeed['address']): string {
  const line = `${address.prefecture}${address.city}${address.town}${address.block}`
  return address.building === undefined ? line : `${line}　${address.building}`
}

export function fullName(person: ResidentSeed): string {
  return `${person.name.family}　${person.name.given}`
}

export function certificateHolder(person: ResidentSeed): CertificateHolder {
  return { name: fullName(person), address: addressLine(person.address), birth: person.birth, sex: person.sex }
}

/** 署名用電子証明書 is normally not issued before the 15th birthday (公的個人認証法の運用). */
export function maySign(person: ResidentSeed, today: string): boolean {
  const fifteenth = `${Number(person.birth.slice(0, 4)) + 15}${person.birth.slice(4)}`
  return person.signPassword !== undefined && today >= fifteenth
}

/** What the provider tells about a person, in the words of OpenID Connect. */
export function personClaims(person: ResidentSeed): Readonly<Record<string, unknown>> {
  return {
    sub: `demo-${person.id}`,
    name: fullName(person),
    family_name: person.name.family,
    given_name: person.name.given,
    ...(person.kana === undefined
      ? {}
      : { 'family_name#ja-Kana-JP': person.kana.family, 'given_name#ja-Kana-JP': person.kana.given }),
    birthdate: person.birth,
    gender: { male: '1', female: '2', unspecified: '3' }[person.sex],
    address: {
      formatted: addressLine(person.address),
      postal_code: person.address.postcode,
      region: person.address.prefecture,
      locality: person.address.city,
      street_address: person.address.town + person.address.block,
    },
  }
}

/** Wrong tries of each card in memory: a restart of the simulator is its counter for unlocking. */
export class CardLocks {
  readonly #tries = new Map<string, number>()

  /** Compares a PIN or password. A locked card stays locked even with the right one. */
  check(
    person: ResidentSeed,
    what: 'pin' | 'sign',
    typed: string,
  ):
    | { readonly result: 'right' }
    | { readonly result: 'wrong'; readonly left: number }
    | { readonly result: 'locked' } {
    const key = `${what}:${person.id}`
    const most = what === 'pin' ? pinTries : signTries
    const tried = person.card === 'pin-locked' && what === 'pin' ? most : (this.#tries.get(key) ?? 0)
    if (tried >= most) return { result: 'locked' }
    const right = what === 'pin' ? person.pin : person.signPassword
    if (typed === right) {
      this.#tries.delete(key)
      return { result: 'right' }
    }
    this.#tries.set(key, tried + 1)
    return tried + 1 >= most ? { result: 'locked' } : { result: 'wrong', left: most - tried - 1 }
  }
}
