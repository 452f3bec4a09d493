import { readPostcode } from '../../../civic/address.ts'
import { digitsOnly } from '../../../civic/digits.ts'
import { findBank, findBranch } from '../../../civic/reference/banks.ts'
import { placesOfPostcode } from '../../../civic/reference/postcodes.ts'
import type { Town } from '../../../design/index.ts'
import type { PlacedField } from '../engine.ts'
import type { Answers } from '../language/answers.ts'
import type { Field, Page } from '../language/definition.ts'
import type { LookedUp } from './control-props.ts'
import { shownValue } from './shown-value.ts'
import { words } from './words.ts'

/** Answers, and beside them what was typed and could not be kept. */
interface Filled {
  readonly answers: Answers
  readonly typed: Readonly<Record<string, string>>
}

/** Prefecture, city and towns of a postcode; undefined when there is no such postcode. */
export function lookUpPostcode(
  text: string,
): { readonly prefecture: string; readonly city: string; readonly towns: readonly string[] } | undefined {
  const postcode = readPostcode(text)
  const places = postcode === undefined ? [] : placesOfPostcode(postcode)
  const [first] = places
  if (first === undefined) return undefined
  const towns = [...new Set(places.map((place) => place.town).filter((town) => town !== ''))]
  // A code that stands for more towns than are listed leaves the town open: the listed one is only a suggestion.
  return { prefecture: first.prefecture, city: first.city, towns: first.several ? ['', ...towns].slice(0, 20) : towns }
}

/** Names of a bank and a branch by their codes. */
export function lookUpBank(
  bank: string,
  branch: string,
): { readonly bankName: string; readonly branchName: string } | undefined {
  const bankCode = (digitsOnly(bank) ?? '').padStart(4, '0')
  const branchCode = (digitsOnly(branch) ?? '').padStart(3, '0')
  const foundBank = findBank(bankCode)
  const foundBranch = foundBank === undefined ? undefined : findBranch(bankCode, branchCode)
  if (foundBank === undefined || foundBranch === undefined) return undefined
  return { bankName: foundBank.name, branchName: foundBranch.name }
}

/** What the button beside an address, an account or a map fills in, without script: into what is typed, nothing is lost. */
export function applyLookup<Body extends Filled>(body: Body, page: Page, path: string, towns: readonly Town[]): Body {
  const place = placeAt(page, path)
  if (place === undefined) return body
  const shown = shownValue(path, place, body)
  const found = foundParts(place.field, shown, towns)
  const filled = { ...shown, ...found }
  const typed = Object.fromEntries(
    Object.entries(filled).map(([part, text]) => [part === '' ? path : `${path}.${part}`, text]),
  )
  return { ...body, typed: { ...body.typed, ...typed } }
}

/** What the button says it found: the towns to choose from, the names of a bank, or that there is nothing. */
export function lookedUp(placed: PlacedField, body: Filled): LookedUp {
  const values = shownValue(placed.path, placed, body)
  if (placed.field.type === 'account') {
    const bank = lookUpBank(values.bankCode ?? '', values.branchCode ?? '')
    return { found: bank === undefined ? words.lookedUpNoBank : `${bank.bankName} ${bank.branchName}` }
  }
  if (placed.field.type === 'map-point' || placed.field.type === 'map-shape') return { found: words.townUsed }
  const place = lookUpPostcode(values.postcode ?? '')
  if (place === undefined) return { found: words.lookedUpNothing }
  const towns = place.towns.filter((town) => town !== '')
  return towns.length > 1 ? { found: words.lookedUpMany(towns.length), towns } : { found: words.lookedUpOne }
}

function foundParts(
  field: Field,
  shown: Readonly<Record<string, string>>,
  towns: readonly Town[],
): Readonly<Record<string, string>> {
  if (field.type === 'address') {
    const place = lookUpPostcode(shown.postcode ?? '')
    if (place === undefined) return {}
    const { prefecture, city, towns } = place
    const only = towns.length === 1 ? towns[0] : undefined
    return { prefecture, city, ...(only === undefined ? {} : { town: only }) }
  }
  if (field.type === 'account') return lookUpBank(shown.bankCode ?? '', shown.branchCode ?? '') ?? {}
  if (field.type === 'map-point') {
    const town = towns.find((each) => each.id === shown.town)
    return town === undefined ? {} : { lat: String(town.lat), lng: String(town.lng) }
  }
  if (field.type === 'map-shape') {
    const town = towns.find((each) => each.id === shown.town)
    if (town === undefined) return {}
    const points = (shown.points ?? '').trimEnd()
    return { points: `${points}${points === '' ? '' : '\n'}${town.lat}, ${town.lng}`, town: '' }
  }
  return {}
}

/** The field of a path on this page; undefined for any other path, also of another page. */
export function fieldAt(page: Page, path: string): Field | undefined {
  return placeAt(page, path)?.field
}

function placeAt(page: Page, path: string): Pick<PlacedField, 'group' | 'item' | 'field'> | undefined {
  const [groupId, ...rest] = path.split('.')
  const group = page.groups.find((each) => each.id === groupId)
  if (group === undefined) return undefined
  const fieldId = group.repeat ? rest[1] : rest[0]
  if (rest.length !== (group.repeat ? 2 : 1)) return undefined
  const field = group.fields?.find((each) => each.id === fieldId)
  return field && { group, field, ...(group.repeat ? { item: Number(rest[0]) } : {}) }
}
