import { plainHyphens, toHalfWidth } from './digits.ts'

/** An address in the GIF shape: town is 町字, block 番地以下, building 方書. */
export interface Address {
  readonly postcode: string
  readonly prefecture: string
  readonly city: string
  readonly town: string
  readonly block: string
  readonly building?: string
  readonly localGovernmentCode?: string
}

/** Written where a place has no house number. */
export const noBlock = '番地なし'

/** The whole address in one line, 方書 after a full-width space. */
export function fullAddress(address: Address): string {
  const block = address.block === noBlock ? '' : address.block
  const place = `${address.prefecture}${address.city}${address.town}${block}`
  return address.building ? `${place}　${address.building}` : place
}

/** The address for an envelope: 〒742-0021 and the lines below it. */
export function addressLines(address: Address): readonly string[] {
  const { building, ...place } = address
  return [`〒${formatPostcode(address.postcode)}`, fullAddress(place), ...(building ? [building] : [])]
}

/** 番地以下 as half-width digits and hyphens: `１２３番地の４` → `123-4`, `10番1号` → `10-1`, `無番地` → 番地なし. */
export function normaliseBlock(text: string): string {
  const plain = toHalfWidth(text).replace(/\s+/g, '')
  if (/^(番地なし|番地無し|番地無|無番地|なし)$/.test(plain)) return noBlock
  return plain
    .replace(/(\d)[‐‑‒–—―−ー─━ｰ](?=\d)/g, '$1-')
    .replace(/(\d)丁目/g, '$1-')
    .replace(/(\d)番地の?/g, '$1-')
    .replace(/(\d)番(?=\d|$)/g, '$1-')
    .replace(/(\d)号(?=$|-)/g, '$1')
    .replace(/(\d)の(?=\d)/g, '$1-')
    .replace(/-+$/, '')
}

/** Seven digits from any width, with 〒 or hyphen; undefined when there are not seven. */
export function readPostcode(text: string): string | undefined {
  const bare = plainHyphens(toHalfWidth(text)).replace(/[〒\-\s]/g, '')
  return /^\d{7}$/.test(bare) ? bare : undefined
}

export function formatPostcode(postcode: string): string {
  return `${postcode.slice(0, 3)}-${postcode.slice(3)}`
}
