import type { NamedKey } from './box.ts'
import type { KeyPurpose } from './key-ring.ts'
import type { CityKeys, PublicFile, RingFile } from './ring-file.ts'

/** The secrets of one city, decoded once. The newest key makes, all of them read. */
export interface SecretKeys {
  readonly purposes: Readonly<
    Record<KeyPurpose, { readonly current: NamedKey; readonly byId: ReadonlyMap<string, Buffer> }>
  >
  readonly tokens: Buffer
  readonly box: ReadonlyMap<string, { readonly publicKey: Buffer; readonly secretKey: Buffer }>
  readonly sign: NamedKey
}

/** What is known of another zone's keys for one city. */
export interface OpenKeys {
  readonly box: { readonly current: NamedKey }
  readonly sign: ReadonlyMap<string, Buffer>
}

export function loadSecretKeys(ring: RingFile): ReadonlyMap<string, SecretKeys> {
  return new Map(Object.entries(ring.cities).map(([cityId, keys]) => [cityId, decodeSecrets(keys)]))
}

export function loadOpenKeys(open: PublicFile): ReadonlyMap<string, OpenKeys> {
  return new Map(
    Object.entries(open.cities).map(([cityId, keys]) => {
      const box = newest(keys.box)
      const sign = new Map(keys.sign.map((key) => [key.id, bytes(key.publicKey)]))
      return [cityId, { box: { current: { id: box.id, key: bytes(box.publicKey) } }, sign }]
    }),
  )
}

function decodeSecrets(keys: CityKeys): SecretKeys {
  const purpose = (use: KeyPurpose) => {
    const current = newest(keys.purposes[use])
    return {
      current: { id: current.id, key: bytes(current.key) },
      byId: new Map(keys.purposes[use].map((key) => [key.id, bytes(key.key)])),
    }
  }
  const sign = newest(keys.sign)
  return {
    purposes: {
      draft: purpose('draft'),
      copy: purpose('copy'),
      profile: purpose('profile'),
      case: purpose('case'),
      evidence: purpose('evidence'),
      search: purpose('search'),
      session: purpose('session'),
      credential: purpose('credential'),
    },
    tokens: bytes(keys.tokens),
    box: new Map(
      keys.box.map((pair) => [pair.id, { publicKey: bytes(pair.publicKey), secretKey: bytes(pair.secretKey) }]),
    ),
    sign: { id: sign.id, key: bytes(sign.secretKey) },
  }
}

function newest<T>(keys: readonly T[]): T {
  const last = keys.at(-1)
  if (last === undefined) throw new Error('A key list is never empty: the file shape says so.')
  return last
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64')
}
