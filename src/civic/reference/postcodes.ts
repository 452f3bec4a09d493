import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateRawSync } from 'node:zlib'

/** A place of a postcode. Source: 日本郵便 郵便番号データ, as packed by the npm package `yubin` (MIT). */
export interface PostcodePlace {
  readonly postcode: string
  /** Five digits of 全国地方公共団体コード, without check digit. */
  readonly municipality: string
  readonly prefecture: string
  readonly city: string
  /** Empty where the postcode stands for the whole city. */
  readonly town: string
  readonly townKana: string
  /** Name of the office or company that has a postcode of its own, with its block. */
  readonly office?: string
  readonly block?: string
  /** More towns share this code (日本郵便: 一つの郵便番号で二以上の町域): the town has to be left open to change. */
  readonly several?: true
}

const keptChunks = 40
const chunks = new Map<string, ReadonlyMap<string, readonly PostcodePlace[]>>()

/**
 * The places of a seven-digit postcode, none when it doesn't exist. The package keeps one town of each code and marks the
 * 1,300 codes that have more; `several` passes that mark on. A chunk of three digits is unpacked when first asked for,
 * so that a program that looks up one town doesn't hold the whole country.
 */
export function placesOfPostcode(postcode: string): readonly PostcodePlace[] {
  return /^\d{7}$/.test(postcode) ? (chunkOf(postcode.slice(0, 3)).get(postcode) ?? []) : []
}

function chunkOf(head: string): ReadonlyMap<string, readonly PostcodePlace[]> {
  const kept = chunks.get(head)
  if (kept) return kept
  const places = parse(unpack(head))
  const oldest = chunks.keys().next()
  if (chunks.size >= keptChunks && !oldest.done) chunks.delete(oldest.value)
  chunks.set(head, places)
  return places
}

/** The package holds one deflated CSV per three digits, base64, in an object literal. */
function unpack(head: string): string {
  const path = createRequire(import.meta.url).resolve('yubin')
  const source = readFileSync(path)
  const mark = Buffer.from(`"${head}": "`)
  const start = source.indexOf(mark)
  if (start < 0) return ''
  const from = start + mark.length
  const packed = source.subarray(from, source.indexOf('"', from)).toString('latin1')
  return inflateRawSync(Buffer.from(packed, 'base64')).toString('utf8')
}

function parse(csv: string): ReadonlyMap<string, readonly PostcodePlace[]> {
  const places = new Map<string, PostcodePlace[]>()
  for (const line of csv.split('\n')) {
    const place = line.startsWith('k')
      ? townOf(line.split(','))
      : line.startsWith('j')
        ? officeOf(line.split(','))
        : undefined
    if (!place) continue
    const known = places.get(place.postcode)
    if (!known) places.set(place.postcode, [place])
    else if (!known.some((other) => other.city === place.city && other.town === place.town)) known.push(place)
  }
  return places
}

function townOf(columns: readonly string[]): PostcodePlace {
  const [, postcode = '', , municipality = '', prefecture = '', , city = '', , town = '', townKana = ''] = columns
  const several = columns[13]?.trim() === '1'
  const whole = town === '以下に掲載がない場合' || /の次に番地がくる場合$|一円$/.test(town)
  return {
    postcode,
    municipality,
    prefecture,
    city,
    town: whole ? '' : town.replace(/（.*$/, ''),
    townKana: whole ? '' : townKana.replace(/[（(].*$/, ''),
    ...(several ? { several } : {}),
  }
}

function officeOf(columns: readonly string[]): PostcodePlace {
  const [, postcode = '', , municipality = '', prefecture = '', city = '', town = '', block = '', office = ''] = columns
  return { postcode, municipality, prefecture, city, town, townKana: '', office, block }
}
