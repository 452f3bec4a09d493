import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { BundleBody } from './bundle.ts'

/** Encrypts a bundle's body, bound to its row. */
export function sealBundle(keys: KeyRing, cityId: string, id: string, body: BundleBody): Buffer {
  return keys.encrypt(cityId, 'draft', Buffer.from(JSON.stringify(body), 'utf8'), `bundle:${id}`)
}

/** Throws `SealBroken` when the row was tampered with. */
export function openBundle(keys: KeyRing, cityId: string, id: string, box: Uint8Array): BundleBody {
  return JSON.parse(keys.decrypt(cityId, 'draft', box, `bundle:${id}`).toString('utf8')) as BundleBody
}
