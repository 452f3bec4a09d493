import type { KeyRing } from '../../../platform/keys/key-ring.ts'

/**
 * A UUID that follows from a text and the city's key. The same form gives the same id, and nobody can choose one: an id
 * that a browser could name might be that of somebody else's draft.
 */
export function derivedId(keys: KeyRing, cityId: string, text: string): string {
  const bytes = Buffer.from(keys.token(cityId, 'session', `id\0${text}`).subarray(0, 16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
