import sodium from 'sodium-native'
import { isCommonPassword } from './common-passwords.ts'

/**
 * argon2id with 32 MiB and 3 passes: above the floor of 19 MiB and 2 passes that OWASP names, about 60 ms on one
 * core, and small enough that two at once (see `turns`) do not burst the 200 MB of the process.
 */
const passes = 3
const memoryBytes = 32 * 1024 * 1024
const mostAtOnce = 2

export const passwordShortest = 15
/** Long sentences are welcome (ASVS 6.2.9 asks for 64 at least); the limit keeps hashing from being abused. */
export const passwordLongest = 128

export type PasswordProblem = 'too-short' | 'too-long' | 'common' | 'about-you'

/**
 * What is wrong with a new password: length, a known or patterned one, or one made of the person's own words.
 * There are no rules on kinds of characters (NIST SP 800-63B-4).
 */
export function passwordProblem(password: string, about: readonly string[]): PasswordProblem | null {
  const length = [...password].length
  if (length < passwordShortest) return 'too-short'
  if (length > passwordLongest) return 'too-long'
  const plain = password.normalize('NFKC').toLowerCase()
  if (isCommonPassword(plain)) return 'common'
  const rest = about
    .flatMap((word) => [word, ...word.split(/\s+/)])
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), plain)
  return rest.length < 8 && rest !== plain ? 'about-you' : null
}

/** Hashes for storing. Typed as is, only in one Unicode form, since keyboards differ in how they compose letters. */
export async function hashPassword(password: string): Promise<string> {
  const output = Buffer.alloc(sodium.crypto_pwhash_STRBYTES)
  await inTurn(() => sodium.crypto_pwhash_str_async(output, bytesOf(password), passes, memoryBytes))
  return output.toString('utf8').replace(/\0+$/, '')
}

/**
 * Compares with the stored hash; without one (nobody has this number, or no password) with a hash that nothing
 * matches, so that the time tells nothing.
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const hash = stored ?? (await nobodysHash())
  const encoded = Buffer.alloc(sodium.crypto_pwhash_STRBYTES)
  encoded.write(hash, 'utf8')
  const matches = await inTurn(() =>
    sodium.crypto_pwhash_str_verify_async(encoded, bytesOf(password.slice(0, passwordLongest * 2))),
  )
  return matches && stored !== null
}

/** Whether a stored hash was made with weaker numbers and should be made anew at the next sign-in. */
export function isOutdated(stored: string): boolean {
  const encoded = Buffer.alloc(sodium.crypto_pwhash_STRBYTES)
  encoded.write(stored, 'utf8')
  return sodium.crypto_pwhash_str_needs_rehash(encoded, passes, memoryBytes)
}

let made: Promise<string> | undefined
/** Made before the first sign-in needs it; see `warmUp`. */
function nobodysHash(): Promise<string> {
  made ??= hashPassword(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'))
  return made
}

/** To be called at start, so that the very first unknown number takes no longer than the others. */
export async function warmUp(): Promise<void> {
  await nobodysHash()
}

/** An empty field costs the same work as a wrong password; the library takes no empty one, and NUL is nobody's. */
const bytesOf = (password: string): Buffer => Buffer.from(password === '' ? '\0' : password.normalize('NFC'), 'utf8')

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await work()
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
