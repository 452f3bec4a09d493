import { decryptWithDataKey, encryptWithDataKey } from '../../platform/keys/data-key.ts'
import type { KeyRing } from '../../platform/keys/key-ring.ts'

/** Boxes of one case: JSON, encrypted with the case's own data key, bound to the place they stand in. */
export interface CaseVault {
  readonly caseId: string
  seal(place: string, value: unknown): Buffer
  /** Throws `SealBroken` when the box was changed or comes from another case or place. */
  open<T>(place: string, box: Uint8Array): T
}

/** A vault for a new case, with the wrapped key to store. Dropping the wrapped key erases the case (暗号消去). */
export function newVault(keys: KeyRing, cityId: string, caseId: string): { vault: CaseVault; wrapped: Buffer } {
  const { key, wrapped } = keys.newDataKey(cityId, dataKeyPlace(caseId))
  return { vault: vaultWith(key, caseId), wrapped }
}

export function openVault(keys: KeyRing, cityId: string, caseId: string, wrapped: Uint8Array): CaseVault {
  return vaultWith(keys.unwrapDataKey(cityId, wrapped, dataKeyPlace(caseId)), caseId)
}

function vaultWith(key: Uint8Array, caseId: string): CaseVault {
  return {
    caseId,
    seal: (place, value) => encryptWithDataKey(key, Buffer.from(JSON.stringify(value), 'utf8'), `${caseId}/${place}`),
    open: <T>(place: string, box: Uint8Array) =>
      JSON.parse(decryptWithDataKey(key, box, `${caseId}/${place}`).toString('utf8')) as T,
  }
}

const dataKeyPlace = (caseId: string): string => `case ${caseId}`
