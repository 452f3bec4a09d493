/** Words of identity assurance, the same as in the definition language. */
export type Assurance =
  | 'none'
  | 'contact'
  | 'account'
  | 'account-verified'
  | 'jpki-auth'
  | 'jpki-sign'
  | 'gbiz-entry'
  | 'gbiz-prime'

export interface NameParts {
  readonly family: string
  readonly given: string
}

/** Town is 町字, block is 番地以下, building is 方書: the shape of an address answer. */
export interface AddressParts {
  readonly postcode: string
  readonly prefecture: string
  readonly city: string
  readonly town: string
  readonly block: string
  readonly building?: string
}

/** 基本4情報 as the card gives them, with the parts a form needs. Days are `YYYY-MM-DD`. */
export interface Profile {
  readonly name: NameParts
  /** The name exactly as written on the card, family and given name with one wide space between. */
  readonly fullName: string
  /** Katakana; the card does not always carry it. */
  readonly nameKana?: NameParts
  readonly birth: string
  readonly sex: 'male' | 'female' | 'unspecified'
  readonly address: AddressParts
  /** The address in one line, as the certificate has it. */
  readonly fullAddress: string
}

/** A resident's session. `accountId` is absent for a session that only reached a mail address. */
export interface ResidentSession {
  readonly id: string
  readonly cityId: string
  readonly accountId?: string
  readonly assurance: Assurance
  /** How the person can be written to; from the code by mail. */
  readonly email?: string
  /** From the card. Decrypted only when a page asks. */
  readonly profile?: Profile
  readonly signedInAt: Date
  /** When the session ends if nothing happens, and when it ends in any case. */
  readonly idleEndsAt: Date
  readonly endsAt: Date
}

/** One row of the SQL function `resident_session(token_hash, at)`, as PostgreSQL returns it. */
export interface ResidentSessionRow {
  readonly session_id: string
  readonly account_id: string | null
  readonly assurance: string
  readonly email_box: Buffer | null
  readonly profile_box: Buffer | null
  readonly signed_in_at: Date
  readonly idle_minutes: number
  readonly idle_ends_at: Date
  readonly ends_at: Date
}

const strength: Readonly<Record<Assurance, number>> = {
  none: 0,
  contact: 1,
  account: 2,
  'account-verified': 3,
  'jpki-auth': 4,
  'jpki-sign': 5,
  'gbiz-entry': 2,
  'gbiz-prime': 5,
}

/**
 * Whether a session's assurance satisfies what a procedure accepts. The accepted words are a list, so the city
 * decides; a stronger word of the card (署名用 over 利用者証明用) also serves where the weaker one is accepted.
 * gBizID words are of another family and count only when they are listed.
 */
export function assuranceSuffices(have: Assurance, accepted: readonly Assurance[]): boolean {
  if (accepted.includes(have) || accepted.includes('none')) return true
  if (isBusiness(have)) return false
  return accepted.some((word) => !isBusiness(word) && strength[word] <= strength[have])
}

function isBusiness(word: Assurance): boolean {
  return word === 'gbiz-entry' || word === 'gbiz-prime'
}

/** Minutes left before the session ends, and which of the two limits ends it: for the warning on the page. */
export function sessionWarning(
  session: Pick<ResidentSession, 'idleEndsAt' | 'endsAt'>,
  now: Date,
): { readonly endsAt: Date; readonly minutesLeft: number; readonly renewable: boolean } {
  const idleFirst = session.idleEndsAt < session.endsAt
  const endsAt = idleFirst ? session.idleEndsAt : session.endsAt
  return {
    endsAt,
    minutesLeft: Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 60_000)),
    renewable: idleFirst,
  }
}
