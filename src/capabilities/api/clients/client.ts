import { dayOf } from '../../../civic/day.ts'
import type { ApiClientMessage } from '../../exchange/index.ts'
import type { CompiledProcedure } from '../../procedures/index.ts'

/** A partner system as the office registered it. */
export type ApiClient = Omit<ApiClientMessage, 'kind'>

export const scopes = ['catalogue', 'validate', 'submit', 'status', 'datasets'] as const
export type Scope = (typeof scopes)[number]

/** What a client may say of how it identified the applicant. A card is never among it: a card signs, and the signature speaks. */
export const attestable = ['none', 'contact', 'account', 'account-verified', 'gbiz-entry', 'gbiz-prime'] as const
export type Attestable = (typeof attestable)[number]

/** Whether it counts on this day: not revoked, its last day not over. */
export function isUsable(client: Pick<ApiClient, 'revoked' | 'validUntil'>, now: Date): boolean {
  return !client.revoked && dayOf(now) <= client.validUntil
}

/** Whether it may file this procedure: named itself or by its section; nothing named means all. */
export function mayFile(
  client: Pick<ApiClient, 'sections' | 'procedures'>,
  { definition }: Pick<CompiledProcedure, 'definition'>,
): boolean {
  if (client.sections.length === 0 && client.procedures.length === 0) return true
  return client.procedures.includes(definition.id) || client.sections.includes(definition.owner)
}
