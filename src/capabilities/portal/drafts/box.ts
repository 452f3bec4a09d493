import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { DraftBody } from './draft.ts'

/** Encrypts a draft's body, bound to its row: moved into another row it can't be read. */
export function sealDraft(keys: KeyRing, cityId: string, id: string, body: DraftBody): Buffer {
  return keys.encrypt(cityId, 'draft', Buffer.from(JSON.stringify(body), 'utf8'), `draft:${id}`)
}

/** Throws `SealBroken` when the row was tampered with. */
export function openDraft(keys: KeyRing, cityId: string, id: string, box: Uint8Array): DraftBody {
  return JSON.parse(keys.decrypt(cityId, 'draft', box, `draft:${id}`).toString('utf8')) as DraftBody
}
