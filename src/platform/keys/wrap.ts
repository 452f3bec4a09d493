import { randomBytes } from 'node:crypto'
import sodium from 'sodium-native'
import { z } from 'zod'
import { type Zone, zones } from '../zone.ts'
import { openBox, sealBox } from './box.ts'
import { publicFile, ringFile } from './ring-file.ts'
import { readPublic, readRing, writePublic, writeRing } from './ring-folder.ts'
import { withRingLock } from './ring-lock.ts'
import { SealBroken } from './seal-broken.ts'

/** RFC 9106, second recommended option: three passes over 64 MiB. A small server can do it, a guesser pays for each try. */
const OPSLIMIT = 3
const MEMLIMIT = 64 * 1024 * 1024
const CONTEXT = 'yanagi key ring backup 1'

const wrappedFile = z.strictObject({
  format: z.literal('yanagi-key-ring-1'),
  kdf: z.strictObject({
    name: z.literal('argon2id'),
    salt: z.base64(),
    opslimit: z.int().min(1).max(20),
    memlimit: z
      .int()
      .min(8192)
      .max(1024 ** 3),
  }),
  box: z.base64(),
})

const content = z.strictObject({ rings: z.array(ringFile), publics: z.array(publicFile) })

/** The whole key folder as one text that only the passphrase opens: what a backup carries beside the database. */
export async function wrapKeyRing(folder: string, passphrase: string): Promise<string> {
  const rings = zones.flatMap((zone) => readRing(folder, zone) ?? [])
  const publics = zones.flatMap((zone) => readPublic(folder, zone) ?? [])
  if (rings.length === 0) throw new Error(`${folder} holds no key ring to back up.`)
  const kdf = {
    name: 'argon2id' as const,
    salt: randomBytes(sodium.crypto_pwhash_SALTBYTES).toString('base64'),
    opslimit: OPSLIMIT,
    memlimit: MEMLIMIT,
  }
  const key = await derive(passphrase, kdf)
  const box = sealBox({ id: '00000000', key }, Buffer.from(JSON.stringify({ rings, publics })), context(kdf))
  sodium.sodium_memzero(key)
  return `${JSON.stringify({ format: 'yanagi-key-ring-1', kdf, box: box.toString('base64') })}\n`
}

/**
 * Writes the key ring of a backup into `folder`, which must not hold one: keys are never overwritten.
 * Throws `SealBroken` ('wrong-passphrase') when the passphrase does not open it.
 */
export async function unwrapKeyRing(folder: string, wrapped: string, passphrase: string): Promise<void> {
  for (const zone of zones) refuseKeysOf(zone, folder)
  const parsed = wrappedFile.safeParse(JSON.parse(wrapped))
  if (!parsed.success) throw new SealBroken('not-a-box', 'Key ring backup')
  const key = await derive(passphrase, parsed.data.kdf)
  const { rings, publics } = content.parse(JSON.parse(openWith(key, parsed.data).toString('utf8')))
  for (const ring of rings)
    withRingLock(folder, ring.zone, (held) => {
      refuseKeysOf(ring.zone, folder)
      writeRing(held, folder, ring)
    })
  for (const open of publics) withRingLock(folder, open.zone, (held) => writePublic(held, folder, open))
}

function refuseKeysOf(zone: Zone, folder: string): void {
  if (readRing(folder, zone) !== undefined)
    throw new Error(`${folder} already holds keys of the ${zone} zone; restore into an empty folder.`)
}

function openWith(key: Buffer, file: z.infer<typeof wrappedFile>): Buffer {
  try {
    return openBox(key, Buffer.from(file.box, 'base64'), context(file.kdf))
  } catch {
    throw new SealBroken('wrong-passphrase', 'Key ring backup')
  } finally {
    sodium.sodium_memzero(key)
  }
}

/** The cost is part of what is authenticated: nobody can lower it in the file. */
function context(kdf: z.infer<typeof wrappedFile>['kdf']): string {
  return `${CONTEXT} ${JSON.stringify([kdf.name, kdf.salt, kdf.opslimit, kdf.memlimit])}`
}

async function derive(passphrase: string, kdf: z.infer<typeof wrappedFile>['kdf']): Promise<Buffer> {
  const key = Buffer.alloc(32)
  await sodium.crypto_pwhash_async(
    key,
    Buffer.from(passphrase.normalize('NFC'), 'utf8'),
    Buffer.from(kdf.salt, 'base64'),
    kdf.opslimit,
    kdf.memlimit,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
  )
  return key
}
