import { normaliseBlock } from '../../../civic/address.ts'
import { foldVariants } from '../../../civic/characters.ts'
import { prefectureOf } from '../../../civic/prefectures.ts'

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']

/** What a town is compared by: width, variants of characters, 大字 and 字, ヶ and ケ, 1丁目 and 一丁目 do not count. */
export function townKey(text: string): string {
  return foldVariants(text.normalize('NFKC'))
    .replace(/\s+/g, '')
    .replace(/^(大字|字)/, '')
    .replace(/大字(?=.)/g, '')
    .replace(/[ヶケヵカが](?=丘|原|崎|谷|浜|峰|岡|関|島|瀬)/g, 'ケ')
    .replace(/(\d{1,2})丁目/g, (_, number: string) => `${kanjiNumber(Number(number))}丁目`)
}

function kanjiNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[ones] ?? ''}`
}

/** An address without prefecture, county and city at its head. */
export function withoutCity(address: string, cityCode: string, municipality: string): string {
  const plain = address.normalize('NFKC').replace(/\s+/g, '')
  const prefecture = prefectureOf(cityCode) ?? ''
  const inside = plain.startsWith(prefecture) ? plain.slice(prefecture.length) : plain
  const at = inside.indexOf(municipality)
  // A county may stand between them: 大島郡周防大島町.
  return at >= 0 && at <= 6 ? inside.slice(at + municipality.length) : inside
}

/** The number of a house or of land behind a town: `10番2号`, `１０－２` and `10-2` are the same; without one empty. */
export function numberKey(rest: string): string {
  const block = normaliseBlock(rest.replace(/^(字|番地?)/, ''))
  return /^\d+(-\d+)*/.exec(block)?.[0] ?? ''
}
