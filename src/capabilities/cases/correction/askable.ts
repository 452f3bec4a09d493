import type { Answers, CompiledProcedure } from '../../procedures/index.ts'
import { placedValues } from '../answers-at.ts'
import type { CasesContext } from '../context.ts'
import { filingOf } from '../filing.ts'

export interface AskableField {
  readonly path: string
  /** Label with the number of the item in a repeated group:「児童2　生年月日」. */
  readonly label: string
}

/** Fields on this applicant's way that a clerk can ask to put right. Notices and consents are no answers to correct. */
export async function askableFields(
  ctx: CasesContext,
  cityId: string,
  row: { readonly arrived_at: Date; readonly channel: string; readonly filer: string; readonly assurance: string },
  procedure: CompiledProcedure,
  answers: Answers,
  now: Date,
): Promise<readonly AskableField[]> {
  const filing = filingOf(row, now)
  const facts = await ctx.procedures.facts(cityId, filing.filedOn)
  return placedValues(procedure, answers, filing, facts)
    .filter(({ field }) => field.type !== 'notice' && field.type !== 'individual-number')
    .map(({ path, group, field, item }) => ({
      path,
      label:
        item === undefined ? field.label.ja : `${(group.repeat?.item ?? group.title).ja}${item + 1}　${field.label.ja}`,
    }))
}
