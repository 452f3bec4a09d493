import { noBlock, readPostcode } from '../../../civic/address.ts'
import { placesOfPostcode } from '../../../civic/reference/postcodes.ts'

const PREFECTURE = /^(北海道|東京都|(?:京都|大阪)府|.{2,3}県)/
/** 郡 with its town, a city with its ward, or one of them alone; the names that hold 市 themselves come first. */
const CITY = /^((?:四日市|廿日市|野々市|市川|市原|八日市場)市|.{1,4}郡.{1,5}[町村]|.{1,5}市.{1,3}区|.{1,6}?[市区町村])/

/**
 * An address in one line, taken apart: 郵便番号 in front or given apart, then 都道府県, 市区町村, 町字, 番地以下, and what
 * stands behind a space as 方書. With a postcode the postal register says where the town ends.
 */
export function splitAddress(text: string, given = ''): Readonly<Record<string, string>> {
  const head = /^\s*〒?\s*([0-9０-９]{3}[-－‐−ー]?[0-9０-９]{4})\s*/.exec(text)
  const postcode = readPostcode(given) ?? (head ? readPostcode(head[1] ?? '') : undefined) ?? given
  const line = (head ? text.slice(head[0].length) : text).trim()
  const places = placesOfPostcode(postcode)
  for (const { prefecture, city, town } of places) {
    const rest = without(without(line, prefecture) ?? line, city)
    const behind = rest === undefined || town === '' ? undefined : without(rest, town)
    if (behind !== undefined) return { postcode, prefecture, city, town, ...blockOf(behind) }
  }
  const prefecture = PREFECTURE.exec(line)?.[1] ?? places[0]?.prefecture ?? ''
  const inside = without(line, prefecture) ?? line
  const known = places.find(({ city }) => inside.startsWith(city))?.city
  const city = known ?? CITY.exec(inside)?.[1] ?? ''
  const rest = inside.slice(city.length)
  const digit = rest.search(/[0-9０-９]|無番地|番地なし/)
  const town = digit < 0 ? rest : rest.slice(0, digit)
  return { postcode, prefecture, city, town: town.trim(), ...blockOf(digit < 0 ? '' : rest.slice(digit)) }
}

function without(text: string, head: string): string | undefined {
  return text.startsWith(head) ? text.slice(head.length) : undefined
}

function blockOf(text: string): { readonly block: string; readonly building?: string } {
  const trimmed = text.trim()
  if (trimmed === '') return { block: '' }
  const space = trimmed.search(/[\s　]/)
  if (space < 0) return { block: trimmed === '無番地' ? noBlock : trimmed }
  return { block: trimmed.slice(0, space), building: trimmed.slice(space).trim() }
}
