import { onlineFilers } from '../../portal/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'
import { type ApiClient, attestable, mayFile } from '../clients/client.ts'
import type { Asked } from '../http/operation.ts'
import { ApiProblem } from '../http/problem.ts'

/** The procedure of this path that is in force today. Throws `ApiProblem` 404. */
export async function currentProcedure({ api, city, param }: Asked): Promise<CompiledProcedure> {
  const id = param('procedure')
  const found = (await api.portal.catalogue.current(city.id)).find(({ definition }) => definition.id === id)
  if (found === undefined) throw new ApiProblem('not-found')
  return found
}

/** What stands in the way of filing, whatever the answers are. Throws `ApiProblem`. */
export function requireFiling(
  client: ApiClient,
  procedure: CompiledProcedure,
  wanted: { readonly version: string | undefined },
): void {
  if (procedure.definition.carriedBy !== undefined) throw new ApiProblem('carried-elsewhere')
  if (!mayFile(client, procedure)) throw new ApiProblem('procedure-not-allowed')
  if (wanted.version !== undefined && wanted.version !== procedure.hash)
    throw new ApiProblem('version-changed', { version: procedure.hash })
}

/** Whether this filer may file online here. */
export function filesOnline(procedure: CompiledProcedure, filer: string): boolean {
  return onlineFilers(procedure).some((each) => each === filer)
}

/** Whether the client may say this of the applicant, and the procedure takes it without a signature. */
export function attests(client: ApiClient, procedure: CompiledProcedure, assurance: string): boolean {
  const known = attestable.find((each) => each === assurance)
  return (
    known !== undefined && client.attests.includes(known) && procedure.definition.assurance.accepted.includes(known)
  )
}
