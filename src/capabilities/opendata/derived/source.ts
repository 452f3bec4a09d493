import type { City } from '../../../platform/cities.ts'
import type { ZoneServices } from '../../../platform/services.ts'
import type { DatasetDefinition } from '../language/dataset.ts'
import type { SourceProblem } from '../office/source-problems.ts'
import type { Row } from '../table/check-row.ts'
import type { PublishingCity } from '../table/to-rows.ts'

/** What a source may look at when it makes its rows. */
export interface DerivingCity {
  readonly services: ZoneServices<'office'>
  readonly city: City
  readonly definition: DatasetDefinition
  readonly publisher: PublishingCity
  readonly now: Date
  /** The rows that are published now; none before the first time. */
  readonly published: () => Promise<readonly Row[]>
  /** Takes what the source has to say of a row besides what its cells show; it stands on the dataset's page. */
  readonly tell?: (problem: SourceProblem) => void
}

/**
 * Makes the rows of a dataset from what the system knows, always in the same order. Undefined: the source knows nothing (the register is not kept,
 * no year is finished); what is published stays as it is.
 */
export type RowSource = (deriving: DerivingCity) => Promise<readonly Row[] | undefined>

/** What every row begins with. */
export const headOf = ({ publisher }: DerivingCity, id: string): Row => ({
  code: publisher.code,
  id,
  government: `${publisher.prefecture}${publisher.municipality}`,
})

/** A page of the portal for a cell; empty where the portal has no address that others can reach (a demonstration on one machine). */
export function portalAddress({ city }: DerivingCity, path: string): string {
  const { portal } = city.origins
  return portal !== undefined && new URL(portal).hostname.includes('.') ? portal + path : ''
}
