import { OperatorError } from '../operator-error.ts'
import { parseJson } from '../parse-json.ts'
import { type Zone, zones } from '../zone.ts'
import {
  type CityKeys,
  emptyRing,
  keyPurposes,
  newBoxPair,
  newSignPair,
  newSymmetricKey,
  type PublicFile,
  publicFile,
  publicPart,
} from './ring-file.ts'
import { readPublic, readRing, writePublic, writeRing } from './ring-folder.ts'
import { withRingLock } from './ring-lock.ts'

/** One line of `yanagi keys list`. Never a key, only its name and age. */
export interface KeyLine {
  readonly zone: Zone
  readonly cityId: string
  readonly use: CityKeysUse
  readonly id: string
  readonly createdAt: string
  /** The one that makes new boxes, seals and signatures. The others only read. */
  readonly current: boolean
  /** False when only the public half is here (a split installation). */
  readonly secret: boolean
}

export type CityKeysUse = (typeof keyPurposes)[number] | 'seal' | 'sign'

/** All keys in the folder, without the keys. */
export function listKeys(folder: string): readonly KeyLine[] {
  return zones.flatMap((zone) => {
    const ring = readRing(folder, zone)
    if (ring !== undefined) {
      return Object.entries(ring.cities).flatMap(([cityId, keys]) => [
        ...keyPurposes.flatMap((use) => lines({ zone, cityId, use, secret: true }, keys.purposes[use])),
        ...lines({ zone, cityId, use: 'seal', secret: true }, keys.box),
        ...lines({ zone, cityId, use: 'sign', secret: true }, keys.sign),
      ])
    }
    return Object.entries(readPublic(folder, zone)?.cities ?? {}).flatMap(([cityId, keys]) => [
      ...lines({ zone, cityId, use: 'seal', secret: false }, keys.box),
      ...lines({ zone, cityId, use: 'sign', secret: false }, keys.sign),
    ])
  })
}

/**
 * New keys for one city in one zone; the old ones stay for reading. In a split installation the new public part has to be
 * carried to the other zones before it is used there: what is sealed or signed meanwhile uses a key they already know.
 */
export function rotateKeys(folder: string, zone: Zone, cityId: string, now: Date): readonly KeyLine[] {
  if (readRing(folder, zone)?.cities[cityId] === undefined)
    throw new OperatorError(`${folder} has no keys of the ${zone} zone for the city "${cityId}".`)
  withRingLock(folder, zone, (held) => {
    const ring = readRing(folder, zone) ?? emptyRing(zone)
    const keys = ring.cities[cityId]
    if (keys === undefined) throw new Error(`The keys of "${cityId}" were taken away meanwhile.`)
    const whole = { ...ring, cities: { ...ring.cities, [cityId]: withNewKeys(keys, now) } }
    // Secrets first: a public key without its secret would seal what nobody can open.
    writeRing(held, folder, whole)
    writePublic(held, folder, publicPart(whole))
  })
  return listKeys(folder).filter((line) => line.zone === zone && line.cityId === cityId && line.current)
}

function withNewKeys(keys: CityKeys, now: Date): CityKeys {
  const purposes = Object.fromEntries(
    keyPurposes.map((use) => [use, [...keys.purposes[use], newSymmetricKey(keys.purposes[use], now)]]),
  )
  return {
    purposes: purposes as CityKeys['purposes'],
    tokens: keys.tokens,
    box: [...keys.box, newBoxPair(keys.box, now)],
    sign: [...keys.sign, newSignPair(keys.sign, now)],
  }
}

/** The public part of a zone, to carry to the machines of the other zones. */
export function exportPublicKeys(folder: string, zone: Zone): string {
  const ring = readRing(folder, zone)
  if (ring === undefined) throw new Error(`${folder} has no key ring of the ${zone} zone.`)
  return `${JSON.stringify(publicPart(ring), null, 2)}\n`
}

export type ImportResult =
  | { readonly ok: true; readonly zone: Zone; readonly cities: readonly string[] }
  | { readonly ok: false; readonly refusal: 'not-a-public-key-file' | 'own-zone' | 'lost-keys' }

/**
 * Takes another zone's public part. Refused when it would forget a key already known: old envelopes and tree heads
 * would no longer be provable.
 */
export function importPublicKeys(folder: string, text: string): ImportResult {
  const parsed = publicFile.safeParse(parseJson(text))
  if (!parsed.success) return { ok: false, refusal: 'not-a-public-key-file' }
  const incoming = parsed.data
  return withRingLock(folder, incoming.zone, (held) => {
    if (readRing(folder, incoming.zone) !== undefined) return { ok: false, refusal: 'own-zone' }
    const known = readPublic(folder, incoming.zone)
    if (known !== undefined && !containsAll(incoming, known)) return { ok: false, refusal: 'lost-keys' }
    writePublic(held, folder, incoming)
    return { ok: true, zone: incoming.zone, cities: Object.keys(incoming.cities) }
  })
}

function containsAll(incoming: PublicFile, known: PublicFile): boolean {
  return Object.entries(known.cities).every(([cityId, keys]) => {
    const next = incoming.cities[cityId]
    return (
      next !== undefined &&
      keys.box.every((key) => next.box.some((other) => other.publicKey === key.publicKey)) &&
      keys.sign.every((key) => next.sign.some((other) => other.id === key.id && other.publicKey === key.publicKey))
    )
  })
}

function lines(
  at: Pick<KeyLine, 'zone' | 'cityId' | 'use' | 'secret'>,
  keys: readonly { readonly id: string; readonly createdAt: string }[],
): readonly KeyLine[] {
  return keys.map((key, index) => ({ ...at, id: key.id, createdAt: key.createdAt, current: index === keys.length - 1 }))
}
