import { z } from 'zod'
import type { AddressParts, NameParts, Profile } from './session.ts'

/**
 * Claims of the identity provider, as デジタル認証アプリ names them: name and address are one text each; the sex is a
 * digit of the certificate (1 male, 2 female, 3 not stated). Providers that give the parts are understood as well.
 */
const claims = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().min(1).max(200),
  family_name: z.string().max(100).optional(),
  given_name: z.string().max(100).optional(),
  'family_name#ja-Kana-JP': z.string().max(100).optional(),
  'given_name#ja-Kana-JP': z.string().max(100).optional(),
  birthdate: z.iso.date(),
  gender: z.string().max(20).optional(),
  address: z.union([
    z.string().min(1).max(400),
    z.object({
      formatted: z.string().min(1).max(400),
      postal_code: z.string().max(10).optional(),
      region: z.string().max(20).optional(),
      locality: z.string().max(60).optional(),
      street_address: z.string().max(300).optional(),
    }),
  ]),
})

/** The profile that a provider's claims describe; null when they lack one of the four facts. */
export function readProfile(raw: unknown): Profile | null {
  const read = claims.safeParse(raw)
  if (!read.success) return null
  const { data } = read
  const fullAddress = typeof data.address === 'string' ? data.address : data.address.formatted
  const kana = readKana(data['family_name#ja-Kana-JP'], data['given_name#ja-Kana-JP'])
  return {
    name: splitName(data.name, data.family_name, data.given_name),
    fullName: data.name,
    ...(kana === null ? {} : { nameKana: kana }),
    birth: data.birthdate,
    sex: readSex(data.gender),
    address: splitAddress(fullAddress, typeof data.address === 'string' ? '' : (data.address.postal_code ?? '')),
    fullAddress,
  }
}

/** Family and given name. The card writes one text with a space; a name without space (some foreign names) stays whole. */
export function splitName(whole: string, family?: string, given?: string): NameParts {
  if (family !== undefined && given !== undefined) return { family, given }
  const at = whole.search(/[\s　]/u)
  return at < 0 ? { family: whole, given: '' } : { family: whole.slice(0, at), given: whole.slice(at + 1).trim() }
}

/**
 * The parts of a card's address. Prefecture and municipality end in known letters; the town ends where the first
 * number begins. What can't be told apart stays in `town`, and the person sees and corrects it in the form.
 */
export function splitAddress(whole: string, postcode: string): AddressParts {
  const prefecture = /^(?:東京都|北海道|京都府|大阪府|.{2,3}県)/u.exec(whole)?.[0] ?? ''
  const afterPrefecture = whole.slice(prefecture.length)
  const city =
    /^(?:.{1,6}?郡.{1,6}?[町村]|(?:四日市|廿日市|野々市|八日市)市(?:.{1,4}?区)?|.{1,7}?市(?:.{1,4}?区)?|.{1,6}?[区町村])/u.exec(
      afterPrefecture,
    )?.[0] ?? ''
  const [place, ...building] = afterPrefecture.slice(city.length).split(/[\s　]+/u)
  const numberAt = (place ?? '').search(/[0-9０-９]/u)
  const town = numberAt < 0 ? (place ?? '') : (place ?? '').slice(0, numberAt)
  const block = numberAt < 0 ? '' : (place ?? '').slice(numberAt)
  return {
    postcode,
    prefecture,
    city,
    town,
    block,
    ...(building.length === 0 ? {} : { building: building.join('　') }),
  }
}

function readKana(family: string | undefined, given: string | undefined): NameParts | null {
  return family === undefined || given === undefined ? null : { family, given }
}

function readSex(gender: string | undefined): Profile['sex'] {
  if (gender === '1' || gender === 'male') return 'male'
  return gender === '2' || gender === 'female' ? 'female' : 'unspecified'
}
