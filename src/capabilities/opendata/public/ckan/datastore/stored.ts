import type { PublicDataset } from '../../catalogue.ts'
import type { OpenResource } from '../../resources.ts'
import { storedKind } from '../dataset-dict.ts'
import { notFound } from '../problems.ts'
import type { Shelf } from '../shelf.ts'

/** The dataset whose rows a resource stands for. Throws not found for a resource whose rows aren't asked for by name of it. */
export function storedResource(
  shelf: Shelf,
  id: string,
): { readonly dataset: PublicDataset; readonly resource: OpenResource } {
  const found = shelf.resource(id)
  if (found === undefined || found.resource.kind !== storedKind)
    throw notFound({ message: 'Not found: Resource was not found.' })
  return found
}
