import { randomBytes } from 'node:crypto'
import sodium from 'sodium-native'
import { z } from 'zod'
import { type Zone, zones } from '../zone.ts'
import type { KeyPurpose } from './key-ring.ts'

/** Every purpose, in the order of the file. */
export const keyPurposes = [
  'draft',
  'copy',
  'profile',
  'case',
  'evidence',
  'search',
  'session',
  'credential',
] as const satisfies readonly KeyPurpose[]

const keyId = z.string().regex(/^[0-9a-f]{8}$/)
const key32 = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes')
const signingSecret = z.base64().refine((text) => Buffer.from(text, 'base64').length === 64, '64 bytes')
const createdAt = z.iso.datetime()

const symmetricKey = z.strictObject({ id: keyId, createdAt, key: key32 })
const boxPair = z.strictObject({ id: keyId, createdAt, publicKey: key32, secretKey: key32 })
const signPair = z.strictObject({ id: keyId, createdAt, publicKey: key32, secretKey: signingSecret })
const publicKey = z.strictObject({ id: keyId, createdAt, publicKey: key32 })

const cityKeys = z.strictObject({
  /** Newest last: that one encrypts, all of them read. */
  purposes: z.record(z.enum(keyPurposes), z.array(symmetricKey).min(1)),
  /** Makes search and look-up tokens. It does not rotate with the others: a new one would find nothing of the old. */
  tokens: key32,
  box: z.array(boxPair).min(1),
  sign: z.array(signPair).min(1),
})

export const ringFile = z.strictObject({
  format: z.literal(1),
  zone: z.enum(zones),
  cities: z.record(z.string(), cityKeys),
})

export const publicFile = z.strictObject({
  format: z.literal(1),
  zone: z.enum(zones),
  cities: z.record(z.string(), z.strictObject({ box: z.array(publicKey).min(1), sign: z.array(publicKey).min(1) })),
})

export type RingFile = z.infer<typeof ringFile>
export type CityKeys = z.infer<typeof cityKeys>
/** What the other zones may know of a zone: where to seal to, and how to check what it signed. */
export type PublicFile = z.infer<typeof publicFile>

/** A ring without cities. */
export function emptyRing(zone: Zone): RingFile {
  return { format: 1, zone, cities: {} }
}

/** Fresh keys of one city in one zone. */
export function newCityKeys(now: Date): CityKeys {
  const purposes = Object.fromEntries(keyPurposes.map((purpose) => [purpose, [newSymmetricKey([], now)]]))
  return {
    purposes: purposes as CityKeys['purposes'],
    tokens: randomBytes(32).toString('base64'),
    box: [newBoxPair([], now)],
    sign: [newSignPair([], now)],
  }
}

/** A key whose id none of `others` has. */
export function newSymmetricKey(others: readonly { readonly id: string }[], now: Date): z.infer<typeof symmetricKey> {
  return { id: freshId(others), createdAt: now.toISOString(), key: randomBytes(32).toString('base64') }
}

export function newBoxPair(others: readonly { readonly id: string }[], now: Date): z.infer<typeof boxPair> {
  const open = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES)
  const secret = Buffer.alloc(sodium.crypto_box_SECRETKEYBYTES)
  sodium.crypto_box_keypair(open, secret)
  return pair(others, now, open, secret)
}

export function newSignPair(others: readonly { readonly id: string }[], now: Date): z.infer<typeof signPair> {
  const open = Buffer.alloc(sodium.crypto_sign_PUBLICKEYBYTES)
  const secret = Buffer.alloc(sodium.crypto_sign_SECRETKEYBYTES)
  sodium.crypto_sign_keypair(open, secret)
  return pair(others, now, open, secret)
}

/** The part of a ring that the other zones get. */
export function publicPart(ring: RingFile): PublicFile {
  const cities = Object.entries(ring.cities).map(([cityId, keys]) => [
    cityId,
    { box: keys.box.map(withoutSecret), sign: keys.sign.map(withoutSecret) },
  ])
  return { format: 1, zone: ring.zone, cities: Object.fromEntries(cities) }
}

function withoutSecret(keys: { id: string; createdAt: string; publicKey: string }) {
  return { id: keys.id, createdAt: keys.createdAt, publicKey: keys.publicKey }
}

function pair(others: readonly { readonly id: string }[], now: Date, open: Buffer, secret: Buffer) {
  return {
    id: freshId(others),
    createdAt: now.toISOString(),
    publicKey: open.toString('base64'),
    secretKey: secret.toString('base64'),
  }
}

function freshId(others: readonly { readonly id: string }[]): string {
  for (;;) {
    const id = randomBytes(4).toString('hex')
    // 00000000 names "the data key at hand" in boxes made with a case's own key.
    if (id !== '00000000' && others.every((other) => other.id !== id)) return id
  }
}
