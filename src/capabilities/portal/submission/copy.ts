import type { Locale } from '../../../platform/i18n/local-text.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Answers, Assurance, FilerKind } from '../../procedures/index.ts'

/** The resident's own copy of what was submitted, encrypted; deleted some time after the matter is over. */
export interface ApplicationCopy {
  readonly answers: Answers
  readonly sources: Readonly<Record<string, string>>
  readonly filer: FilerKind
  readonly assurance: Assurance
  readonly delivery: string
  readonly warnings: readonly string[]
  readonly feeTotal: number
  readonly locale: Locale
  /** Opens it together with the receipt number; shown to the person who is in. */
  readonly secret: string
  readonly email?: string
  readonly signedBy?: string
  readonly section: { readonly ja: string; readonly easy?: string; readonly en?: string }
}

export function sealCopy(keys: KeyRing, cityId: string, id: string, copy: ApplicationCopy): Buffer {
  return keys.encrypt(cityId, 'copy', Buffer.from(JSON.stringify(copy), 'utf8'), `application:${id}`)
}

export function openCopy(keys: KeyRing, cityId: string, id: string, box: Uint8Array): ApplicationCopy {
  return JSON.parse(keys.decrypt(cityId, 'copy', box, `application:${id}`).toString('utf8')) as ApplicationCopy
}

/** Small things of an application (notices, corrections, letters), each bound to its own row. */
export function sealSmall(keys: KeyRing, cityId: string, place: string, content: unknown): Buffer {
  return keys.encrypt(cityId, 'copy', Buffer.from(JSON.stringify(content), 'utf8'), place)
}

export function openSmall<T>(keys: KeyRing, cityId: string, place: string, box: Uint8Array): T {
  return JSON.parse(keys.decrypt(cityId, 'copy', box, place).toString('utf8')) as T
}
