import sodium from 'sodium-native'
import { OperatorError } from '../operator-error.ts'
import { type Zone, zones } from '../zone.ts'
import { boxKeyId, openBox, sealBox } from './box.ts'
import type { KeyPurpose, KeyRing } from './key-ring.ts'
import { loadOpenKeys, loadSecretKeys, type OpenKeys, type SecretKeys } from './loaded-keys.ts'
import { emptyRing, newCityKeys, publicPart, type RingFile } from './ring-file.ts'
import { changedAt, publicPath, readPublic, readRing, ringPath, writePublic, writeRing } from './ring-folder.ts'
import { withRingLock } from './ring-lock.ts'
import { openSeal, Sealer, sealKeyId } from './seal.ts'
import { SealBroken } from './seal-broken.ts'
import type { OpenedIn, SealedFor } from './sealed.ts'

/**
 * Opens the key ring of one zone in `folder`, and makes what is missing: the ring at the first start, the keys of a new
 * city later. The public part is written beside it for the other zones (`<zone>.public.json`).
 * A rotation by command is noticed when an unknown key id turns up, and at the next start.
 */
export function createKeyRing<Z extends Zone>(
  folder: string,
  zone: Z,
  cityIds: readonly string[],
  now: Date = new Date(),
): KeyRing<Z> {
  ensureRing(folder, zone, cityIds, now)
  return new FolderKeyRing(folder, zone)
}

function ensureRing(folder: string, zone: Zone, cityIds: readonly string[], now: Date): void {
  const ring = readRing(folder, zone)
  if (ring === undefined && cityIds.length === 0)
    throw new Error(`There is no key ring for the ${zone} zone in ${folder}, and no city to make one for.`)
  // Mostly everything is there, and a start waits for nobody.
  if (isWhole(folder, ring, cityIds)) return
  withRingLock(folder, zone, (held) => {
    const known = readRing(folder, zone) ?? emptyRing(zone)
    const missing = cityIds.filter((cityId) => known.cities[cityId] === undefined)
    const fresh = Object.fromEntries(missing.map((cityId) => [cityId, newCityKeys(now)]))
    const whole = { ...known, cities: { ...known.cities, ...fresh } }
    if (missing.length > 0) writeRing(held, folder, whole)
    writePublic(held, folder, publicPart(whole))
  })
}

function isWhole(folder: string, ring: RingFile | undefined, cityIds: readonly string[]): boolean {
  return (
    ring !== undefined &&
    cityIds.every((cityId) => ring.cities[cityId] !== undefined) &&
    JSON.stringify(readPublic(folder, ring.zone)) === JSON.stringify(publicPart(ring))
  )
}

class FolderKeyRing<Z extends Zone> implements KeyRing<Z> {
  readonly zone: Z
  readonly #folder: string
  readonly #sealer = new Sealer()
  #secrets: { readAt: number; cities: ReadonlyMap<string, SecretKeys> }
  readonly #open = new Map<Zone, { readAt: number; cities: ReadonlyMap<string, OpenKeys> }>()

  constructor(folder: string, zone: Z) {
    this.zone = zone
    this.#folder = folder
    this.#secrets = this.#readSecrets()
    for (const other of zones) this.#open.set(other, this.#readOpen(other))
  }

  encrypt(cityId: string, purpose: KeyPurpose, plaintext: Uint8Array, context: string): Buffer {
    return sealBox(this.#mine(cityId).purposes[purpose].current, plaintext, this.#place(cityId, purpose, context))
  }

  decrypt(cityId: string, purpose: KeyPurpose, box: Uint8Array, context: string): Buffer {
    const id = boxKeyId(box)
    const key = this.#find(cityId, (keys) => keys.purposes[purpose].byId.get(id))
    if (key === undefined) throw new SealBroken('unknown-key', 'Box')
    return openBox(key, box, this.#place(cityId, purpose, context))
  }

  newDataKey(cityId: string, context: string): { readonly key: Buffer; readonly wrapped: Buffer } {
    const key = Buffer.alloc(32)
    sodium.randombytes_buf(key)
    return { key, wrapped: this.encrypt(cityId, 'case', key, `data key ${context}`) }
  }

  unwrapDataKey(cityId: string, wrapped: Uint8Array, context: string): Buffer {
    return this.decrypt(cityId, 'case', wrapped, `data key ${context}`)
  }

  sealTo<To extends Zone>(zone: To, cityId: string, plaintext: Uint8Array): SealedFor<To> {
    const to = this.#openKeys(zone, cityId, (keys) => keys.box.current)
    if (to === undefined) throw new OperatorError(missingPublicKey(zone, cityId))
    return this.#sealer.seal(to, plaintext) as SealedFor<To>
  }

  openSealed(cityId: string, box: SealedFor<Z>): OpenedIn<Z> {
    const id = sealKeyId(box)
    const pair = this.#find(cityId, (keys) => keys.box.get(id))
    if (pair === undefined) throw new SealBroken('unknown-key', 'Seal')
    return openSeal(pair, box) as OpenedIn<Z>
  }

  sign(cityId: string, message: Uint8Array): { readonly keyId: string; readonly signature: Buffer } {
    const { id, key } = this.#mine(cityId).sign
    const signature = Buffer.allocUnsafe(sodium.crypto_sign_BYTES)
    sodium.crypto_sign_detached(signature, message, key)
    return { keyId: id, signature }
  }

  verify(zone: Zone, cityId: string, message: Uint8Array, keyId: string, signature: Uint8Array): boolean {
    if (signature.byteLength !== sodium.crypto_sign_BYTES) return false
    const key = this.#openKeys(zone, cityId, (keys) => keys.sign.get(keyId))
    return key !== undefined && sodium.crypto_sign_verify_detached(signature, message, key)
  }

  token(cityId: string, purpose: KeyPurpose, text: string): Buffer {
    const hash = Buffer.allocUnsafe(sodium.crypto_generichash_BYTES)
    sodium.crypto_generichash(hash, Buffer.from(`${purpose}\0${text}`, 'utf8'), this.#mine(cityId).tokens)
    return hash
  }

  #place(cityId: string, purpose: KeyPurpose, context: string): string {
    return `${this.zone}/${cityId}/${purpose}/${context}`
  }

  #mine(cityId: string): SecretKeys {
    const keys = this.#find(cityId, (found) => found)
    if (keys === undefined)
      throw new Error(`The key ring of the ${this.zone} zone has no keys for the city "${cityId}".`)
    return keys
  }

  /** Looks again in the file when something is missing and the file is newer: keys are rotated by another process. */
  #find<T>(cityId: string, pick: (keys: SecretKeys) => T | undefined): T | undefined {
    const found = picked(this.#secrets.cities.get(cityId), pick)
    if (found !== undefined || changedAt(ringPath(this.#folder, this.zone)) === this.#secrets.readAt) return found
    this.#secrets = this.#readSecrets()
    return picked(this.#secrets.cities.get(cityId), pick)
  }

  #openKeys<T>(zone: Zone, cityId: string, pick: (keys: OpenKeys) => T | undefined): T | undefined {
    const known = this.#open.get(zone)
    const found = picked(known?.cities.get(cityId), pick)
    if (found !== undefined || changedAt(publicPath(this.#folder, zone)) === known?.readAt) return found
    const fresh = this.#readOpen(zone)
    this.#open.set(zone, fresh)
    return picked(fresh.cities.get(cityId), pick)
  }

  #readSecrets() {
    const readAt = changedAt(ringPath(this.#folder, this.zone))
    const ring = readRing(this.#folder, this.zone)
    return { readAt, cities: ring === undefined ? new Map<string, SecretKeys>() : loadSecretKeys(ring) }
  }

  #readOpen(zone: Zone) {
    const readAt = changedAt(publicPath(this.#folder, zone))
    const open = readPublic(this.#folder, zone)
    return { readAt, cities: open === undefined ? new Map<string, OpenKeys>() : loadOpenKeys(open) }
  }
}

function picked<K, T>(keys: K | undefined, pick: (keys: K) => T | undefined): T | undefined {
  return keys === undefined ? undefined : pick(keys)
}

function missingPublicKey(zone: Zone, cityId: string): string {
  return `The public key of the ${zone} zone for "${cityId}" is not here. On its machine: npm run yanagi -- keys export ${zone} > ${zone}.keys; here: npm run yanagi -- keys import ${zone}.keys`
}
