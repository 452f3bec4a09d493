import { dayOf } from '../../../civic/day.ts'
import type { Actor } from '../actor.ts'
import type { CaseWork } from '../change.ts'
import type { CasesContext } from '../context.ts'
import { timerEnd } from '../rules/deadline.ts'

/** The case waits for its fee from now on, until the last day of the definition's timer, whoever or whatever asks for it. */
export async function askForPayment(
  ctx: CasesContext,
  cityId: string,
  it: CaseWork,
  codes: Readonly<Record<string, string>> = {},
  by?: Actor,
): Promise<void> {
  await it.emit('payment-requested', { amount: it.row.fee_total, ...codes }, {}, by)
  const timer = it.procedure.definition.stages?.find((stage) => stage.state === 'awaiting-payment')?.timer
  const isClosedDay = await ctx.directory.isClosedDay(cityId)
  it.set({ payment_due_on: timer ? timerEnd(dayOf(it.now), timer, isClosedDay) : null })
}
