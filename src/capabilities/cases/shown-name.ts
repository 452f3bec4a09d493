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
