import { decryptWithDataKey, encryptWithDataKey } from '../../../platform/keys/data-key.ts'
import type { KeyRing } from '../../../platform/keys/key-ring.ts'
import type { Answers } from '../../procedures/index.ts'
import type { Notice } from '../format/notice.ts'

/** Everything that people wrote, as it is kept. */
export interface NoticeContent {
  readonly notice: Notice
  /** What the counter asked, as answers of the guide. */
  readonly asked: Answers
}

/** What lists show. */
export interface NoticeName {
  readonly name: string
  readonly kana: string
}

/** Boxes of one notice, with its own data key. */
export interface NoticeVault {
  seal(place: string, value: unknown): Buffer
  open<T>(place: string, box: Uint8Array): T
}

export function newNoticeVault(keys: KeyRing, cityId: string, id: string): { vault: NoticeVault; wrapped: Buffer } {
  const { key, wrapped } = keys.newDataKey(cityId, `moving ${id}`)
  return { vault: vaultWith(key, id), wrapped }
}

export function openNoticeVault(keys: KeyRing, cityId: string, id: string, wrapped: Uint8Array): NoticeVault {
  return vaultWith(keys.unwrapDataKey(cityId, wrapped, `moving ${id}`), id)
}

function vaultWith(key: Uint8Array, id: string): NoticeVault {
  return {
    seal: (place, value) =>
      encryptWithDataKey(key, Buffer.from(JSON.stringify(value), 'utf8'), `moving ${id}/${place}`),
    open: <T>(place: string, box: Uint8Array) =>
      JSON.parse(decryptWithDataKey(key, box, `moving ${id}/${place}`).toString('utf8')) as T,
  }
}
