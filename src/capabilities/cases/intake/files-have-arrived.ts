import type { FileReference } from '../../exchange/index.ts'
import type { CasesContext } from '../context.ts'

/** Files travel beside the envelope. One that is not here yet fails the delivery: the relay brings it again, whole. */
export async function filesHaveArrived(
  ctx: CasesContext,
  cityId: string,
  message: { readonly receiptNumber: string; readonly files: readonly FileReference[] },
): Promise<void> {
  for (const file of message.files)
    if (!(await ctx.services.files.has(cityId, file.address)))
      throw new Error(`A file of ${message.receiptNumber} has not arrived yet.`)
}
