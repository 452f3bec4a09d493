import { fullName } from '../../civic/name.ts'
import type { CompiledProcedure } from '../procedures/index.ts'
import type { PlacedValue } from './answers-at.ts'
import type { CaseNames } from './content.ts'

type Delivery = Pick<CompiledProcedure['definition']['delivery'], 'organisation'>

/** The company or group that applies, by the answer that the definition names; undefined where a person does. */
export function organisationOf(placed: readonly PlacedValue[], { organisation }: Delivery): string | undefined {
  const value = organisation && placed.find(({ path }) => path === organisation.name)?.value
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Who applies, as the office's screens say it: a company or group stands before its representative, as on letters. */
export function shownName({ name, organisation }: Pick<CaseNames, 'name' | 'organisation'>): string {
  return organisation === undefined ? name : `${organisation}　${name}`
}

/** The first person's name of the form is the applicant's, with the readings that stand beside it. */
export function namesOf(placed: readonly PlacedValue[]): CaseNames {
  const { name, kana } = namePlaces(placed)
  return { name: textOf(name?.value), kana: kana.map(({ value }) => textOf(value)).join('　') }
}

/** The same after a correction: who applies as it is answered now, where it was changed; nothing is taken back from elsewhere. */
export function correctedNames(
  before: CaseNames,
  placed: readonly PlacedValue[],
  changed: readonly string[],
  delivery: Delivery,
): CaseNames {
  const { name, kana } = namePlaces(placed)
  const touched = (paths: readonly (string | undefined)[]): boolean => changed.some((path) => paths.includes(path))
  const own = touched([name?.path, ...kana.map(({ path }) => path)]) ? namesOf(placed) : before
  const organisation = touched([delivery.organisation?.name]) ? organisationOf(placed, delivery) : before.organisation
  return { name: own.name, kana: own.kana, ...(organisation === undefined ? {} : { organisation }) }
}

function namePlaces(placed: readonly PlacedValue[]) {
  const name = placed.find(({ field, value }) => field.type === 'name' && value !== undefined)
  const kana = placed.filter(
    ({ field, group, item, value }) =>
      field.type === 'kana' && value !== undefined && group.id === name?.group.id && item === name.item,
  )
  return { name, kana }
}

function textOf(value: PlacedValue['value']): string {
  if (typeof value === 'string') return value
  if (typeof value === 'object' && 'family' in value) return fullName({ family: value.family, given: value.given })
  return ''
}
